"""The matching problem as a linear model, and the order of a careful coordinator."""

from dataclasses import dataclass

from solver.engine.tiers import Objective
from solver.linear import LinearModel, Var
from solver.matching.index import MatchingIndex
from solver.matching.kinds import RuleSet
from solver.matching.options import OptionSet
from solver.matching.problem import Engagement, Stage
from solver.matching.variables import Choice, MatchingVariables


@dataclass(frozen=True, slots=True)
class Formulation:
    """A model of all pairs, and the tiers that apply to this problem."""

    variables: MatchingVariables
    objectives: tuple[Objective, ...]


def formulate(index: MatchingIndex, rules: RuleSet, options: OptionSet) -> Formulation:
    """Variables for the pairs, rows of every joint rule, one objective per tier."""
    model = LinearModel()
    choices = tuple(_choice(index, model, least) for least in options.options)
    variables = MatchingVariables(model, choices)
    for rule in rules.joint:
        rule.post(index, variables)
    objectives = tuple(
        Objective(wish.id, wish.unit, wish.cost(index, variables))
        for wish in rules.wishes
        if wish.applies(index)
    )
    return Formulation(variables, objectives)


def _choice(index: MatchingIndex, model: LinearModel, least: Engagement) -> Choice:
    kindergarten = index.kindergarten(least)
    name = f"{least.kindergarten} → {least.coach}"
    chosen = model.new_bool(name)
    most = kindergarten.wished_half_hours
    room = most - least.half_hours
    extra: Var | None = None
    if room > 0:
        extra = model.new_int(0, room, f"{name}: halbe Stunden mehr")
        model.add_at_most(((extra, 1), (chosen, -room)), 0, f"{name}: nur wenn gewählt")
    return Choice(least, most, kindergarten.county, chosen, extra)


def matching_order(
    index: MatchingIndex, variables: MatchingVariables
) -> tuple[Var, ...]:
    """Pairs in the order a careful coordinator would try them.

    Kindergartens that begin first, then those with few coaches to choose from; for
    each last year's coach, then who takes the least of her month.
    """
    order: list[Var] = []
    ranked = sorted(
        variables.of_kindergarten.items(),
        key=lambda item: (
            index.problem.kindergartens[item[0]].stage is not Stage.START,
            len(item[1]),
        ),
    )
    for kindergarten, choices in ranked:
        last = index.problem.kindergartens[kindergarten].last_coach
        near = sorted(
            choices,
            key=lambda c: (c.least.coach != last, index.monthly_minutes(c.least)),
        )
        order.extend(choice.chosen for choice in near)
    return tuple(order)
