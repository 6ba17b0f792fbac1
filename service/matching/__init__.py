"""Coaches and kindergartens: from the stored state to engagements, and back."""
