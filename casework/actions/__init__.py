"""What people and tasks do with complaints and their clocks, besides the steps."""
