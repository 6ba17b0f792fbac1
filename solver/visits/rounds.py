"""Rounds a visitor may make: what can be done on one day, and whom it brings together.

Every set of bonds is tried, in every order. Within an order each visit begins as early
as it may after whatever is before it, for each group of children it can meet: later
helps nobody. Of all rounds of a set only those stay that no other beats in children
met, dates left in place, work and ways at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from solver.slots import MINUTES_PER_DAY, Day, Slot
from solver.substitution.problem import PersonId
from solver.visits.day import Stop, day_of, travel_of
from solver.visits.index import Met, VisitIndex
from solver.visits.kinds import RuleSet
from solver.visits.problem import Bond, Visit
from solver.visits.rules.visits_per_day import VisitsPerDay
from solver.visits.variables import Round

#: More rounds are not looked at; then nothing is proven.
MOST_ROUNDS = 150_000
#: Without a rule about it nobody makes more visits a day than fit between 0 and 24.
_ANY = 24


@dataclass(frozen=True, slots=True)
class RoundSet:
    """Rounds in stable order; ``complete`` if there are no others worth taking."""

    rounds: tuple[Round, ...]
    complete: bool


#: Starts in order, by whom a visit then brings together.
Starts = Mapping[frozenset[Met], tuple[int, ...]]


def generate(index: VisitIndex, rules: RuleSet) -> RoundSet:
    """Every round that the rules allow and no other beats."""
    found: list[Round] = []
    for person in sorted(index.bonds_of):
        for day in index.days:
            for made in _DayRounds(index, rules, person, day).rounds():
                if len(found) >= MOST_ROUNDS:
                    return RoundSet(tuple(found), complete=False)
                found.append(made)
    return RoundSet(tuple(found), complete=True)


def starts_of(index: VisitIndex, rules: RuleSet, bond: Bond, day: Day) -> Starts:
    """When a bond may be met on a day by itself."""
    found: dict[frozenset[Met], list[int]] = defaultdict(list)
    for visit in tries(index, bond, day):
        if not any(rule.refuse(index, visit) for rule in rules.pair):
            found[index.contacted(visit)].append(visit.slot.start)
    return {met: tuple(starts) for met, starts in found.items()}


def tries(index: VisitIndex, bond: Bond, day: Day) -> Iterator[Visit]:
    """A visit at every time of a day, that in people's calendars among them."""
    grid = index.problem.grid_minutes
    starts = set(range(0, MINUTES_PER_DAY - bond.minutes + 1, grid))
    starts.update(
        visit.slot.start
        for visit in index.published_on.get((bond.visitor, day), ())
        if visit.bond == bond.id and visit.slot.minutes == bond.minutes
    )
    for start in sorted(starts):
        yield Visit(bond.id, day, Slot(start, start + bond.minutes))


