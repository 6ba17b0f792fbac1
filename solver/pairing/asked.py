"""Teams of which one has to be chosen: few of thousands are ever worth listing."""

from collections.abc import Iterable, Sequence
from heapq import nlargest

from solver.pairing.cover import Cover
from solver.pairing.prices import Prices
from solver.pairing.problem import Team

#: How many are listed to begin with, and added at once as prices move.
LISTED, ADDED = 60, 20


class Asked:
    """All teams that hold two given people; bounds are counted over all of them."""

    def __init__(self, cover: Cover, teams: Sequence[Team]) -> None:
        self._cover = cover
        self._teams = teams
        self._known = frozenset(teams)

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(self._teams)

    def __contains__(self, team: Team) -> bool:
        """Whether a team is one of them."""
        return team in self._known

    def first(self) -> Iterable[Team]:
        """Those that cover most, and the cheapest."""
        if not self._teams:
            return ()
        best = nlargest(LISTED, self._teams, key=lambda t: (self._cover.hours(t), t))
        cheapest = min(self._teams, key=lambda t: (self._cover.index.cents(t), t))
        return (*best, cheapest)

    def best(self, prices: Prices) -> Iterable[Team]:
        """Those that are worth most at these prices."""
        cover = self._cover
        return nlargest(ADDED, self._teams, key=lambda t: (prices.surplus(cover, t), t))

    def most(self, prices: Prices) -> int:
        """What the best of them is worth beyond its price [parts]; 0 if none is asked.

        It may be less than nothing: one of them has to be taken all the same.
        """
        cover = self._cover
        return max((prices.surplus(cover, team) for team in self._teams), default=0)

    def above(self, prices: Prices, least: int) -> Iterable[Team]:
        """Those that are worth more than so much beyond their price."""
        cover = self._cover
        return (t for t in self._teams if prices.surplus(cover, t) > least)
