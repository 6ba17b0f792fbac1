"""Visits as a linear model."""

from solver import formulation
from solver.linear import LinearModel, Var
from solver.visits.index import VisitIndex
from solver.visits.kinds import RuleSet
from solver.visits.rounds import RoundSet
from solver.visits.variables import Choice, Round, VisitVariables

Formulation = formulation.Formulation[VisitVariables]


def formulate(index: VisitIndex, rules: RuleSet, rounds: RoundSet) -> Formulation:
    """Variables for the rounds, rows of every joint rule, one objective per tier."""
    model = LinearModel()
    choices = [Choice(made, model.new_bool(_name(made))) for made in rounds.rounds]
    for (person, day), found in _by_day(choices).items():
        if len(found) > 1:
            terms = ((choice.taken, 1) for choice in found)
            model.add_at_most(terms, 1, f"eine Runde: {person}, {day}")
    variables = VisitVariables(model, choices)
    objectives = formulation.post_rules(index, rules, variables)
    return formulation.Formulation(variables, objectives)


def _by_day(choices: list[Choice]) -> dict[tuple[str, int], list[Choice]]:
    found: dict[tuple[str, int], list[Choice]] = {}
    for choice in choices:
        key = choice.round.visitor, choice.round.day
        found.setdefault(key, []).append(choice)
    return found


def _name(made: Round) -> str:
    return f"{made.day}: {made.visitor} → {', '.join(v.bond for v in made.visits)}"


def visit_order(index: VisitIndex, variables: VisitVariables) -> tuple[Var, ...]:
    """Rounds in the order a careful coordinator would enter them.

    What is in calendars first; then week by week the fullest days with short ways.
    """
    published = set(index.problem.published)

    def rank(choice: Choice) -> tuple[int, int, int, int, int]:
        made = choice.round
        kept = sum(visit in published for visit in made.visits)
        week = min(index.period(index.bond(v), v.day) for v in made.visits)
        return -kept, week, -len(made.met), made.travel_minutes, made.day

    return tuple(choice.taken for choice in sorted(variables.choices, key=rank))
