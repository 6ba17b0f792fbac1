"""A problem after one change: what is possible anew, and the part it may concern."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from solver.slots import Day
from solver.substitution.explanation.basis import Basis
from solver.substitution.explanation.changes.change import Change, ChangeKind
from solver.substitution.index import ProblemIndex
from solver.substitution.linked import links_of
from solver.substitution.options import generate
from solver.substitution.plan import Gap, Option, Plan
from solver.substitution.problem import ChildId, Need, NeedId, PersonId, PlaceId
from solver.substitution.windows import Windows, windows_of

#: Kinds that change a person and a place; what others may take is as it was.
_OF_A_PERSON = frozenset({ChangeKind.PLACE, ChangeKind.HOURS, ChangeKind.QUALIFICATION})


@dataclass(frozen=True, slots=True)
class Near:
    """Persons, places and children that options may be tied through."""

    persons: frozenset[PersonId]
    places: frozenset[PlaceId]
    children: frozenset[ChildId]

    def ties(self, option: Option) -> bool:
        """Whether a row of a rule may hold both this option and those of the part."""
        return (
            option.person in self.persons
            or option.place in self.places
            or option.child in self.children
        )


@dataclass(frozen=True, slots=True)
class DayOptions:
    """Options of a day, and the basis' parts of days that they stand for."""

    options: tuple[Option, ...]
    parts: frozenset[int]


class Changed:
    """A changed problem with what questions about it share, whatever the gap.

    Options of needs that the change does not touch are what they were. ``inside`` are
    those of the needs it touches, and all that rows of rules may tie to them: see
    ``tied_to``. So what holds for that part holds for the plan.
    """

    def __init__(self, basis: Basis, index: ProblemIndex, change: Change) -> None:
        self._basis = basis
        self._change = change
        self.index = index

    @cached_property
    def fresh(self) -> tuple[Option, ...]:
        """Options of the needs that the change touches."""
        rules = self._basis.coverage_rules
        return generate(self.index, rules, self._touched, windows=self._windows).options

    def _windows(self, whole: Option) -> Windows:
        """What of a stretch passes the pair rules: what it was, of others."""
        changed, known = self._change.option, self._basis.windows.get(whole)
        other = whole.person != changed.person and whole.place != changed.place
        if known is not None and other and self._change.kind in _OF_A_PERSON:
            return known
        return windows_of(self.index, self._basis.coverage_rules, whole)

    @cached_property
    def _touched(self) -> list[Need]:
        needs = self.index.problem.needs
        return [need for need in needs if _touches(self.index, self._change, need)]

    @cached_property
    def days_touched(self) -> frozenset[Day]:
        """Days on which there is a need that the change touches."""
        return frozenset(need.day for need in self._touched)

    @cached_property
    def needs(self) -> frozenset[NeedId]:
        """Needs of the part."""
        anew = frozenset(need.id for need in self._touched)
        near = tied_to(self.index, self.fresh)
        options = self._basis.options.options
        joined = {o.need for o in options if o.need not in anew and near.ties(o)}
        return self._basis.tied_in_coverage(anew | joined)

    @cached_property
    def inside(self) -> tuple[Option, ...]:
        """Options of the part."""
        anew = frozenset(need.id for need in self._touched)
        tied = self.needs
        others = (o for o in self._basis.options.options if o.need not in anew)
        inside = dict.fromkeys((*self.fresh, *(o for o in others if o.need in tied)))
        # What stands may be cut otherwise now; it stays possible all the same.
        inside |= dict.fromkeys(self.standing)
        return tuple(inside)

    @cached_property
    def standing(self) -> tuple[Option, ...]:
        """What the plan decided for needs of the part."""
        return tuple(o for o in self._basis.plan.assignments if o.need in self.needs)

    def inside_day(self, day: Day) -> "DayOptions":
        """Options that hang together with what is new on a day, days by themselves."""
        known = self._inside_day.get(day)
        if known is None:
            known = self._inside_day[day] = self._of_day(day)
        return known

    @cached_property
    def _inside_day(self) -> dict[Day, "DayOptions"]:
        return {}

    def _of_day(self, day: Day) -> "DayOptions":
        anew = frozenset(need.id for need in self._touched)
        fresh = tuple(option for option in self.fresh if option.day == day)
        near = tied_to(self.index, fresh)
        parts = frozenset(
            number
            for number in self.parts
            if self._basis.day_parts[number][0].day == day
            and any(
                o.need in anew or near.ties(o) for o in self._basis.day_parts[number]
            )
        )
        joined = [
            option
            for number in sorted(parts)
            for option in self._basis.day_parts[number]
            if option.need not in anew
        ]
        needs = frozenset(option.need for option in (*fresh, *joined))
        standing = (o for o in self.standing if o.need in needs)
        return DayOptions(tuple(dict.fromkeys((*fresh, *joined, *standing))), parts)

    @cached_property
    def parts(self) -> tuple[int, ...]:
        """Numbers of the basis' parts of days that hold needs of this part."""
        return tuple(
            number
            for number, part in enumerate(self._basis.day_parts)
            if any(option.need in self.needs for option in part)
        )

    @cached_property
    def whole_days(self) -> bool:
        """Whether parts of days lie inside this part, all that they hold."""
        parts = (self._basis.day_parts[number] for number in self.parts)
        return all(option.need in self.needs for part in parts for option in part)

    def asked(self, gap: Gap, change: Change) -> list[Option]:
        """Options in which the person named takes all of the gap."""
        return [o for o in self.fresh if _meets(o, change, gap)]

    def most_open(self, gap: Gap) -> int:
        """Minutes that the part may leave open if the gap is closed [child-minutes].

        The model of the part counts all minutes of others than its needs as open.
        """
        return self._open_now - self.index.clock(gap.day).minutes(gap.slot)

    @cached_property
    def _open_now(self) -> int:
        planned = self._left_open(self._basis.plan.assignments)
        return planned + self.gained(self.outside)

    @cached_property
    def outside(self) -> tuple[Option, ...]:
        """What the plan decided for others than the part's needs."""
        planned = self._basis.plan.assignments
        return tuple(o for o in planned if o.need not in self.needs)

    def gained(self, assignments: Sequence[Option]) -> int:
        """Minutes that assignments cover [child-minutes]."""
        return self.nothing - self._left_open(assignments)

    @cached_property
    def nothing(self) -> int:
        """Minutes that no plan at all leaves open [child-minutes]."""
        return self._left_open(())

    def _left_open(self, assignments: Sequence[Option]) -> int:
        plan = Plan(tuple(assignments))
        wishes = self._basis.coverage_rules.wishes
        return sum(wish.measure(self.index, plan) for wish in wishes)

    def breaks(self, assignments: Sequence[Option]) -> bool:
        """Whether assignments that pass the pair rules break a joint one."""
        joint = self._basis.rules.joint
        return any(
            True for rule in joint for _ in rule.breaches(self.index, assignments)
        )


