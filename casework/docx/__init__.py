"""The Word templates of casework's letters."""
