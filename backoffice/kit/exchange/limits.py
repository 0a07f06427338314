"""How big a list may be, so that no file can keep the office from its work."""

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CELL = 10_000  # characters
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
MAX_ZIP_MEMBERS = 2_000
SHEET_SECONDS = 120
SHEET_MEMORY_BYTES = 2 * 1024 * 1024 * 1024
