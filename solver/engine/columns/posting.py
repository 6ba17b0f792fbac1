"""Covers as rows of the face: engines that know nothing of columns see them, too."""

from collections import defaultdict

from solver.engine.columns.offers import Cover, Offers
from solver.engine.knapsack.split import Thing
from solver.linear import Terms, Var


def row_of(offers: Offers, cover: Cover) -> tuple[Terms, bool]:
    """A cover as terms of a row; whether these say all that the cover says.

    A threshold that all or only the last of an item's ways reach can be told by its
    variables; an item with another one is left out: the row is weaker then, not wrong.
    """
    terms: dict[Var, int] = defaultdict(int)
    whole = True
    for bag in offers.pricing.split.bags:
        for thing in bag.things:
            inside = {way.values for way in thing.ways} & cover.ways
            if inside:
                own = _terms(thing, inside)
                whole = whole and bool(own)
                for var, factor in own.items():
                    terms[var] += factor
    return tuple((var, factor) for var, factor in terms.items() if factor), whole


def _terms(thing: Thing, inside: set[Terms]) -> dict[Var, int]:
    """Terms that are 1 for ways inside and at most 0 for all others, if there are."""
    first = thing.ways[0].values[0][0]
    tried: list[dict[Var, int]] = [{first: 1}]
    for var, value in thing.ways[-1].values:
        if var != first:
            tried.append({var: 1, first: 1 - value})
    for terms in tried:
        worth = {way.values: _worth(terms, way.values) for way in thing.ways}
        if all(w == 1 if way in inside else w <= 0 for way, w in worth.items()):
            return terms
    return {}


def _worth(terms: dict[Var, int], way: Terms) -> int:
    value = dict(way)
    return sum(factor * value.get(var, 0) for var, factor in terms.items())