def part_key(change: Change) -> tuple[object, ...]:
    """Alike for changes of one problem that touch the same needs."""
    option = change.option
    if change.kind in (ChangeKind.CONTACT, ChangeKind.WAY, ChangeKind.PERSON):
        return change.kind, *change.key, option.child
    if change.kind is ChangeKind.HOURS:
        return change.kind, *change.key, option.person, option.place, option.day
    return change.kind, *change.key, option.person, option.place


def tied_to(index: ProblemIndex, options: Sequence[Option]) -> Near:
    """What others may be tied through to options.

    Persons, places and who works there, the children and their siblings.
    """
    problem = index.problem
    places = frozenset(option.place for option in options)
    children = frozenset(option.child for option in options)
    staff = (person for place in places for person in problem.places[place].staff)
    siblings = (s for child in children for s in problem.children[child].siblings)
    return Near(
        frozenset((*(option.person for option in options), *staff)),
        places,
        frozenset((*children, *siblings)),
    )


def _touches(index: ProblemIndex, change: Change, need: Need) -> bool:
    """Whether the change may bring a need an option it did not have."""
    option = change.option
    if change.kind in (ChangeKind.CONTACT, ChangeKind.WAY, ChangeKind.PERSON):
        return need.child == option.child
    if change.kind is ChangeKind.HOURS and need.day != option.day:
        return False
    return any(
        link.substitute == option.person or link.place == option.place
        for link in links_of(index, need)
    )


def _meets(option: Option, change: Change, gap: Gap) -> bool:
    wanted = change.option
    return (
        option.need == wanted.need
        and option.person == wanted.person
        and option.place == wanted.place
        and option.slot.contains(gap.slot)
    )
