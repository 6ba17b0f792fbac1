"""Calendars of substitution: care that stands, and absences."""
