"""The rules of members and money: pure, without clock, database or translation."""
