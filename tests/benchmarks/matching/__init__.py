"""Coaches and kindergartens, and classical generalised assignment, beside the peers."""
