"""Dates of a programme: from engagements to sessions, from sessions to accounts."""
