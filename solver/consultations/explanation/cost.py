"""What a plan costs with a visit in it: the best plan with that forced."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from solver.consultations.explanation.answers import (
    VISIT_GAINED,
    VISIT_LOST,
    VISIT_MOVED,
)
from solver.consultations.explanation.basis import Basis
from solver.consultations.formulation import formulate, visit_order
from solver.consultations.problem import RequestId, Visit
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


@dataclass(frozen=True, slots=True)
class Move:
    """Another request's visit before and after, where it differs."""

    request: RequestId
    before: Visit | None
    after: Visit | None


@dataclass(frozen=True, slots=True)
class Cost(PlanCost[Visit, Move]):
    """The best visits with one forced, against the plan."""


def force(
    basis: Basis, visit: Visit, limits: SolveLimits = ANSWER_LIMITS
) -> Cost | None:
    """The best plan with the visit; ``None`` if a rule refuses it whatever else is."""
    formulation = formulate(basis.index, basis.rules, basis.options)
    variables = formulation.variables
    wanted = [c.taken for c in variables.choices if c.visit == visit]
    if not wanted:
        return None
    own = set(basis.visits)
    mine = [c.taken for c in variables.choices if c.visit in own]
    reached = solved(
        demanding(variables.model, [one_of(wanted)]),
        (*formulation.objectives, _as_planned(mine)),
        (*wanted, *mine, *visit_order(basis.index, variables)),
        limits,
    )
    visits = tuple(c.visit for c in variables.choices if reached.values[c.taken])
    unmet, *tiers, _ = reached.tiers
    return Cost(
        visits,
        tiers=tier_costs(
            basis.measured, basis.measure(visits), tiers, sure=unmet.proven
        ),
        moves=_moves(basis.visits, visits, visit.request),
        unmet=unmet.value,
        decided=unmet.proven,
    )


def told(basis: Basis, visit: Visit, cost: Cost) -> tuple[Statement, ...]:
    """A cost in words: tiers that change, then whose visits move."""
    said = tuple(cost_statements(cost, basis.index.whose(visit)))
    if cost.unmet:
        return said
    return (*said, *(_statement(basis, move) for move in cost.moves))


def _as_planned(mine: Sequence[Var]) -> Objective:
    """Of equally good plans the one that leaves most visits as they are."""
    terms = tuple((var, -1) for var in mine)
    return Objective("as-planned", "visits", Expression(terms, len(terms)))


def _moves(
    before: Sequence[Visit], after: Sequence[Visit], asked: RequestId
) -> tuple[Move, ...]:
    old = {visit.request: visit for visit in before}
    new = {visit.request: visit for visit in after}
    return tuple(
        Move(id_, old.get(id_), new.get(id_))
        for id_ in sorted(old.keys() | new.keys())
        if id_ != asked and old.get(id_) != new.get(id_)
    )


def _statement(basis: Basis, move: Move) -> Statement:
    whose = basis.index.whose
    if move.after is None and move.before is not None:
        return Statement(VISIT_LOST.id, whose(move.before))
    if move.before is None and move.after is not None:
        return Statement(VISIT_GAINED.id, whose(move.after))
    return Statement(VISIT_MOVED.id, dict(_both(basis, move)))


def _both(basis: Basis, move: Move) -> Iterator[tuple[str, int | str]]:
    if move.after is not None:
        yield from basis.index.whose(move.after).items()
    if move.before is not None:
        old = basis.index.whose(move.before)
        yield "other_day", old["day"]
        yield "holder", old["host"]
