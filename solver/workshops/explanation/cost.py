"""What a plan costs with an event on a day: the best plan with that forced."""

from collections.abc import Sequence
from dataclasses import dataclass

from solver.engine.tiers import Objective
from solver.explanation.cost import PlanCost
from solver.explanation.forcing import (
    ANSWER_LIMITS,
    demanding,
    one_of,
    solved,
    tier_costs,
)
from solver.explanation.priced import cost_statements
from solver.explanation.statements import Statement
from solver.linear import Expression, Var
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


@dataclass(frozen=True, slots=True)
class Move:
    """Another event's date before and after, where its day differs."""

    event: EventId
    before: EventDate | None
    after: EventDate | None


@dataclass(frozen=True, slots=True)
class Cost(PlanCost[EventDate, Move]):
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
        (*formulation.objectives, _as_planned(mine)),
        (*wanted, *mine, *series_order(basis.index, variables)),
        limits,
    )
    dates = tuple(sorted(dates_in(variables, reached.values)))
    unmet, *tiers, _ = reached.tiers
    return Cost(
        dates,
        tiers=tier_costs(
            basis.measured, basis.measure(dates), tiers, sure=unmet.proven
        ),
        moves=_moves(basis.dates, dates, date.event),
        unmet=unmet.value,
        decided=unmet.proven,
    )


def told(basis: Basis, date: EventDate, cost: Cost) -> tuple[Statement, ...]:
    """A cost in words: tiers that change, then which events move."""
    said = tuple(cost_statements(cost, basis.index.whose(date)))
    if cost.unmet:
        return said
    return (*said, *(_statement(basis, move) for move in cost.moves))


def _variables(variables: WorkshopVariables, date: EventDate) -> tuple[Var, ...] | None:
    """Day and host of a date; ``None`` if one of them is out."""
    day = variables.days.get(date.event, {}).get(date.day)
    if day is None:
        return None
    if date.host is None:
        return None if date.event in variables.hosts else (day,)
    host = variables.hosts.get(date.event, {}).get(date.host)
    return None if host is None else (day, host)


def _as_planned(mine: Sequence[Var]) -> Objective:
    """Of equally good plans the one that leaves most events as they are."""
    terms = tuple((var, -1) for var in mine)
    return Objective("as-planned", "events", Expression(terms, len(terms)))


def _moves(
    before: Sequence[EventDate], after: Sequence[EventDate], asked: EventId
) -> tuple[Move, ...]:
    old = {date.event: date for date in before}
    new = {date.event: date for date in after}
    return tuple(
        Move(id_, old.get(id_), new.get(id_))
        for id_ in sorted(old.keys() | new.keys())
        if id_ != asked and _day(old.get(id_)) != _day(new.get(id_))
    )


def _day(date: EventDate | None) -> int | None:
    return None if date is None else date.day


def _statement(basis: Basis, move: Move) -> Statement:
    whose = basis.index.whose
    if move.after is None and move.before is not None:
        return Statement(EVENT_LOST.id, whose(move.before))
    if move.before is None and move.after is not None:
        return Statement(EVENT_GAINED.id, whose(move.after))
    facts: dict[str, int | str] = {}
    if move.after is not None and move.before is not None:
        facts = {**whose(move.after), "other_day": whose(move.before)["day"]}
    return Statement(EVENT_MOVED.id, facts)
