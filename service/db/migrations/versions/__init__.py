"""Migrations, written once and never edited after a release."""
