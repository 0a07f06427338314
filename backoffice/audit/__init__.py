"""Who read or did what; added to, never changed."""
