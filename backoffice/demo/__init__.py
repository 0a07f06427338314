"""The demonstration: one office, its people and some sixty complaints, told through the same doors as a user's."""
