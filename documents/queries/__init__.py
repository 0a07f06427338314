"""The words about documents that lists, screens and actions share."""
