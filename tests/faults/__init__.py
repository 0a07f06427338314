"""What the office must survive, with real processes that are really killed."""
