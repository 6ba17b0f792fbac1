"""Names for everybody in a town, no pair twice."""

from random import Random

from service.towns.names import MEN, NAME_ENDS, NAME_STARTS, WOMEN


class Naming:
    """Given and family names out of the stock, drawn by chance."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._taken: set[tuple[str, str]] = set()

    def family(self) -> str:
        """A family name of two parts."""
        start = self._random.choice(NAME_STARTS)
        end = self._random.choice(NAME_ENDS)
        return self.family() if start.lower().startswith(end) else start + end

    def person(self, *, family: str = "", men_percent: int = 50) -> tuple[str, str]:
        """Given and family name."""
        while True:
            men = self._random.randrange(100) < men_percent
            given = self._random.choice(MEN if men else WOMEN)
            pair = (given, family or self.family())
            if pair not in self._taken or family:
                self._taken.add(pair)
                return pair