class _DayRounds:
    """Rounds of one visitor on one day."""

    def __init__(
        self, index: VisitIndex, rules: RuleSet, person: PersonId, day: Day
    ) -> None:
        self._index = index
        self._rules = rules
        self._person = person
        self._day = day
        self._fixed = index.fixed_on.get((person, day), ())
        self._anyway = day_of(index, person, day, self._fixed)
        self._published = frozenset(index.published_on.get((person, day), ()))
        limits = (r for r in rules.joint if isinstance(r, VisitsPerDay))
        self._most = min((r.parameters.most_visits for r in limits), default=_ANY)
        self._most -= len(self._fixed)

    def rounds(self) -> Iterator[Round]:
        """Rounds of ever more visits."""
        starts = {
            bond: found
            for bond in self._index.bonds_of[self._person]
            if (found := self._open(bond))
        }
        # A day is never longer than from the first start to the last end.
        span = _span(starts)
        for size in range(1, min(len(starts), max(0, self._most)) + 1):
            for chosen in combinations(starts, size):
                if sum(bond.minutes for bond in chosen) <= span:
                    yield from self._best(chosen, starts)

    def _open(self, bond: Bond) -> Starts:
        period = self._index.period(bond, self._day)
        if (bond.id, period) in self._index.fixed_periods:
            return {}
        return starts_of(self._index, self._rules, bond, self._day)

    def _best(
        self, chosen: Sequence[Bond], starts: Mapping[Bond, Starts]
    ) -> Sequence[Round]:
        """Rounds of a set of bonds that no other beats."""
        kept: list[Round] = []
        tried: set[tuple[Visit, ...]] = set()
        for order in permutations(chosen):
            for visits in self._scheduled(order, starts, (), 0):
                planned = tuple(sorted(visits))
                if planned in tried:
                    continue
                tried.add(planned)
                made = self._made(planned)
                if made is not None and not any(self._beats(r, made) for r in kept):
                    kept = [r for r in kept if not self._beats(made, r)]
                    kept.append(made)
        return kept

    def _scheduled(
        self,
        order: Sequence[Bond],
        starts: Mapping[Bond, Starts],
        visits: tuple[Visit, ...],
        minute: int,
    ) -> Iterator[tuple[Visit, ...]]:
        """Visits in this order, each as early as it may be after something."""
        if len(visits) == len(order):
            yield visits
            return
        bond = order[len(visits)]
        for start in self._early(bond, starts[bond], visits, minute):
            visit = Visit(bond.id, self._day, Slot(start, start + bond.minutes))
            yield from self._scheduled(order, starts, (*visits, visit), visit.slot.end)

    def _early(
        self,
        bond: Bond,
        starts: Starts,
        visits: tuple[Visit, ...],
        minute: int,
    ) -> Iterable[int]:
        """Per group of children the first start after each thing that may be before.

        Children the visitor takes along are home stops that a visit cuts short, so a
        round of one visit is tried at every time.
        """
        if not visits and self._anyway.stops:
            return sorted({s for found in starts.values() for s in found})
        found: set[int] = set()
        stops: list[Stop] = list(self._anyway.stops)
        if visits:
            before = visits[-1]
            stops.append(Stop(before.slot, self._index.bond(before).place, visit=True))
        bounds = [minute, *(self._after(stop, bond) for stop in stops)]
        for times in starts.values():
            found.update(
                first
                for bound in bounds
                if (first := next((t for t in times if t >= max(bound, minute)), None))
                is not None
            )
        kept = {
            visit.slot.start
            for visit in self._published
            if visit.bond == bond.id and visit.slot.start >= minute
        }
        return sorted(found | (kept & {s for times in starts.values() for s in times}))

    def _after(self, stop: Stop, bond: Bond) -> int:
        way = self._index.way(stop.place, bond.place)
        return MINUTES_PER_DAY if way is None else stop.slot.end + way

    def _made(self, visits: tuple[Visit, ...]) -> Round | None:
        """The round of these visits, if the day's rules pass it."""
        index, person, day = self._index, self._person, self._day
        together = (*self._fixed, *visits)
        households = [host for v in together for host in index.households(v)]
        if len(set(households)) < len(households):
            return None
        for rule in self._rules.day:
            if rule.refuse_day(index, person, day, together):
                return None
        work = day_of(index, person, day, together).work_minutes
        return Round(
            person,
            day,
            visits,
            frozenset(met for visit in visits for met in index.contacted(visit)),
            travel_of(index, person, day, visits),
            work - self._anyway.work_minutes,
        )

    def _beats(self, one: Round, other: Round) -> bool:
        """Whether a round is at least as good in everything, for the same bonds."""
        return (
            one.met >= other.met
            and one.travel_minutes <= other.travel_minutes
            and one.work_minutes <= other.work_minutes
            and self._kept(one) >= self._kept(other)
            and self._households(one) <= self._households(other)
        )

    def _kept(self, found: Round) -> int:
        return sum(visit in self._published for visit in found.visits)

    def _households(self, found: Round) -> frozenset[PersonId]:
        """Households that have their visit of the day with this round."""
        return frozenset(
            host for visit in found.visits for host in self._index.households(visit)
        )


def _span(starts: Mapping[Bond, Starts]) -> int:
    """Minutes from the first start to the last end of a day."""
    times = [
        (min(found), max(found) + bond.minutes)
        for bond, groups in starts.items()
        for found in groups.values()
    ]
    if not times:
        return 0
    return max(end for _, end in times) - min(start for start, _ in times)
