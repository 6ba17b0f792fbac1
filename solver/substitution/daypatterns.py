"""All ways to spend a day at places that can be combined, found by their minutes.

Stays and minutes are the bits of numbers: a day of fifty stays has hundreds of ways,
and questions about a plan ask for many days.
"""

from collections.abc import Iterator, Sequence

from solver.slots import Day, Slot
from solver.substitution.daywork import Stay, work_minutes
from solver.substitution.index import ProblemIndex
from solver.substitution.workday import clash

#: A day with more ways to spend it is said by stretches instead [patterns].
MOST_PATTERNS = 200

#: Stays to which nothing can be added without more work, and the minutes of work that
#: they add to what is fixed.
Pattern = tuple[frozenset[Stay], int]

#: Minutes at each place as the bits of a number; a stay has one run of them.
_Minutes = tuple[int, ...]


class DayPatterns:
    """The ways to spend a day: stays and places go by their numbers.

    Parameters
    ----------
    fixed, stays
        What is there anyway, and what may be chosen, sorted and each once.
    """

    def __init__(
        self,
        index: ProblemIndex,
        day: Day,
        fixed: Sequence[Stay],
        stays: Sequence[Stay],
    ) -> None:
        self._index = index
        self._day = day
        self._stays = stays
        places = list(dict.fromkeys(place for place, _ in stays))
        self._place_of = [places.index(place) for place, _ in stays]
        self._bits = [_bits(slot) for _, slot in stays]
        self._at = [0] * len(places)
        for number, place in enumerate(self._place_of):
            self._at[place] |= 1 << number
        self._clashing: dict[int, int] = {}
        # As a day's work is counted; what is fixed is part of every choice.
        choices: dict[Stay, int] = dict.fromkeys(fixed, -1)
        for number, stay in enumerate(stays):
            choices.setdefault(stay, 1 << number)
        self._ordered = sorted(
            choices.items(), key=lambda choice: (choice[0][1], choice[0][0])
        )

    def found(self, room: int) -> list[Pattern] | None:
        """All that add at most ``room`` minutes.

        ``None`` where there are too many, or where one stay more can make a day shorter
        (a way that is not gone any more).
        """
        if len(self._stays) > MOST_PATTERNS:
            return None  # no two stays have the same minutes
        found: list[tuple[int, int]] = []
        before = self._work(0)
        nothing = (0,) * len(self._at)
        known: dict[_Minutes, int] = {nothing: before}
        waiting = [(nothing, 0, before)]
        while waiting:
            minutes, inside, least = waiting.pop()
            for more, place in self._one_more(inside, minutes):
                work = known.get(more)
                if work is not None:
                    if work < least:
                        return None  # whichever way one came to the larger set
                    continue
                within = inside | self._within(place, more[place])
                work = known[more] = self._work(within)
                if work < least or len(known) > MOST_PATTERNS:
                    return None
                if work - before <= room:
                    found.append((within, work - before))
                    waiting.append((more, within, work))
        return [(self._chosen(within), minutes) for within, minutes in found]

    def _one_more(
        self, inside: int, minutes: _Minutes
    ) -> Iterator[tuple[_Minutes, int]]:
        """Minutes with one stay more that can be combined with those, and its place."""
        barred = inside
        for number in _numbers(inside):
            barred |= self._clashes(number)
        for number in _numbers(((1 << len(self._stays)) - 1) & ~barred):
            place = self._place_of[number]
            here = minutes[place] | self._bits[number]
            yield (*minutes[:place], here, *minutes[place + 1 :]), place

    def _clashes(self, number: int) -> int:
        """Stays that cannot be combined with one."""
        known = self._clashing.get(number)
        if known is None:
            stay, known = self._stays[number], 0
            elsewhere = ~self._at[self._place_of[number]]
            for other in _numbers(((1 << len(self._stays)) - 1) & elsewhere):
                if clash(self._index, self._day, stay, self._stays[other]):
                    known |= 1 << other
            self._clashing[number] = known
        return known

    def _within(self, place: int, minutes: int) -> int:
        """Stays at a place that ask for no minute more."""
        within = 0
        for number in _numbers(self._at[place]):
            if not self._bits[number] & ~minutes:
                within |= 1 << number
        return within

    def _work(self, chosen: int) -> int:
        """Minutes of work with these stays."""
        ordered = (stay for stay, bit in self._ordered if bit & chosen or bit < 0)
        return work_minutes(self._index, self._day, ordered)

    def _chosen(self, within: int) -> frozenset[Stay]:
        return frozenset(self._stays[number] for number in _numbers(within))


def _numbers(bits: int) -> Iterator[int]:
    """The bits that are set, from the lowest on."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _bits(slot: Slot) -> int:
    return (1 << slot.end) - (1 << slot.start)
