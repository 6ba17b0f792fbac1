"""Consultation visits: which kindergarten visits which experienced one, and when."""
