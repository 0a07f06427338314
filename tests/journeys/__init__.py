"""Whole days in the office, in a browser, with web and worker running as ``make run`` starts them."""
