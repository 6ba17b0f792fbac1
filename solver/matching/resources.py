"""What engagements use of a month or a budget: rows over chosen pairs and hours."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from solver.linear import LinearModel, Var
from solver.matching.problem import Engagement
from solver.matching.variables import Choice

#: Price of the least engagement, and of each half-hour on top.
Price = tuple[int, int]


def priced(price: Callable[[Engagement], int], choice: Choice) -> Price:
    """A price that is linear in the half-hours, as its two parts."""
    least = choice.least
    fixed = price(least)
    more = price(replace(least, half_hours=least.half_hours + 1))
    return fixed, more - fixed


def terms_of(used: Iterable[tuple[Choice, Price]]) -> tuple[tuple[Var, int], ...]:
    """Terms of a sum over choices."""
    return tuple(
        term for choice, price in used for term in choice.terms(*price) if term[1]
    )


def post_resource(
    model: LinearModel, used: Sequence[tuple[Choice, Price]], room: int, name: str
) -> None:
    """Bound what choices use by ``room``, if not all of them fit.

    What is exceeded already leaves nothing: then no choice that uses anything fits.
    """
    most = sum(
        fixed + each * (choice.most_half_hours - choice.least.half_hours)
        for choice, (fixed, each) in used
    )
    if most > max(0, room):
        model.add_at_most(terms_of(used), max(0, room), name)
