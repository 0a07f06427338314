"""What may happen, as tables of steps."""
