"""What answers to questions have in common, whatever is planned."""
