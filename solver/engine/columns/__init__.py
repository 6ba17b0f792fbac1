"""Whole fillings of bags as columns: the sharpest bounds, and few columns to choose."""
