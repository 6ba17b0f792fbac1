"""The matching problem as a linear model, and the order of a careful coordinator."""

from collections.abc import Iterator

from solver import formulation
from solver.linear import Block, Item, LinearModel, Terms, Var
from solver.matching.index import MatchingIndex
from solver.matching.kinds import RuleSet
from solver.matching.options import OptionSet
from solver.matching.problem import Engagement, Stage
from solver.matching.variables import Choice, MatchingVariables
from solver.result import StopCheck
from solver.timed_model import new_model

Formulation = formulation.Formulation[MatchingVariables]


def formulate(
    index: MatchingIndex,
    rules: RuleSet,
    options: OptionSet,
    give_up: StopCheck | None = None,
) -> Formulation:
    """Variables for the pairs, rows of every joint rule, one objective per tier.

    Parameters
    ----------
    give_up
        Asked while the model grows; without it the model is built to its end.

    Raises
    ------
    TimeIsUp
        Once ``give_up`` is true.
    """
    model = new_model(give_up)
    choices = tuple(_choice(index, model, least) for least in options.options)
    variables = MatchingVariables(model, choices)
    model.blocks.extend(_blocks(variables))
    objectives = formulation.post_rules(index, rules, variables)
    return formulation.Formulation(variables, objectives)


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


def _blocks(variables: MatchingVariables) -> Iterator[Block]:
    """Each coach with the kindergartens she may take, by the half-hours on top."""
    for coach, choices in variables.of_coach.items():
        yield Block(coach, tuple(_item(choice) for choice in choices))


def _item(choice: Choice) -> Item:
    if choice.extra is None:
        ways: list[Terms] = [((choice.chosen, 1),)]
        return Item(choice.least.kindergarten, (choice.chosen,), tuple(ways))
    most = choice.most_half_hours - choice.least.half_hours
    ways = [((choice.chosen, 1),)]
    ways += [((choice.chosen, 1), (choice.extra, n)) for n in range(1, most + 1)]
    variables = (choice.chosen, choice.extra)
    return Item(choice.least.kindergarten, variables, tuple(ways))


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


def more_hours(variables: MatchingVariables) -> tuple[Var, ...]:
    """Half-hours on top, one for everybody before anybody has a second one."""
    extras = [
        (number, choice.extra)
        for choice in variables.choices
        if choice.extra is not None
        for number in range(choice.most_half_hours - choice.least.half_hours)
    ]
    return tuple(extra for _, extra in sorted(extras))
