"""What still fits beside engagements that were found when the time was up.

A search that ends early has made the first wishes better and left the later ones
alone: kindergartens may stand open though a coach has room for them.
"""

from collections.abc import Callable, Iterable, Sequence

from solver.engine.greedy import first_assignment
from solver.linear import Var
from solver.matching.formulation import more_hours
from solver.matching.problem import Engagement
from solver.matching.reading import engagements
from solver.matching.variables import MatchingVariables

#: Values of all tiers of a matching, to be compared in order.
Vector = Callable[[Sequence[Engagement]], tuple[int, ...]]


def completed(
    variables: MatchingVariables,
    found: tuple[Engagement, ...],
    order: Iterable[Var],
    vector: Vector,
) -> tuple[Engagement, ...]:
    """The same engagements and what else fits, if that is better on the tiers.

    Parameters
    ----------
    found
        Engagements that the model admits together.
    order
        Decisions in the order in which they are tried on top.
    """
    kept = {(e.coach, e.kindergarten): e.half_hours for e in found}
    pairs: list[Var] = []
    hours: list[Var] = []
    for choice in variables.choices:
        agreed = kept.get((choice.least.coach, choice.least.kindergarten))
        if agreed is not None:
            pairs.append(choice.chosen)
            if choice.extra is not None:
                hours += [choice.extra] * (agreed - choice.least.half_hours)
    more = more_hours(variables)
    values = first_assignment(variables.model, (*pairs, *hours, *order, *more))
    fuller = engagements(variables, values)
    return min(found, fuller, key=vector)
