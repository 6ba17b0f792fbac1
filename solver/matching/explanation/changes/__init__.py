"""Single changes that may help a kindergarten, one kind per file."""
