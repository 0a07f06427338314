"""What people do with members and lists; each action is one transaction and says why when it refuses."""
