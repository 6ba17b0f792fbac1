"""How facts are written: days as ISO dates, minutes of a day as integers."""

from datetime import date
from functools import lru_cache

from solver.slots import Day


@lru_cache(maxsize=4096)
def iso(day: Day) -> str:
    """A day as ISO date, the form in which facts carry it."""
    return date.fromordinal(day).isoformat()
