"""Which single change would help a kindergarten: tried by solving again."""

from collections.abc import Iterator
from dataclasses import dataclass

from solver.explanation.forcing import ANSWER_LIMITS
from solver.explanation.statements import Statement
from solver.matching.explanation.basis import Basis
from solver.matching.explanation.change_answers import NO_CHANGE, NOT_SMALLEST
from solver.matching.explanation.changes.amounts import (
    Amounted,
    more_budget,
    more_hours,
)
from solver.matching.explanation.changes.catalogue import changes_for, lacks_of
from solver.matching.explanation.changes.change import Change, ChangeKind, Gain
from solver.matching.explanation.changes.closing import (
    Closed,
    Undecided,
    closing,
    holds,
)
from solver.matching.explanation.changes.goal import Goal, goal_of
from solver.matching.explanation.cost import Move, moves_between
from solver.matching.problem import CoachId, Engagement, KindergartenId
from solver.result import SolveLimits

#: So many coaches are asked for hours, those who would need fewest first.
MOST_COACHES = 24


@dataclass(frozen=True, slots=True)
class Helping:
    """A change that helps, and other kindergartens that would change for it."""

    change: Change
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class SingleChange:
    """The smallest change of each kind that helps; none where none does.

    ``smallest`` is false where something smaller could not be ruled out in the time
    given.
    """

    kindergarten: KindergartenId
    gain: Gain
    helping: tuple[Helping, ...]
    smallest: bool
    statements: tuple[Statement, ...]


def single_change(
    basis: Basis,
    kindergarten: KindergartenId,
    gain: Gain = Gain.SERVED,
    limits: SolveLimits = ANSWER_LIMITS,
) -> SingleChange:
    """What would serve a kindergarten, or give it all hours it wishes.

    A change helps if in the changed problem there is a matching, found right by the
    rules' checks, in which the kindergarten has what it lacks and as many others are
    served as before, those that begin counted by themselves; for hours, with as many
    hours in all.

    Parameters
    ----------
    limits
        Of each problem that is solved again.
    """
    search = _Search(basis, kindergarten, gain, limits)
    helping = tuple(search.helping())
    said = [
        Statement(
            helps.change.says,
            {**helps.change.facts, "kindergarten": kindergarten, "gain": gain.value},
        )
        for helps in helping
    ]
    if not said:
        said.append(Statement(NO_CHANGE.id, {"kindergarten": kindergarten}))
    if not search.sure:
        said.append(Statement(NOT_SMALLEST.id, {}))
    return SingleChange(kindergarten, gain, helping, search.sure, tuple(said))


class _Search:
    """Asks for each kind of change; ``sure`` while nothing was left undecided."""

    def __init__(
        self,
        basis: Basis,
        kindergarten: KindergartenId,
        gain: Gain,
        limits: SolveLimits,
    ) -> None:
        self.sure = True
        self._basis = basis
        self._limits = limits
        found = basis.problem.kindergartens[kindergarten]
        self._goal: Goal = goal_of(basis, found, gain)
        self._standing = tuple(
            e for e in basis.plan.assignments if e.kindergarten != kindergarten
        )

    def helping(self) -> Iterator[Helping]:
        """The smallest of each kind, in the order of the kinds."""
        basis, goal = self._basis, self._goal
        for amounted in (self._hours(), self._budget()):
            if amounted is not None:
                self.sure = self.sure and amounted.smallest
                yield self._told(amounted.change, amounted.assignments)
        known: set[ChangeKind] = set()
        for change in changes_for(
            basis.index, basis.rules, goal.kindergarten, goal.half_hours
        ):
            if change.kind not in known and (found := self._closing(change)):
                known.add(ChangeKind(change.kind))
                yield self._told(change, found.assignments)

    def _told(self, change: Change, after: tuple[Engagement, ...]) -> Helping:
        before = self._basis.plan.assignments
        asked = {change.option.kindergarten}
        return Helping(change, moves_between(before, after, asked))

    def _closing(self, change: Change) -> Closed | None:
        """The plan with the pair on top if that holds, else solved."""
        problem = change.make()
        beside = (*self._standing, change.option)
        if holds(problem, self._goal, beside):
            return Closed(beside)
        asked = self._standing, change.option.coach
        found = closing(problem, self._goal, asked, self._limits)
        if isinstance(found, Undecided):
            self.sure = False
        return found if isinstance(found, Closed) else None

    def _hours(self) -> Amounted | None:
        """Of all coaches the one who would need the fewest half-hours more."""
        best: Amounted | None = None
        coaches = self._coaches()
        self.sure = self.sure and len(coaches) <= MOST_COACHES
        for coach in coaches[:MOST_COACHES]:
            found = more_hours(
                self._basis.problem,
                self._goal,
                (self._standing, coach),
                None if best is None else best.change.size,
                self._limits,
            )
            best = self._verified(found) or best
        return best

    def _budget(self) -> Amounted | None:
        problem, goal = self._basis.problem, self._goal
        found = more_budget(problem, goal, self._standing, self._limits)
        return self._verified(found)

    def _verified(self, found: Amounted | Undecided | None) -> Amounted | None:
        """What was found, if the rules say so of the problem with just that amount."""
        if found is None:
            return None
        if isinstance(found, Undecided) or not holds(
            found.change.make(), self._goal, found.assignments
        ):
            self.sure = False
            return None
        return found

    def _coaches(self) -> list[CoachId]:
        """Whom the rules pass, those who use least of their month for it first."""
        basis, goal = self._basis, self._goal
        lacks = lacks_of(basis.index, basis.rules, goal.kindergarten, goal.half_hours)
        free = [lack.option for lack in lacks if not lack.rules]
        used = basis.index.minutes_of((*basis.problem.fixed, *self._standing))
        month = goal.kindergarten.months[0]

        def missing(option: Engagement) -> tuple[int, str]:
            coach = option.coach
            taken = sum(n for (c, m), n in used.items() if (c, m) == (coach, month))
            room = basis.problem.coaches[coach].monthly_minutes - taken
            return basis.index.monthly_minutes(option) - room, coach

        return [option.coach for option in sorted(free, key=missing)]
