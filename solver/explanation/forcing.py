"""The best plan of a model with something forced, whatever is planned.

Nothing here reads a conflict core. What is forced is a row with a way out (a 0-1
variable that says "cannot be"), and the first tier is to need no way out: so the answer
"in no plan" is an optimum with its bound like any other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

from solver.engine.budget import Budget
from solver.engine.greedy import Attempt, first_assignment
from solver.engine.ground import Ground
from solver.engine.remembering import KnownParts
from solver.engine.rows import missing
from solver.engine.tiers import Objective, Reached, minimise_tiers
from solver.explanation.cost import TierCost
from solver.linear import Expression, LinearModel, Row, Terms, Var
from solver.measuring import MeasuredTier
from solver.result import SolveLimits
from solver.tier import TierResult

#: Wall seconds are a net; one worker, so that an answer is the same on any machine.
ANSWER_LIMITS = SolveLimits(seconds=2.0, workers=1)
#: Of each of several, in as many processes as there are workers; each solves with one.
SEVERAL_LIMITS = replace(ANSWER_LIMITS, workers=2)


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that has to hold: ``sum(terms) >= lower``."""

    terms: Terms
    lower: int


def one_of(decisions: Iterable[Var]) -> Demand:
    """One of these decisions has to be taken."""
    return Demand(tuple((var, 1) for var in decisions), 1)


def at_most(cost: Expression, most: int) -> Demand:
    """A cost must not be more than that."""
    terms = tuple((var, -factor) for var, factor in cost.terms)
    return Demand(terms, cost.constant - most)


def as_planned(kept: Iterable[Var], unit: str) -> Objective:
    """Of equally good plans the one that leaves most of these as they are."""
    terms = tuple((var, -1) for var in kept)
    return Objective("as-planned", unit, Expression(terms, len(terms)))


@dataclass(frozen=True, slots=True)
class Demanding:
    """A model with demands, and for each demand the way out.

    ``met`` is where all demands are met: the ways out are shut, or there are none.
    """

    model: LinearModel
    ways_out: tuple[Var, ...]
    met: Ground


def demanding(
    old: LinearModel,
    demands: Iterable[Demand],
    base: Ground | None = None,
    last: Ground | None = None,
    known: KnownParts | None = None,
) -> Demanding:
    """A copy of the model with the demands as rows, each with a way out.

    Parameters
    ----------
    base
        The old model's ground, nothing minimised on it: several questions start there.
    last
        ``met`` of the question before, from the same base.
    known
        Parts that other models may have as well; with a base it is the base's.
    """
    demands = tuple(demands)
    model = LinearModel(*(list(getattr(old, part.name)) for part in fields(old)))
    found = []
    for number, demand in enumerate(demands):
        name = f"Forderung {number}"
        way_out = model.new_bool(f"{name} ist nicht zu erfüllen")
        least = sum(
            factor * (model.lowers if factor > 0 else model.uppers)[var]
            for var, factor in demand.terms
        )
        missing = max(1, demand.lower - least)
        terms = ((way_out, missing), *demand.terms)
        model.add_at_least(terms, demand.lower, name)
        found.append(way_out)
    if base is None:
        met = Ground(_shut(model, found), known)
    else:
        met = _met(base.twin(last), demands)
    return Demanding(model, tuple(found), met)


def _shut(model: LinearModel, ways_out: Iterable[Var]) -> LinearModel:
    """The model with no way out open."""
    shut = replace(model, uppers=list(model.uppers))
    for way_out in ways_out:
        shut.uppers[way_out] = 0
    return shut


def _met(ground: Ground, demands: Iterable[Demand]) -> Ground:
    """A ground on which the demands have to be met."""
    for demand in demands:
        ground.face.add(Row(demand.terms, demand.lower, None, "Forderung"))
    return ground


def solved(
    asked: Demanding,
    objectives: Sequence[Objective],
    order: Sequence[Var],
    limits: SolveLimits,
    nothing: Attempt | None = None,
) -> Reached:
    """Value and bound of "demands unmet" and then of each objective.

    Parameters
    ----------
    order
        Decisions in the order in which the first plan tries them, the demanded first.
    nothing
        The model without its demands, nothing taken, if it is at hand: a way out keeps
        a first plan from nothing.
    """
    begun = None if nothing is None else nothing.twin()
    first = _first_plan(asked, order, begun)
    unmet = tuple((way_out, 1) for way_out in asked.ways_out)
    possible = Objective("possible", "demands", Expression(unmet))
    with Budget(limits, None) as budget:
        if not any(first[way_out] for way_out in asked.ways_out):
            # Nothing is left to be proven of the demands.
            return _after(asked, possible, objectives, first, budget)
        ground = Ground(asked.model, asked.met.known)
        if begun is None:
            tiers = (possible, *objectives)
            return minimise_tiers(ground, tiers, first, budget, _nobody_listens)
        met = minimise_tiers(ground, (possible,), first, budget, _nobody_listens)
        if met.tiers[0].value == 0:
            # A plan of little but what is demanded: the others come to it.
            begun.begin(met.values[: len(begun.values)])
            begun.go_on(order)
            return _after(asked, possible, objectives, begun.values, budget)
        rest = minimise_tiers(ground, objectives, met.values, budget, _nobody_listens)
        sure = met.tiers[0].proven
        tiers_below = (
            replace(tier, conditional=tier.conditional or not sure)
            for tier in rest.tiers
        )
        return replace(rest, tiers=(*met.tiers, *tiers_below))


def _first_plan(
    asked: Demanding, order: Sequence[Var], begun: Attempt | None
) -> list[int]:
    """As many decisions as fit; ways out are open where a demand is not met."""
    model, ways_out = asked.model, asked.ways_out
    if begun is None:
        first = first_assignment(model, order)
    else:
        begun.go_on(order)
        first = [*begun.values, *(0 for _ in ways_out)]
    demands = model.rows[len(model.rows) - len(ways_out) :]
    for way_out, row in zip(ways_out, demands, strict=True):
        first[way_out] = 0
        first[way_out] = 1 if missing(row.terms, (row.lower, row.upper), first) else 0
    return first


def _after(
    asked: Demanding,
    possible: Objective,
    objectives: Sequence[Objective],
    first: Sequence[int],
    budget: Budget,
) -> Reached:
    """The objectives where all demands are met, from a plan that does so."""
    values = first[: len(asked.met.model.lowers)]
    found = minimise_tiers(asked.met, objectives, values, budget, _nobody_listens)
    met = TierResult(possible.id, possible.unit, 0, 0, conditional=False)
    return replace(found, tiers=(met, *found.tiers))


def _nobody_listens(_: tuple[TierResult, ...]) -> None:
    """Tiers are told in the answer."""


def tier_costs(
    planned: Sequence[MeasuredTier],
    forced: Sequence[MeasuredTier],
    reached: Sequence[TierResult],
    *,
    sure: bool,
) -> tuple[TierCost, ...]:
    """Measured values; the bound lies below by what the part leaves open.

    Parameters
    ----------
    reached
        What the model says of each tier, of a part or of all.
    sure
        Whether it is proven that no more demands can be met.
    """
    found: list[TierCost] = []
    conditional = not sure
    for before, after, part in zip(planned, forced, reached, strict=True):
        # Where a tier is not proven its auxiliary variables may stand higher than the
        # plan is worth: then this bound is lower than it need be, never too high.
        bound = max(0, after.value - (part.value - part.bound))
        found.append(
            TierCost(
                before.id, before.unit, before.value, after.value, bound, conditional
            )
        )
        conditional = conditional or part.value != part.bound
    return tuple(found)
