"""Calendars of a programme: coaching sessions, consultation visits, workshops."""
