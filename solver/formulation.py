"""A problem as a linear model: what its rules post and its wishes cost."""

from dataclasses import dataclass
from typing import Generic

from solver.engine.tiers import Objective
from solver.kinds import IndexT, OptionT, PlanT, Rules, VariablesT


@dataclass(frozen=True, slots=True)
class Formulation(Generic[VariablesT]):
    """Variables with their rows, and what is minimised; to be copied, not changed."""

    variables: VariablesT
    objectives: tuple[Objective, ...]


def post_rules(
    index: IndexT,
    rules: Rules[IndexT, OptionT, PlanT, VariablesT],
    variables: VariablesT,
) -> tuple[Objective, ...]:
    """Post the rows of every joint rule; one objective per tier that applies."""
    for rule in rules.joint:
        rule.post(index, variables)
    return tuple(
        Objective(wish.id, wish.unit, wish.cost(index, variables))
        for wish in rules.wishes
        if wish.applies(index)
    )
