"""Which values of a tier are asked for, one after another, above what is its bound.

Nobody waits for the answer: the next one is asked for beside it, as if it were refused.
"""

#: So many units of the tier above the bound is what is asked for, one after another, or
#: such a power of a half of the gap, the power one less each time.
COARSER = 12
STEPS = (0, 0, 0, 0, 1, 1, 1, 2, 2, 4, 4, 8, 8, 16, 16, 32, 64)


class Targets:
    """The values asked for from the bound on; ``unit`` is what values differ by."""

    def __init__(self, unit: int) -> None:
        self._unit = unit
        self._number = 0
        self._last: int | None = None

    @property
    def over(self) -> bool:
        """Whether enough was asked for."""
        return self._number >= len(STEPS)

    def after(self, best: int, value: int) -> int:
        """The next one; where none is left, the last once more, with other luck.

        Parameters
        ----------
        best, value
            Nothing costs less; what is known costs so much.
        """
        unit, number, last = self._unit, self._number, self._last
        self._number += 1
        halved = (value - best) // unit >> max(1, COARSER - number)
        step = max(STEPS[number], halved)
        if last is None or last < best:
            last = min(value, best + step * unit)
        elif last + max(step, 1) * unit < value:
            last += max(step, 1) * unit
        self._last = last
        return last
