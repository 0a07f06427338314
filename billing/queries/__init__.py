"""What screens and other apps ask about members."""
