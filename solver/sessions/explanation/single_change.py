"""Which single change would give a session a date: tried by solving again."""

from dataclasses import dataclass, replace

from solver.engine.tiers import Objective
from solver.explanation.forcing import ANSWER_LIMITS, demanding, one_of, solved
from solver.explanation.statements import Statement
from solver.result import SolveLimits
from solver.rule import NoParameters
from solver.sessions.explanation.answers import NO_CHANGE, NOT_SMALLEST
from solver.sessions.explanation.basis import Basis
from solver.sessions.explanation.changes import DateChange, changes_for
from solver.sessions.formulation import formulate, session_order
from solver.sessions.index import SessionIndex
from solver.sessions.problem import SessionKey, SessionProblem
from solver.sessions.rules.unplaced import Placed
from solver.sessions.starts import StartTable
from solver.sessions.trips import generate

#: So many changes are tried, the smallest of each kind and weekday first.
MOST_TRIED = 12


@dataclass(frozen=True, slots=True)
class SingleChange:
    """The smallest change that helps, if one does.

    ``smallest`` is false where something smaller could not be ruled out.
    """

    session: SessionKey
    change: DateChange | None
    smallest: bool
    statements: tuple[Statement, ...]


def single_change(
    basis: Basis, session: SessionKey, limits: SolveLimits = ANSWER_LIMITS
) -> SingleChange:
    """What would give a session a date without taking one from another.

    Raises
    ------
    KeyError
        If there is no such session.
    """
    sure = True
    tried: set[tuple[object, ...]] = set()
    for change in changes_for(basis, basis.index.sessions[session]):
        if change.key in tried:
            continue
        if len(tried) == MOST_TRIED:
            sure = False
            break
        tried.add(change.key)
        helps = _helps(basis, session, change.make(), limits)
        if helps:
            said = [Statement(change.says, change.facts)]
            said += [] if sure else [Statement(NOT_SMALLEST.id, {})]
            return SingleChange(session, change, sure, tuple(said))
        sure = sure and helps is False
    house = basis.index.engagement(session).kindergarten
    facts = {"coach": basis.coach, "kindergarten": house}
    no = Statement(NO_CHANGE.id, facts) if sure else Statement(NOT_SMALLEST.id, {})
    return SingleChange(session, None, sure, (no,))


def _helps(
    basis: Basis, session: SessionKey, problem: SessionProblem, limits: SolveLimits
) -> bool | None:
    """Whether the session has a date with fewer without one; ``None`` if undecided."""
    placed = Placed(NoParameters())
    rules = replace(basis.rules, wishes=(placed,))
    index = SessionIndex(problem)
    trips = generate(index, rules, StartTable(index, rules), basis.coach)
    formulation = formulate(index, rules, trips)
    variables = formulation.variables
    wanted = [
        choice.taken
        for choice in variables.choices
        if any(visit.session == session for visit in choice.trip.visits)
    ]
    if not wanted:
        return False
    objectives: tuple[Objective, ...] = formulation.objectives
    order = (*wanted, *session_order(index, variables))
    reached = solved(
        demanding(variables.model, [one_of(wanted)]), objectives, order, limits
    )
    unmet, tier = reached.tiers
    most = len(basis.index.open) - len(basis.visits) - 1
    if unmet.value == 0 and tier.value <= most:
        return True
    known = trips.complete and unmet.proven
    return False if known and (unmet.value or tier.bound > most) else None
