"""Mutation testing of ``solver/``: which faults would no test notice."""
