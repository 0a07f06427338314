"""Lists in and out: reads CSV, XLSX and ODS, finds what a list would change, writes lists that are safe to open."""
