"""Dates that a job finds and that stand at once: asked for, computed, written, told."""
