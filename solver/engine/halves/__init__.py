"""What reaches a value, found or refused by half plans that meet in the middle."""
