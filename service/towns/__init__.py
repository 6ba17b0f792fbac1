"""Believable towns to try the product with; all people are invented."""
