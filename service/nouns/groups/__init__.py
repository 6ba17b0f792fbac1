"""The plain nouns, by what they belong to."""
