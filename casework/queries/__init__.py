"""What the office asks of its casework rows, in words."""
