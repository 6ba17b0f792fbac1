"""How a tier of several wishes with weights is called, and read off its name again.

``3*continuity+1*extra-way``: the heaviest first. No wish has a star in its own name.
"""

from collections.abc import Mapping
from typing import NewType, TypeVar

from solver.rule import RuleId

#: How many points each unit of a wish's value counts, by wish; every one from 1 on.
Weights = NewType("Weights", Mapping[str, int])
NameT = TypeVar("NameT", bound=str)
#: Beyond this sums of weighted costs would leave what the engine counts exactly.
MOST_WEIGHT = 1_000
_TIMES, _PLUS = "*", "+"


def heaviest_first(weights: Mapping[NameT, int]) -> tuple[tuple[NameT, int], ...]:
    """Wishes with their weights, in an order that depends on nothing else."""
    return tuple(sorted(weights.items(), key=lambda item: (-item[1], item[0])))


def weighted_id(weights: Mapping[str, int]) -> RuleId:
    """Name of the tier that adds these wishes."""
    parts = (f"{weight}{_TIMES}{wish}" for wish, weight in heaviest_first(weights))
    return RuleId(_PLUS.join(parts))


def weights_in(tier: str) -> tuple[tuple[str, int], ...]:
    """What a tier's name adds; nothing if it is a wish by itself."""
    parts = [part.partition(_TIMES) for part in tier.split(_PLUS)]
    if not all(weight.isdecimal() and wish for weight, _, wish in parts):
        return ()
    return tuple((wish, int(weight)) for weight, _, wish in parts)


def added(titles: Mapping[str, str], weights: tuple[tuple[str, int], ...]) -> str:
    """The sum in words: ``3 × Fahrzeit + Kosten``."""
    return " + ".join(
        titles[wish] if weight == 1 else f"{weight} × {titles[wish]}"
        for wish, weight in weights
    )
