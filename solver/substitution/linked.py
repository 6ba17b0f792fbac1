"""Who may take a need at all: the persons and places linked to whoever is absent.

Apart from the making of options, so that a rule or the web process that only asks for
links loads nothing that reckons.
"""

from collections.abc import Iterable

from solver.slots import Day, Slot
from solver.substitution.index import ProblemIndex
from solver.substitution.plan import Option
from solver.substitution.problem import ChildId, Link, Need, PersonId, PlaceId


def links_of(index: ProblemIndex, need: Need) -> Iterable[Link]:
    """Links by which somebody may take a need, the first per person and place."""
    found: dict[tuple[PersonId, PlaceId], Link] = {}
    for link in index.links.get(need.absent, ()):
        if link.substitute != need.absent and _active(link, need.day, need.child):
            found.setdefault((link.substitute, link.place), link)
    return found.values()


def _active(link: Link, day: Day, child: ChildId) -> bool:
    """Whether a link holds for a child on a day, bounds inclusive."""
    return (
        (link.first_day is None or link.first_day <= day)
        and (link.last_day is None or day <= link.last_day)
        and (link.children is None or child in link.children)
    )


def whole_of(need: Need, slot: Slot, link: Link) -> Option:
    """All of a stretch, taken by whom a link names."""
    return Option(
        need.id, need.child, need.day, slot, link.substitute, link.place, link.model
    )
