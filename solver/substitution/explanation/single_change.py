"""Which single change would close a gap: tried on the first tier, smallest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from solver.engine.tiers import Objective
from solver.linear import Expression
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
from solver.substitution.explanation.forcing import ANSWER_LIMITS, demanding, solved
from solver.substitution.facts import iso
from solver.substitution.formulation import formulate
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.options import generate, links_of
from solver.substitution.plan import Gap, Option, Plan
from solver.substitution.problem import Need
from solver.substitution.rules.uncovered import Uncovered


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
    minutes left open are fewer by all of the gap's: nobody else pays for it with a
    minute. First the person is asked beside the plan as it is; only if that breaks a
    rule is the part concerned solved for the first tier.
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
            return None
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

        Only options with the changed person, at the changed place or of the changed
        child can be new; every need that may have such a one is in the part, with all
        that hangs together with it. So what holds for the part holds for the plan.
        """
        needs = self._concerned(index, change)
        options = generate(index, self._coverage, needs)
        asked = [o for o in options.options if _meets(o, change, gap)]
        if not asked:
            return None
        formulation = formulate(index, self._coverage, options)
        total = _sum(formulation.objectives)
        keys = {need.id for need in needs}
        standing = self._basis.plan.assignments
        order = (*asked, *(o for o in standing if o.need in keys), *options.options)
        known = set(options.options)
        reached = solved(
            demanding(formulation, [asked]),
            (total,),
            tuple(dict.fromkeys(o for o in order if o in known)),
            formulation.variables,
            self._limits,
        )
        unmet, uncovered = reached.tiers
        most = self._most_open(index, gap)
        if unmet.bound > 0 or (unmet.proven and uncovered.bound > most):
            return None
        if unmet.value > 0 or uncovered.value > most:
            return Undecided()
        taken = formulation.variables.taken
        inside = (o for o in options.options if reached.values[taken(o)])
        after = (*(o for o in standing if o.need not in keys), *inside)
        return None if _breaks(index, self._basis.rules, after) else after

    def _concerned(self, index: ProblemIndex, change: Change) -> tuple[Need, ...]:
        """Needs that may have a new option, and all that coverage ties to them."""
        touched = {n.id for n in index.problem.needs if _touches(index, change, n)}
        tied = self._basis.tied_in_coverage(touched)
        return tuple(need for need in index.problem.needs if need.id in tied)

    def _most_open(self, index: ProblemIndex, gap: Gap) -> int:
        """Minutes (and hand-overs) that may stay open if the gap is closed."""
        plan = Plan(self._basis.plan.assignments)
        before, beyond = 0, 0
        for wish in self._coverage.wishes:
            before += wish.measure(index, plan)
            if isinstance(wish, Uncovered) and self._basis.taken(gap.need):
                beyond = wish.parameters.handover_gain_minutes
        return before - gap.slot.minutes + beyond


@dataclass(frozen=True, slots=True)
class Undecided:
    """Whether the change closes the gap was not decided in the time given."""


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


def _sum(objectives: Iterable[Objective]) -> Objective:
    """All classes of urgency as one: no child pays for another one's gap."""
    found = tuple(objectives)
    terms = tuple(t for objective in found for t in objective.expression.terms)
    constant = sum(objective.expression.constant for objective in found)
    return Objective("uncovered", "child-minutes", Expression(terms, constant))
