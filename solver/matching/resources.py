"""What engagements use of a month or a budget: rows over chosen pairs and hours."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from solver.linear import LinearModel, Var
from solver.matching.index import MatchingIndex
from solver.matching.problem import Engagement, Month
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


@dataclass(frozen=True, slots=True)
class Running:
    """Who may run in a month, as variables, and how much is left for them."""

    month: Month
    choices: frozenset[Var]
    room: int
    alike: int


def binding_months(
    index: MatchingIndex,
    choices: Iterable[Choice],
    room: Callable[[Month], int],
    alike: Callable[[Month], int] = lambda _: 0,
) -> Iterator[Running]:
    """Months of choices, in order, without those that say nothing new.

    A month says nothing new if another with as little room has the same choices, or
    more of them, and each uses as much of it: months of one number are ``alike`` so.
    """
    found: dict[Month, set[Var]] = defaultdict(set)
    for choice in choices:
        for month in index.kindergarten(choice.least).months:
            found[Month(month)].add(choice.chosen)
    months = [
        Running(month, frozenset(running), room(month), alike(month))
        for month, running in sorted(found.items())
    ]
    return (one for one in months if not any(_implies(by, one) for by in months))


def _implies(by: Running, one: Running) -> bool:
    """Whether keeping to one month keeps to another."""
    if by.month == one.month or by.alike != one.alike:
        return False
    if by.room > one.room or not one.choices <= by.choices:
        return False
    same = by.room == one.room and by.choices == one.choices
    return not same or by.month < one.month


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
