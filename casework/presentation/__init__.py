"""Words for screens: what the rows say, as a person would say it."""
