"""The member list: its columns, how their cells are read, and how rows compare with the members we have."""
