"""Dates: from engagements to the sessions of a programme year."""
