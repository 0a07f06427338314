"""How fast the house is, beside the way its peers do the same work in the same run: ``make bench``."""
