"""The best plan with something forced, solved for the part concerned.

Nothing here reads a conflict core. What is forced is a row with a way out (a 0-1
variable that says "cannot be"), and the first tier is to need no way out: so the answer
"in no plan" is an optimum with its bound like any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from solver.engine.budget import Budget
from solver.engine.greedy import first_assignment
from solver.engine.tiers import Objective, Reached, minimise_tiers
from solver.linear import Expression, LinearModel, Var
from solver.result import SolveLimits
from solver.substitution.explanation.basis import Basis, Scope
from solver.substitution.explanation.cost import Cost, TierCost, moves_between
from solver.substitution.formulation import Formulation
from solver.substitution.plan import Option
from solver.substitution.variables import Variables
from solver.tier import TierResult

#: Wall seconds are a net; one worker, so that an answer is the same on any machine.
ANSWER_LIMITS = SolveLimits(seconds=2.0, workers=1)

#: One of these options has to be taken.
Demand = Sequence[Option]


def force(
    basis: Basis, demands: Sequence[Demand], limits: SolveLimits = ANSWER_LIMITS
) -> Cost:
    """The best plan in which every demand is met, as far as any plan can.

    Exact where ``Cost.proven``: see ``Basis`` on why the part is enough. The tiers are
    counted on the whole plan by the wishes' own measures, the bounds are the part's.

    Parameters
    ----------
    demands
        For each, at least one of its options is to be taken; all are options of the
        basis, and no demand is empty.
    limits
        Wall seconds, workers and deterministic limit of this one answer.
    """
    scope = basis.scope({option.need for demand in demands for option in demand})
    formulation = basis.formulation(scope)
    wanted = (
        option
        for demand in demands
        for option in sorted(demand, key=lambda o: -o.slot.minutes)
    )
    reached = solved(
        demanding(formulation, demands),
        (*formulation.objectives, _as_planned(formulation, scope)),
        tuple(dict.fromkeys((*wanted, *basis.order(scope)))),
        formulation.variables,
        limits,
    )
    taken = formulation.variables.taken
    inside = tuple(o for o in scope.options if reached.values[taken(o)])
    unmet, *tiers, _ = reached.tiers
    assignments = (*scope.outside, *inside)
    asked = {option.child for demand in demands for option in demand}
    return Cost(
        assignments,
        tiers=_tiers(basis, assignments, tiers, sure=unmet.proven),
        moves=moves_between(basis.plan.assignments, assignments, asked),
        unmet=unmet.value,
        decided=unmet.proven,
    )


def _as_planned(formulation: Formulation, scope: Scope) -> Objective:
    """Of equally good plans the one that leaves most as it is: nobody moves idly."""
    known = frozenset(scope.options)
    kept = (formulation.variables.taken(o) for o in scope.inside if o in known)
    terms = tuple((var, -1) for var in kept)
    return Objective("as-planned", "pieces", Expression(terms, len(terms)))


@dataclass(frozen=True, slots=True)
class Demanding:
    """A model with demands, and for each demand the way out and its options."""

    model: LinearModel
    demands: tuple[tuple[Var, tuple[Var, ...]], ...]


def demanding(formulation: Formulation, demands: Sequence[Demand]) -> Demanding:
    """A copy of the model with the demands as rows."""
    old = formulation.model
    model = LinearModel(
        list(old.names), list(old.lowers), list(old.uppers), list(old.rows)
    )
    found = []
    for number, demand in enumerate(demands):
        name = f"Forderung {number}"
        way_out = model.new_bool(f"{name} ist nicht zu erfüllen")
        taken = tuple(formulation.variables.taken(option) for option in demand)
        terms = ((way_out, 1), *((var, 1) for var in taken))
        model.add_at_least(terms, 1, name)
        found.append((way_out, taken))
    return Demanding(model, tuple(found))


def solved(
    asked: Demanding,
    objectives: Sequence[Objective],
    order: Sequence[Option],
    variables: Variables,
    limits: SolveLimits,
) -> Reached:
    """Value and bound of "demands unmet" and then of each objective.

    Parameters
    ----------
    order
        Options in the order in which the first plan tries them, the demanded first.
    """
    first = first_assignment(asked.model, [variables.taken(option) for option in order])
    for way_out, _ in asked.demands:
        first[way_out] = 0
        if not _holds(asked.model, first, way_out):
            first[way_out] = 1
    unmet = tuple((way_out, 1) for way_out, _ in asked.demands)
    possible = Objective("possible", "demands", Expression(unmet))
    with Budget(limits, None) as budget:
        return minimise_tiers(
            asked.model, (possible, *objectives), first, budget, _nobody_listens
        )


def _holds(model: LinearModel, values: Sequence[int], var: Var) -> bool:
    """Whether the rows of a variable hold."""
    return all(
        (row.lower is None or row.lower <= total)
        and (row.upper is None or total <= row.upper)
        for row in model.rows
        if any(other == var for other, _ in row.terms)
        for total in (sum(factor * values[other] for other, factor in row.terms),)
    )


def _nobody_listens(_: tuple[TierResult, ...]) -> None:
    """Tiers are told in the answer."""


def _tiers(
    basis: Basis,
    assignments: Sequence[Option],
    reached: Sequence[TierResult],
    *,
    sure: bool,
) -> tuple[TierCost, ...]:
    """Measured values; the bound lies below by what the part leaves open."""
    found: list[TierCost] = []
    conditional = not sure
    for planned, forced, part in zip(
        basis.measured, basis.measure(assignments), reached, strict=True
    ):
        # Where a tier is not proven its auxiliary variables may stand higher than the
        # plan is worth: then this bound is lower than it need be, never too high.
        bound = forced.value - (part.value - part.bound)
        found.append(
            TierCost(
                planned.id,
                planned.unit,
                planned.value,
                forced.value,
                max(0, bound),
                conditional,
            )
        )
        conditional = conditional or part.value != part.bound
    return tuple(found)
