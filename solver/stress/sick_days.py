"""Who is ill when: drawn from what somebody is and the date, never from an order.

Each person's illness on a date is decided by a hash of seed, draw, person and date. So
a new person shifts nobody's luck, and two variations of a net meet the same wave.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b

from solver.slots import Day, weekday
from solver.stress.problem import SickRates
from solver.substitution.problem import PersonId

#: Chances are counted in parts of this.
CERTAIN = 1 << 32
_MONTHS_PER_YEAR = 12
_FIRST_DAY_OFF = 5


@dataclass(frozen=True, slots=True)
class Chances:
    """What decides illness, in parts of ``CERTAIN``.

    An episode begins on a working day with ``begins``; ``longer`` holds, for each
    number of days, how likely it lasts longer than that.
    """

    begins: int
    longer: tuple[int, ...]


@lru_cache(maxsize=64)
def chances_of(rates: SickRates, month: int, *, wave: bool) -> Chances:
    """Chances in a calendar month, within a wave or without.

    The share of working days on which somebody is ill is that of the rates exactly,
    overlapping episodes counted once.
    """
    peak = _peak_months(rates)
    factor = rates.peak_factor_percent
    weight = 100 * (_MONTHS_PER_YEAR - len(peak)) + factor * len(peak)
    share = CERTAIN * rates.days_per_year * _MONTHS_PER_YEAR
    share = share * (factor if month in peak else 100)
    share //= rates.working_days_per_year * max(1, weight)
    if wave:
        share = share * rates.wave_factor_percent // 100
    longer = [CERTAIN]
    for _ in range(rates.longest_episode_days - 1):
        longer.append(longer[-1] * (rates.mean_episode_tenths - 10))
        longer[-1] //= rates.mean_episode_tenths
    return Chances(_begins(min(share, CERTAIN), longer), tuple(longer[1:]))


def _peak_months(rates: SickRates) -> frozenset[int]:
    """Months from the first to the last of the peak, over the turn of the year."""
    first, last = rates.peak_first_month, rates.peak_last_month
    count = (last - first) % _MONTHS_PER_YEAR + 1
    return frozenset((first - 1 + i) % _MONTHS_PER_YEAR + 1 for i in range(count))


def _begins(share: int, longer: Sequence[int]) -> int:
    """How likely an episode must begin for ``share`` of the days to be ill."""
    low, high = 0, CERTAIN
    while high - low > 1:
        middle = (low + high) // 2
        if _ill_share(middle, longer) <= share:
            low = middle
        else:
            high = middle
    return low if share else 0


def _ill_share(begins: int, longer: Sequence[int]) -> int:
    """Share of days with an episode that began then or so many days before."""
    well = CERTAIN
    for lasting in longer:
        well = well * (CERTAIN - begins * lasting // CERTAIN) // CERTAIN
    return CERTAIN - well


@dataclass(frozen=True, slots=True)
class SickDays:
    """Illness of one drawn year: whom it meets on which day."""

    seed: int
    draw: int
    rates: SickRates
    month: int
    wave: bool = True
    #: Days that episodes last which are known, by who and when: the days of a week look
    #: back at the same ones.
    _known: dict[tuple[PersonId, Day], int] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def ill(self, persons: Sequence[PersonId], day: Day) -> frozenset[PersonId]:
        """Who of these persons is ill on a day."""
        chances = chances_of(self.rates, self.month, wave=self.wave)
        days = list(_working_days_until(day, self.rates.longest_episode_days))
        return frozenset(
            person
            for person in persons
            if any(
                self._lasts(chances, person, first) > gone
                for gone, first in enumerate(days)
            )
        )

    def _lasts(self, chances: Chances, person: PersonId, first: Day) -> int:
        """Days of the episode that begins on a day, 0 where none does."""
        known = self._known.get((person, first))
        if known is None:
            known = self._drawn(chances, person, first)
            self._known[person, first] = known
        return known

    def _drawn(self, chances: Chances, person: PersonId, first: Day) -> int:
        key = f"{self.seed}\x1f{self.draw}\x1f{person}\x1f{first}"
        digest = blake2b(key.encode(), digest_size=8).digest()
        if int.from_bytes(digest[:4], "big") >= chances.begins:
            return 0
        length = int.from_bytes(digest[4:], "big")
        return 1 + sum(length < longer for longer in chances.longer)


def _working_days_until(day: Day, count: int) -> Iterator[Day]:
    """A day and the working days (Monday to Friday) before it, so many in all."""
    found = 0
    while found < count:
        if found == 0 or weekday(day) < _FIRST_DAY_OFF:
            yield day
            found += 1
        day = Day(day - 1)
