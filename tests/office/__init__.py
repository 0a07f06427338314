"""The office around the apps: frame, start page, search, health."""
