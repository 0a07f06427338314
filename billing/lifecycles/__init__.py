"""What may happen to what this app keeps, as tables of transitions."""
