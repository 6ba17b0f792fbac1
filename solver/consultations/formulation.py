"""A consultations problem as a model: a variable per visit, rows, tiers, an order."""

from solver import formulation
from solver.consultations.index import ConsultationIndex
from solver.consultations.kinds import RuleSet
from solver.consultations.options import Options
from solver.consultations.variables import Choice, ConsultationVariables
from solver.linear import LinearModel, Var

Formulation = formulation.Formulation[ConsultationVariables]


def formulate(
    index: ConsultationIndex, rules: RuleSet, options: Options
) -> Formulation:
    """The model of every visit the rules pass."""
    model = LinearModel()
    variables = ConsultationVariables(
        model,
        [
            Choice(v, model.new_bool(f"{v.day}: {v.request} → {v.host}"))
            for v in options.visits
        ],
    )
    objectives = formulation.post_rules(index, rules, variables)
    return formulation.Formulation(variables, objectives)


def visit_order(
    index: ConsultationIndex, variables: ConsultationVariables
) -> tuple[Var, ...]:
    """Visits in the order a careful coordinator would try them.

    What is published first, then requests with few possible days; the best host and
    the earliest day first.
    """
    published = set(index.published_of.values())
    ranked = sorted(
        variables.choices,
        key=lambda choice: (
            choice.visit not in published,
            len(variables.of_request[choice.visit.request]),
            choice.visit.request,
            index.missing_weight(choice.visit),
            index.way(choice.visit) or 0,
            choice.visit.day,
        ),
    )
    return tuple(choice.taken for choice in ranked)
