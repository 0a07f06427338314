"""What the office does with templates, letters and mail."""
