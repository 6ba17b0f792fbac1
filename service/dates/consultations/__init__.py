"""Consultation visits: from kindergartens and hosts to dates in calendars."""
