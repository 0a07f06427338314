"""What every app builds with: small, typed, and without knowledge of any app."""
