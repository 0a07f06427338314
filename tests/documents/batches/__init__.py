"""Letters by the hundred."""
