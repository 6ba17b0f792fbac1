"""Rule 1: a child is with one person at one place, and moved only as agreed."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from solver.linear import Terms, Var
from solver.rule import Binding, Finding, PersonGroup, Practice, RuleId, RuleInfo
from solver.slots import Day, Slot
from solver.substitution.facts import iso
from solver.substitution.grouping import by_child_day
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import Handover, JointRule
from solver.substitution.plan import Option
from solver.substitution.problem import ChildId, Cover
from solver.substitution.rows import any_of
from solver.substitution.variables import Variables

_Stay = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Parameters:
    """Whether a child may be handed over: never, at the same place, at all."""

    handover: str = Handover.SAME_PLACE.value

    def __post_init__(self) -> None:
        """Refuse a word that is none of the three."""
        if self.handover not in set(Handover):
            raise ValueError(f"handover ist eines von: {', '.join(Handover)}.")


class OnePersonAtATime(JointRule[Parameters]):
    """Pieces of one child do not overlap; within a day it stays with what it has.

    ``never``: one person and place per child and day. ``same_place``: one place, the
    person may change. ``at_all``: only overlaps are forbidden. Fixed cover with a
    person counts as part of the day, cover arranged outside (a grandmother) does not.

    Where somebody who has the child for certain must leave, as who falls ill at noon,
    nobody chose to hand it over: the rest of the day is a new one to this rule, and so
    is what she has once she is back.
    """

    info = RuleInfo(
        id=RuleId("one-person-at-a-time"),
        number=1,
        title="Eine Person, ein Ort",
        source=Practice("Ein Kind wird nicht ohne Not weitergereicht"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{child} würde am {day} um {time} Uhr {handover_fault}.",
    )
    parameters_type = Parameters
    indispensable = True

    def __init__(self, parameters: Parameters) -> None:
        super().__init__(parameters)
        self.handover = Handover(parameters.handover)

    def post(self, index: ProblemIndex, variables: Variables) -> None:
        """At most one piece at every minute, at most one stay per day."""
        for child, day in _child_days(variables):
            options = variables.of_child_day(child, day)
            if self._one_piece_only(index, child, day, options):
                terms = tuple((variables.taken(o), 1) for o in options)
                variables.model.add_at_most(terms, 1, f"{child} am {iso(day)}: einmal")
                continue
            _post_moments(variables, child, day, options)
            if self.handover is not Handover.AT_ALL:
                self._post_stays(index, variables, child, day, options)

    def _one_piece_only(
        self,
        index: ProblemIndex,
        child: ChildId,
        day: Day,
        options: Sequence[Option],
    ) -> bool:
        """Whether any two options exclude each other and none touches fixed cover."""
        if _fixed_stays(index, child, day):
            return False
        return len({o.slot for o in options}) == 1 or all(
            self._clash(a.cover, b.cover, ()) is not None
            for a, b in combinations(options, 2)
        )

    def _post_stays(
        self,
        index: ProblemIndex,
        variables: Variables,
        child: ChildId,
        day: Day,
        options: Sequence[Option],
    ) -> None:
        """At most one stay (person and place, or place) on the day, or each part."""
        covers = _fixed_stays(index, child, day)
        breaks = _breaks(index, covers)
        for part in range(len(breaks) + 1):
            by_stay: dict[_Stay, list[Var]] = defaultdict(list)
            for option in options:
                if bisect(breaks, option.slot.start) == part:
                    by_stay[self._stay(option.cover)].append(variables.taken(option))
            fixed = {
                self._stay(cover)
                for cover in covers
                if bisect(breaks, cover.slot.start) == part
            }
            name = f"{child} am {iso(day)}" + (f", Teil {part + 1}" if part else "")
            _post_one_stay(variables, by_stay, fixed, name)

    def _stay(self, cover: Cover) -> _Stay:
        if self.handover is Handover.NEVER:
            return str(cover.person), str(cover.place)
        return "", str(cover.place)

    def _clash(self, one: Cover, other: Cover, breaks: Sequence[int]) -> str | None:
        """Why two covers of one child and day exclude each other, if they do."""
        if one.slot.overlaps(other.slot):
            return "at_two_places"
        if self.handover is Handover.AT_ALL or self._stay(one) == self._stay(other):
            return None
        if bisect(breaks, one.slot.start) != bisect(breaks, other.slot.start):
            return None
        return "handed_over"

    def breaches(
        self, index: ProblemIndex, assignments: Iterable[Option]
    ) -> Iterable[Finding]:
        """One finding per pair of pieces that exclude each other."""
        for (child, day), taken in by_child_day(assignments).items():
            covers = [option.cover for option in taken]
            fixed = _fixed_stays(index, child, day)
            pairs = [*combinations(covers, 2)]
            pairs.extend((c, f) for c in covers for f in fixed)
            breaks = _breaks(index, fixed)
            for one, other in pairs:
                yield from self._finding(one, other, breaks, decided=True)

    def fixed_breaches(self, index: ProblemIndex) -> Iterable[Finding]:
        """Hand-overs between fixed covers; overlaps are rule 12's to show."""
        for child, day in index.fixed_of_child_day:
            fixed = _fixed_stays(index, child, day)
            breaks = _breaks(index, fixed)
            for one, other in combinations(fixed, 2):
                if not one.slot.overlaps(other.slot):
                    yield from self._finding(one, other, breaks, decided=False)

    def _finding(
        self, one: Cover, other: Cover, breaks: Sequence[int], *, decided: bool
    ) -> Iterable[Finding]:
        fault = self._clash(one, other, breaks)
        if fault is not None:
            facts: dict[str, int | str] = {
                "child": one.child,
                "day": iso(one.day),
                "time": max(one.slot.start, other.slot.start),
                "handover_fault": fault,
            }
            yield Finding(self.id, facts, (one.child,), decided)


