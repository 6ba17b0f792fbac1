"""What all the rules have against an option, not only the first of them."""

from typing import Any

from solver.kinds import IndexT, OptionT, Rules
from solver.rule import Refusal


def refusals_of(
    index: IndexT, rules: Rules[IndexT, OptionT, Any, Any], option: OptionT
) -> tuple[Refusal, ...]:
    """Every pair rule that refuses an option."""
    return tuple(
        refusal
        for rule in rules.pair
        if (refusal := rule.refuse(index, option)) is not None
    )
