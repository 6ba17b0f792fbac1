"""A changed problem solved for the goal alone: whether it is reached, and how dear."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from solver.engine.tiers import Objective
from solver.explanation.forcing import Demand, at_most, demanding, solved
from solver.linear import Expression, Var
from solver.matching.audit import audit_with
from solver.matching.explanation.changes.goal import Goal, met
from solver.matching.formulation import formulate, matching_order
from solver.matching.index import MatchingIndex
from solver.matching.options import generate
from solver.matching.plan import MatchingPlan
from solver.matching.problem import CoachId, Engagement, MatchingProblem
from solver.matching.reading import engagements
from solver.matching.variables import MatchingVariables
from solver.result import SolveLimits

#: What is to be as little as possible; may add variables and rows to the model.
Amount = Callable[[MatchingIndex, MatchingVariables], Expression]


@dataclass(frozen=True, slots=True)
class Closed:
    """A matching that reaches the goal; ``amount`` and how little it could be."""

    assignments: tuple[Engagement, ...]
    amount: int = 0
    bound: int = 0


@dataclass(frozen=True, slots=True)
class Undecided:
    """Whether there is one was not decided in the time given."""


def closing(
    problem: MatchingProblem,
    goal: Goal,
    asked: tuple[Sequence[Engagement], CoachId | None],
    limits: SolveLimits,
    amount: Amount | None = None,
) -> Closed | Undecided | None:
    """A matching of a changed problem that reaches the goal; ``None`` if none does.

    Parameters
    ----------
    asked
        What stands in the plan, tried first; and the one coach who may take it, if not
        anybody.
    """
    index = MatchingIndex(problem)
    formulation = formulate(index, goal.rules, generate(index, goal.rules))
    variables = formulation.variables
    standing, coach = asked
    wanted = _wanted(goal, variables, coach)
    if not wanted.terms:
        return None
    demands = [wanted]
    for objective, most in zip(formulation.objectives, goal.most, strict=True):
        demands.append(at_most(objective.expression, most))
    objectives = []
    if amount is not None:
        objectives.append(Objective("amount", "", amount(index, variables)))
    order = _order(index, variables, goal, standing)
    reached = solved(demanding(variables.model, demands), objectives, order, limits)
    unmet, *priced = reached.tiers
    if unmet.bound > 0:
        return None
    found = engagements(variables, reached.values)
    if unmet.value or not met(goal, index, found):
        return Undecided()
    if priced:
        return Closed(found, priced[0].value, priced[0].bound)
    return Closed(found)


def holds(
    problem: MatchingProblem, goal: Goal, assignments: Sequence[Engagement]
) -> bool:
    """Whether a matching breaks no rule of a changed problem, and reaches the goal."""
    index = MatchingIndex(problem)
    report = audit_with(index, goal.rules, MatchingPlan(tuple(assignments)))
    return report.accepted and met(goal, index, assignments)


def _wanted(goal: Goal, variables: MatchingVariables, coach: CoachId | None) -> Demand:
    """Enough half-hours for the kindergarten, with one coach or with any."""
    terms = tuple(
        term
        for choice in variables.of_kindergarten[goal.kindergarten.id]
        if coach is None or choice.least.coach == coach
        for term in choice.terms(choice.least.half_hours, 1)
    )
    return Demand(terms, goal.half_hours)


def _order(
    index: MatchingIndex,
    variables: MatchingVariables,
    goal: Goal,
    standing: Sequence[Engagement],
) -> tuple[Var, ...]:
    """The kindergarten first, then the plan as it stands, then the rest."""
    mine = variables.of_kindergarten[goal.kindergarten.id]
    kept = {(e.coach, e.kindergarten): e.half_hours for e in standing}
    pairs: list[Var] = [choice.chosen for choice in mine]
    hours: list[Var] = []
    for choice in variables.choices:
        pair = choice.least.coach, choice.least.kindergarten
        if pair in kept:
            pairs.append(choice.chosen)
            if choice.extra is not None:
                hours += [choice.extra] * (kept[pair] - choice.least.half_hours)
    careful = matching_order(index, variables)
    return (*dict.fromkeys((*pairs, *careful)), *hours)