def _child_days(variables: Variables) -> Iterable[tuple[ChildId, Day]]:
    return dict.fromkeys((o.child, o.day) for o in variables.options)


def _fixed_stays(index: ProblemIndex, child: ChildId, day: Day) -> list[Cover]:
    """Fixed cover of a child and day with somebody who can be named."""
    found = index.fixed_of_child_day.get((child, day), ())
    return [f.cover for f in found if f.cover.person is not None]


def _breaks(index: ProblemIndex, fixed: Sequence[Cover]) -> Sequence[int]:
    """Minutes at which somebody who has the child must leave, or is back."""
    found: set[int] = set()
    for cover in fixed:
        for away in _absent(index, cover):
            if away.start <= cover.slot.end < away.end:
                found.add(cover.slot.end)
            if away.start < cover.slot.start <= away.end:
                found.add(cover.slot.start)
    return sorted(found)


def _absent(index: ProblemIndex, cover: Cover) -> Sequence[Slot]:
    person = None if cover.person is None else index.problem.persons.get(cover.person)
    return () if person is None else person.absent.get(cover.day, ())


def _post_one_stay(
    variables: Variables,
    by_stay: Mapping[_Stay, Sequence[Var]],
    fixed: Collection[_Stay],
    name: str,
) -> None:
    """At most one stay, and that of what is fixed where something is."""
    terms: list[tuple[Var, int]] = []
    for stay, taken in by_stay.items():
        if fixed and fixed != {stay}:
            terms.extend((var, 1) for var in taken)
        elif not fixed:
            there = any_of(variables, taken, f"{name}: {stay}")
            terms.append((there, 1))
    if terms:
        room = 0 if fixed else 1
        variables.model.add_at_most(tuple(terms), room, f"{name}: ein Aufenthalt")


def _post_moments(
    variables: Variables, child: ChildId, day: Day, options: Sequence[Option]
) -> None:
    """At most one piece at every minute at which one begins."""
    for minute in sorted({o.slot.start for o in options}):
        terms: Terms = tuple(
            (variables.taken(o), 1)
            for o in options
            if o.slot.start <= minute < o.slot.end
        )
        if len(terms) > 1:
            variables.model.add_at_most(terms, 1, f"{child} am {iso(day)} um {minute}")
