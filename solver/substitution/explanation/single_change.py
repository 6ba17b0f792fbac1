"""Which single change would close a gap: tried on the first tier, smallest first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from solver.result import SolveLimits
from solver.rule import Facts
from solver.substitution.explanation.answers import (
    NO_CHANGE,
    NOT_SMALLEST,
    Statement,
)
from solver.substitution.explanation.basis import Basis
from solver.substitution.explanation.changes.catalogue import changes_for
from solver.substitution.explanation.changes.change import (
    Change,
    ChangeKind,
    refusals_of,
)
from solver.substitution.explanation.cost import Move, moves_between
from solver.substitution.explanation.forcing import (
    ANSWER_LIMITS,
    demanding,
    solved,
)
from solver.substitution.facts import iso
from solver.substitution.formulation import formulate
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.options import OptionSet, generate, links_of
from solver.substitution.plan import Gap, Option, Plan
from solver.substitution.problem import ChildId, Need, NeedId, PersonId, PlaceId


@dataclass(frozen=True, slots=True)
class SingleChange:
    """The smallest change of the catalogue that closes a gap, or that none does.

    ``moves`` are other children who would change for it; ``smallest`` is false where
    something smaller could not be ruled out in the time given.
    """

    gap: Gap
    change: Change | None
    moves: tuple[Move, ...]
    smallest: bool
    statements: tuple[Statement, ...]


class ChangeSearch:
    """Asks for changes of one plan's gaps; problems made once serve several gaps.

    A change closes a gap if in the changed problem there is a plan, found right by the
    rules' checks, in which the named person takes the child for all of the gap and the
    minutes left open in the part concerned are fewer by all of the gap's: nobody else
    pays for it with a minute. First the person is asked beside the plan as it is; only
    if that breaks a rule is the part concerned solved for the first tier.
    """

    def __init__(self, basis: Basis, limits: SolveLimits = ANSWER_LIMITS) -> None:
        self._basis = basis
        self._limits = limits
        self._indices: dict[tuple[object, ...], ProblemIndex] = {}
        self._coverage = basis.coverage_rules

    def smallest(self, gap: Gap) -> SingleChange:
        """The first change of the catalogue that closes the gap."""
        basis = self._basis
        sure = True
        for change in changes_for(basis.index, basis.rules, gap):
            after = self.closing_plan(gap, change)
            if after is None:
                continue
            if isinstance(after, Undecided):
                sure = False
                continue
            moves = moves_between(basis.plan.assignments, after, (gap.child,))
            said = [Statement(change.says, change.facts)]
            said += [] if sure else [Statement(NOT_SMALLEST.id, {})]
            return SingleChange(gap, change, moves, sure, tuple(said))
        facts: Facts = {
            "child": gap.child,
            "day": iso(gap.day),
            "start": gap.slot.start,
            "end": gap.slot.end,
        }
        said = [Statement(NO_CHANGE.id, facts)]
        said += [] if sure else [Statement(NOT_SMALLEST.id, {})]
        return SingleChange(gap, None, (), sure, tuple(said))

    def closing_plan(
        self, gap: Gap, change: Change
    ) -> "tuple[Option, ...] | Undecided | None":
        """A plan of the changed problem that closes the gap; ``None`` if none does."""
        index = self._index(change)
        option = change.option
        if refusals_of(index, self._basis.rules, option):
            whole = gap.slot in index.segments[gap.need]
            return None if whole else self._solved(gap, change, index)
        beside = tuple(
            other
            for other in self._basis.plan.assignments
            if other.need != gap.need or not other.slot.overlaps(option.slot)
        )
        after = (*beside, option)
        if not _breaks(index, self._basis.rules, after):
            return after
        return self._solved(gap, change, index)

    def _index(self, change: Change) -> ProblemIndex:
        """The changed problem's tables; alike changes share them."""
        key = (change.kind, *change.key)
        known = self._indices.get(key)
        if known is None:
            known = self._indices[key] = ProblemIndex(change.make())
        return known

    def _solved(
        self, gap: Gap, change: Change, index: ProblemIndex
    ) -> "tuple[Option, ...] | Undecided | None":
        """The part concerned, solved for the fewest minutes open with the pair fixed.

        Options of needs that the change does not touch are what they were. The part
        holds those of the needs it touches, and all that rows of rules may tie to
        them: see ``tied_to``. So what holds for the part holds for the plan.
        """
        touched = [n for n in index.problem.needs if _touches(index, change, n)]
        fresh = generate(index, self._coverage, touched).options
        asked = [o for o in fresh if _meets(o, change, gap)]
        if not asked:
            return None
        inside, keys = self._part(index, touched, fresh)
        formulation = formulate(index, self._coverage, OptionSet(inside, {}))
        standing = [o for o in self._basis.plan.assignments if o.need in keys]
        known = frozenset(inside)
        taken = formulation.variables.taken
        first = tuple(dict.fromkeys((*asked, *standing, *inside)))
        asking = demanding(formulation, [asked])
        reached = solved(
            asking,
            formulation.objectives,
            tuple(option for option in first if option in known),
            formulation.variables,
            self._limits,
        )
        unmet, uncovered = reached.tiers
        most = self._most_open(index, gap) + self._beyond(index, keys)
        if unmet.bound > 0 or (unmet.proven and uncovered.bound > most):
            return None
        others = (o for o in self._basis.plan.assignments if o.need not in keys)
        after = (*others, *(o for o in inside if reached.values[taken(o)]))
        if (
            unmet.value > 0
            or uncovered.value > most
            or _breaks(index, self._basis.rules, after)
        ):
            return Undecided()
        return after

    def _part(
        self, index: ProblemIndex, touched: Sequence[Need], fresh: Sequence[Option]
    ) -> tuple[tuple[Option, ...], frozenset[NeedId]]:
        """Options of the part, and its needs."""
        anew = frozenset(need.id for need in touched)
        near = tied_to(index, fresh)
        others = [o for o in self._basis.options.options if o.need not in anew]
        joined = {o.need for o in others if near.ties(o)}
        tied = self._basis.tied_in_coverage(anew | joined)
        inside = dict.fromkeys((*fresh, *(o for o in others if o.need in tied)))
        # What stands may be cut otherwise now; it stays possible all the same.
        inside |= dict.fromkeys(
            o for o in self._basis.plan.assignments if o.need in tied
        )
        return tuple(inside), tied

    def _beyond(self, index: ProblemIndex, keys: Collection[NeedId]) -> int:
        """Minutes that others than the part's needs have taken [child-minutes].

        The model of the part counts all their minutes as open.
        """
        outside = tuple(o for o in self._basis.plan.assignments if o.need not in keys)
        nothing, taken = Plan(()), Plan(outside)
        return sum(
            wish.measure(index, nothing) - wish.measure(index, taken)
            for wish in self._coverage.wishes
        )

    def _most_open(self, index: ProblemIndex, gap: Gap) -> int:
        """Minutes that may stay open if the gap is closed [child-minutes]."""
        plan = Plan(self._basis.plan.assignments)
        before = sum(wish.measure(index, plan) for wish in self._coverage.wishes)
        return before - gap.slot.minutes


@dataclass(frozen=True, slots=True)
class Undecided:
    """Whether the change closes the gap was not decided in the time given."""


@dataclass(frozen=True, slots=True)
class _Near:
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


def tied_to(index: ProblemIndex, options: Sequence[Option]) -> _Near:
    """What others may be tied through to options.

    Persons, places and who works there, the children and their siblings.
    """
    problem = index.problem
    places = frozenset(option.place for option in options)
    children = frozenset(option.child for option in options)
    staff = (person for place in places for person in problem.places[place].staff)
    siblings = (s for child in children for s in problem.children[child].siblings)
    return _Near(
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


def _breaks(index: ProblemIndex, rules: RuleSet, assignments: Sequence[Option]) -> bool:
    """Whether assignments that pass the pair rules break a joint one."""
    return any(True for rule in rules.joint for _ in rule.breaches(index, assignments))
