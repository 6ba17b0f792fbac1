"""Coaches to kindergartens: who accompanies whom, with how many hours a month."""
