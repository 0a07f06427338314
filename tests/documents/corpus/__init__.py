"""Templates as offices write them, each with values; built by code, so that a case can be read."""
