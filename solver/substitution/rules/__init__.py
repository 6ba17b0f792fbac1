"""One file per rule or wish."""
