"""The Word templates of billing's letters."""
