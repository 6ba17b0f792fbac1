"""CP-SAT on a small part, begun anew where it does not come to an end at once.

Mostly a small part is proven at the root of the search, in time that grows with its
size. Where it is not, how long the search takes is a matter of luck: the same part with
another seed is proven at once, or takes a hundred times as long. So each attempt may
take a few times what an ordinary one takes, and the last one all that is left.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from solver.engine.budget import Allowance, Budget
from solver.engine.cpsat import Bounded, PartOptimum, minimise_part
from solver.engine.parts import Part

#: Larger parts are searched through once: theirs are real searches [variables].
SMALL_UP_TO: Final = 1_500
#: What attempts may take, one after another [deterministic units per 1,000 variables].
ATTEMPTS: Final = (0.075, 0.075, 0.15, 0.15, 0.3)
#: No attempt is given less: small parts have fixed costs [deterministic units].
LEAST_ATTEMPT: Final = 0.02


def minimise_anew(
    face: Bounded,
    part: Part,
    objective: Mapping[int, int],
    incumbent: Sequence[int],
    budget: Budget,
    allowance: Allowance,
) -> PartOptimum | None:
    """Best values and bound of a part, as ``minimise_part`` tells them."""
    if len(part.variables) > SMALL_UP_TO:
        return minimise_part(face, part, objective, incumbent, budget, allowance)
    best: PartOptimum | None = None
    values = list(incumbent)
    for attempt in range(len(ATTEMPTS) + 1):
        if attempt and budget.exhausted():
            break
        left = replace(allowance, deterministic=_least(allowance, budget))
        share = _share(part, left, attempt)
        found = minimise_part(face, part, objective, values, budget, share)
        best = _better(best, found, objective)
        if best is not None:
            for var, value in best.values.items():
                values[var] = value
            if _cost(best, objective) <= best.bound:
                break
    return best


def _least(allowance: Allowance, budget: Budget) -> float | None:
    """Deterministic units that are left of both."""
    if allowance.deterministic is None or budget.deterministic is None:
        return allowance.deterministic
    return min(allowance.deterministic, budget.deterministic)


def _share(part: Part, allowance: Allowance, attempt: int) -> Allowance:
    """What one attempt may take of the allowance."""
    if attempt == len(ATTEMPTS):
        return replace(allowance, attempt=attempt)
    most = max(LEAST_ATTEMPT, ATTEMPTS[attempt] * len(part.variables) / 1_000)
    if allowance.deterministic is not None:
        most = min(most, allowance.deterministic)
    return replace(allowance, deterministic=most, attempt=attempt)


def _better(
    best: PartOptimum | None,
    found: PartOptimum | None,
    objective: Mapping[int, int],
) -> PartOptimum | None:
    """The better values and the higher bound of two."""
    if best is None or found is None:
        return best or found
    cheaper = min(best, found, key=lambda one: _cost(one, objective))
    return PartOptimum(cheaper.values, max(best.bound, found.bound))


def _cost(found: PartOptimum, objective: Mapping[int, int]) -> int:
    return sum(objective.get(var, 0) * value for var, value in found.values.items())
