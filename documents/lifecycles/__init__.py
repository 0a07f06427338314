"""The steps of templates."""
