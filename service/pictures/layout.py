"""Sizes of the picture in pixels, the scale of the day, lanes of bars."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.pictures.scene import Bar

WIDTH = 1160
MARGIN = 28
CHART_LEFT = 330
CHART_RIGHT = WIDTH - MARGIN - 92
BAR = 18
OWN = 6
GAP = 3
ROW_SPACE = 10
INDENT = 7
SIGN = 6.9
"""Width of a sign on a bar, with room to spare."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From minutes of the day to pixels."""

    first_hour: int
    last_hour: int

    @property
    def hours(self) -> range:
        """Every full hour of the axis."""
        return range(self.first_hour, self.last_hour + 1)

    def x(self, minute: int) -> float:
        """Where a minute lies."""
        first, last = self.first_hour * 60, self.last_hour * 60
        share = (minute - first) / (last - first)
        return CHART_LEFT + share * (CHART_RIGHT - CHART_LEFT)


def lanes(bars: Iterable[Bar]) -> list[list[Bar]]:
    """Bars in as few lanes as possible, none over another (intervals half-open)."""
    found: list[list[Bar]] = []
    for bar in sorted(bars, key=lambda bar: (bar.start_minute, bar.child)):
        for lane in found:
            if lane[-1].end_minute <= bar.start_minute:
                lane.append(bar)
                break
        else:
            found.append([bar])
    return found
