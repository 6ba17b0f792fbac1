"""Reasons of a matching, and answers to questions about it."""
