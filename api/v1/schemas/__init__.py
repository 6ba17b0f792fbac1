"""What is read and told, field by field; a field that is not named is refused."""
