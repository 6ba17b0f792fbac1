"""How facts are written; see ``solver.facts``."""

from solver.facts import iso

__all__ = ["iso"]
