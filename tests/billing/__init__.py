"""Members, what they buy, and the lists they come in with."""
