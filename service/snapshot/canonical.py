"""One order for everything a problem lists: the same state gives the same bytes.

Row ids are random: an order that rests on them differs from one database to the next.
Codes do not. Where an order carries meaning (which of two links counts, which of two
facts stands), it comes first in the key or the sort keeps it.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from solver.substitution.problem import Cover, FixedKind, Link, Model, Problem

_T = TypeVar("_T")
_MODELS = tuple(Model)
_FACTS = (
    FixedKind.STARTED,
    FixedKind.ACCEPTED,
    FixedKind.ARRANGED,
    FixedKind.PINNED,
)


def in_order(problem: Problem) -> Problem:
    """The same problem, its lists sorted by codes."""
    return replace(
        problem,
        needs=tuple(
            sorted(problem.needs, key=lambda n: (n.day, n.child, n.slot, n.absent))
        ),
        links=tuple(sorted(problem.links, key=_link)),
        fixed=tuple(
            sorted(problem.fixed, key=lambda f: (_FACTS.index(f.kind), _cover(f.cover)))
        ),
        published=tuple(sorted(problem.published, key=_cover)),
        family_minutes=dict(sorted(problem.family_minutes.items())),
        place_minutes=dict(sorted(problem.place_minutes.items())),
        # These hold texts and numbers only, no sets, whose words differ by run.
        familiarity=_by_words(problem.familiarity),
        designations=_by_words(problem.designations),
        exclusions=_by_words(problem.exclusions),
        overrides=_by_words(problem.overrides),
        former_substitutes=_by_words(problem.former_substitutes),
    )


def _by_words(items: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(sorted(items, key=repr))


def _link(link: Link) -> tuple[object, ...]:
    children = () if link.children is None else tuple(sorted(link.children))
    first = -1 if link.first_day is None else link.first_day
    last = -1 if link.last_day is None else link.last_day
    model = _MODELS.index(link.model)
    return link.absent, link.substitute, link.place, model, first, last, children


def _cover(cover: Cover) -> tuple[object, ...]:
    person, place = cover.person or "", cover.place or ""
    return cover.day, cover.child, cover.slot, person, place
