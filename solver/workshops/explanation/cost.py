"""What a plan costs with an event on a day: the best plan with that forced."""

from dataclasses import dataclass
from typing import Final

from solver.explanation.cost import PlanCost
from solver.explanation.forcing import (
    ANSWER_LIMITS,
    as_planned,
    demanding,
    one_of,
    solved,
    tier_costs,
)
from solver.explanation.moves import Move, MoveKinds, move_statements, moves_between
from solver.explanation.priced import cost_statements
from solver.explanation.statements import Statement
from solver.linear import Var
from solver.result import SolveLimits
from solver.workshops.explanation.answers import (
    EVENT_GAINED,
    EVENT_LOST,
    EVENT_MOVED,
)
from solver.workshops.explanation.basis import Basis
from solver.workshops.formulation import dates_in, formulate
from solver.workshops.order import series_order
from solver.workshops.problem import EventDate, EventId
from solver.workshops.variables import WorkshopVariables

_KINDS: Final = MoveKinds(
    EVENT_LOST.id, EVENT_GAINED.id, EVENT_MOVED.id, {"day": "other_day"}
)


@dataclass(frozen=True, slots=True)
class Cost(PlanCost[EventDate, Move[EventId, EventDate]]):
    """The best dates with one forced, against the plan."""


def force(
    basis: Basis, date: EventDate, limits: SolveLimits = ANSWER_LIMITS
) -> Cost | None:
    """The best plan with the date; ``None`` if a rule refuses it whatever else is."""
    formulation = formulate(basis.index, basis.rules)
    variables = formulation.variables
    wanted = _variables(variables, date)
    if wanted is None:
        return None
    mine = [var for own in basis.dates for var in _variables(variables, own) or ()]
    reached = solved(
        demanding(variables.model, [one_of([var]) for var in wanted]),
        (*formulation.objectives, as_planned(mine, "events")),
        (*wanted, *mine, *series_order(basis.index, variables)),
        limits,
    )
    dates = tuple(sorted(dates_in(variables, reached.values)))
    unmet, *tiers, _ = reached.tiers
    return Cost(
        assignments=dates,
        tiers=tier_costs(
            basis.measured, basis.measure(dates), tiers, sure=unmet.proven
        ),
        moves=moves_between(
            basis.planned,
            {other.event: other for other in dates},
            {date.event},
            lambda other: other.day,
        ),
        unmet=unmet.value,
        decided=unmet.proven,
    )


def told(basis: Basis, date: EventDate, cost: Cost) -> tuple[Statement, ...]:
    """A cost in words: tiers that change, then which events move."""
    said = tuple(cost_statements(cost, basis.index.whose(date)))
    if cost.unmet:
        return said
    return (*said, *move_statements(cost.moves, _KINDS, basis.index.whose))


def _variables(variables: WorkshopVariables, date: EventDate) -> tuple[Var, ...] | None:
    """Day and host of a date; ``None`` if one of them is out."""
    day = variables.days.get(date.event, {}).get(date.day)
    if day is None:
        return None
    if date.host is None:
        return None if date.event in variables.hosts else (day,)
    host = variables.hosts.get(date.event, {}).get(date.host)
    return None if host is None else (day, host)
