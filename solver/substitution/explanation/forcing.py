"""The best plan with something forced, solved for the part concerned."""

from collections.abc import Iterable, Sequence

from solver.engine.ground import Ground
from solver.engine.tiers import Objective
from solver.explanation.cost import Price
from solver.explanation.forcing import (
    ANSWER_LIMITS,
    as_planned,
    demanding,
    one_of,
    solved,
    tier_costs,
)
from solver.result import SolveLimits
from solver.substitution.explanation.basis import Basis, Scope
from solver.substitution.explanation.cost import Cost, moves_between
from solver.substitution.formulation import Formulation
from solver.substitution.plan import Option

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
    return Forcing(basis, scope, limits).force(demands)


class Forcing:
    """Forces one thing after another in a part; what engines learnt goes on."""

    def __init__(self, basis: Basis, scope: Scope, limits: SolveLimits) -> None:
        self._basis = basis
        self._scope = scope
        self._limits = limits
        self._last: Ground | None = None

    @property
    def decisions(self) -> int:
        """How many variables the part's model has; tables are made now, not later."""
        self._basis.order(self._scope)
        self._basis.nothing_taken(self._scope)
        return len(self._basis.ground(self._scope).face.lowers)

    def force(self, demands: Sequence[Demand]) -> Cost:
        """The same as ``force``, of options within the part."""
        planned = _as_planned(self._basis.formulation(self._scope), self._scope)
        price, assignments = self._priced(demands, (planned,))
        children = {option.child for demand in demands for option in demand}
        return Cost(
            price.tiers,
            price.unmet,
            price.decided,
            assignments=assignments,
            moves=moves_between(self._basis.plan.assignments, assignments, children),
        )

    def price(self, demands: Sequence[Demand]) -> Price:
        """What it costs, without telling which of equally good plans it was."""
        return self._priced(demands, ())[0]

    def _priced(
        self, demands: Sequence[Demand], last: Sequence[Objective]
    ) -> tuple[Price, tuple[Option, ...]]:
        """The tiers of the best plan and its assignments, chosen by the last tiers."""
        basis, scope = self._basis, self._scope
        formulation = basis.formulation(scope)
        taken = formulation.variables.taken
        asked = demanding(
            formulation.model,
            [one_of(map(taken, demand)) for demand in demands],
            basis.ground(scope),
            self._last,
        )
        self._last = asked.met
        reached = solved(
            asked,
            (*formulation.objectives, *last),
            [taken(option) for option in self._order(demands)],
            self._limits,
            basis.nothing_taken(scope),
        )
        inside = tuple(o for o in scope.options if reached.values[taken(o)])
        unmet, *tiers = reached.tiers[: 1 + len(formulation.objectives)]
        assignments = (*scope.outside, *inside)
        forced = basis.measure(assignments)
        costs = tier_costs(basis.measured, forced, tiers, sure=unmet.proven)
        return Price(costs, unmet.value, unmet.proven), assignments

    def _order(self, demands: Sequence[Demand]) -> Iterable[Option]:
        """What is demanded first, longest first, then as a dispatcher would."""
        wanted = (
            option
            for demand in demands
            for option in sorted(demand, key=lambda o: -o.slot.minutes)
        )
        return dict.fromkeys((*wanted, *self._basis.order(self._scope)))


def _as_planned(formulation: Formulation, scope: Scope) -> Objective:
    """Of equally good plans the one that leaves most as it is: nobody moves idly."""
    known = frozenset(scope.options)
    kept = (formulation.variables.taken(o) for o in scope.inside if o in known)
    return as_planned(kept, "pieces")
