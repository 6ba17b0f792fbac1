"""A workshops problem as a model: days and hosts of events, rows, tiers."""

from collections.abc import Iterator, Sequence

from solver import formulation
from solver.linear import LinearModel
from solver.workshops.index import WorkshopIndex
from solver.workshops.kinds import RuleSet
from solver.workshops.problem import EventDate
from solver.workshops.refusals import possible_days, possible_hosts
from solver.workshops.variables import WorkshopVariables

Formulation = formulation.Formulation[WorkshopVariables]


def formulate(index: WorkshopIndex, rules: RuleSet) -> Formulation:
    """The model of every day and host the rules pass."""
    variables = _variables(index, rules)
    objectives = formulation.post_rules(index, rules, variables)
    return formulation.Formulation(variables, objectives)


def _variables(index: WorkshopIndex, rules: RuleSet) -> WorkshopVariables:
    """Days and hosts of every open event that the pair rules pass."""
    variables = WorkshopVariables(LinearModel())
    for date in index.problem.fixed:
        variables.stands(date)
    for event in index.open:
        hosts = possible_hosts(index, rules, event)
        if hosts is not None:
            # In turns, so that a first plan does not ask the same one every time.
            turn = event.number % max(1, len(hosts))
            hosts = (*hosts[turn:], *hosts[:turn])
        variables.add(event.id, possible_days(index, rules, event), hosts)
    return variables


def dates_in(
    variables: WorkshopVariables, values: Sequence[int]
) -> Iterator[EventDate]:
    """The dates that values of the model mean."""
    for id_, days in variables.days.items():
        hosts = variables.hosts.get(id_, {})
        host = next((h for h, var in hosts.items() if values[var]), None)
        for day, var in days.items():
            if values[var]:
                yield EventDate(id_, day, host)
