"""A little app for tests of the admin: tickets that officers repair, on shelves that are not for everybody."""
