"""The next best for a need, each with what it would cost on every tier."""

from dataclasses import dataclass, replace

from solver.explanation.cost import Price
from solver.explanation.forcing import SEVERAL_LIMITS
from solver.explanation.statements import Statement
from solver.explanation.twofold import in_order
from solver.explanation.undisturbed import undisturbed
from solver.result import SolveLimits
from solver.substitution.explanation.answers import (
    ALTERNATIVE,
    FORCED_EQUAL,
    NO_ALTERNATIVE,
)
from solver.substitution.explanation.basis import Basis
from solver.substitution.explanation.forcing import Forcing
from solver.substitution.facts import iso
from solver.substitution.plan import Option
from solver.substitution.problem import Need, PersonId, PlaceId

MOST = 5
#: Smaller parts are solved before a second process is there [variables].
TWOFOLD_FROM = 250


@dataclass(frozen=True, slots=True)
class Alternative:
    """A person at a place in place of the plan's choice, and what it would cost."""

    person: PersonId
    place: PlaceId
    cost: Price


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The best first; fewer than asked for where there are no more."""

    need: Need
    found: tuple[Alternative, ...]
    statements: tuple[Statement, ...]


@undisturbed
def alternatives(
    basis: Basis, need: Need, most: int = MOST, limits: SolveLimits = SEVERAL_LIMITS
) -> Alternatives:
    """The next best persons and places for a need.

    Every person and place the rules pass and the plan has not chosen is fixed in turn
    and the part concerned solved again; then the vectors of tiers are compared.

    Parameters
    ----------
    limits
        Of each alternative, which is solved with one worker; with more of them several
        alternatives are solved at once.
    """
    chosen = {(option.person, option.place) for option in basis.taken(need.id)}
    pairs: dict[tuple[PersonId, PlaceId], list[Option]] = {}
    for option in basis.options_of(need.id):
        if (option.person, option.place) not in chosen:
            pairs.setdefault((option.person, option.place), []).append(option)
    asked = tuple(pairs.values())
    forcing = Forcing(basis, basis.scope([need.id]), replace(limits, workers=1))
    workers = limits.workers if forcing.decisions >= TWOFOLD_FROM else 1
    prices = in_order(lambda n: forcing.price([asked[n]]), len(asked), workers)
    priced = [
        Alternative(person, place, price)
        for (person, place), price in zip(pairs, prices, strict=True)
        if not price.unmet
    ]
    priced.sort(key=lambda other: (other.cost.vector, other.person, other.place))
    found = tuple(priced[:most])
    statements = tuple(_said(need, rank, other) for rank, other in enumerate(found, 1))
    if not statements:
        facts = {"child": need.child, "day": iso(need.day)}
        statements = (Statement(NO_ALTERNATIVE.id, facts),)
    return Alternatives(need, found, statements)


def _said(need: Need, rank: int, other: Alternative) -> Statement:
    first = other.cost.first_difference
    if first is None:
        facts = {"person": other.person, "child": need.child, "day": iso(need.day)}
        return Statement(FORCED_EQUAL.id, facts)
    who = {"person": other.person, "place": other.place}
    return Statement(ALTERNATIVE.id, {"rank": rank, **who, **first.facts})
