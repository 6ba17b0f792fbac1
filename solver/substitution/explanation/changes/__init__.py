"""The closed catalogue of single changes that may close a gap, one file per kind."""
