"""Whether everything a problem names is there, and is there once.

Every fault carries a JSON pointer into the problem's document, so that whoever wrote
it finds the place.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from solver.json_values import Fault
from solver.substitution.problem import Need, Problem

#: Fields that name a child, a person or a place, wherever they stand.
_FIELDS = {
    "child": "children",
    "person": "persons",
    "absent": "persons",
    "substitute": "persons",
    "place": "places",
    "regular_place": "places",
    "need": "needs",
}
_NOUN = {
    "children": "Kind",
    "persons": "Person",
    "places": "Ort",
    "needs": "Bedarf",
}
_LISTS = (
    "needs",
    "presences",
    "links",
    "familiarity",
    "designations",
    "exclusions",
    "overrides",
    "former_substitutes",
    "capacities",
)


@dataclass(frozen=True, slots=True)
class _Names:
    """Ids by the table they stand in."""

    known: Mapping[str, frozenset[str]]

    def fault(self, pointer: str, field: str, value: object) -> Iterator[Fault]:
        table = _FIELDS[field]
        if value is not None and value not in self.known[table]:
            yield Fault(
                f"{pointer}/{field}",
                f"„{value}“ ist als {_NOUN[table]} nicht angegeben.",
            )


def reference_faults(problem: Problem) -> Iterator[Fault]:
    """Every name without an owner, every id given twice, every day outside.

    Yields
    ------
    Fault
        Pointers start at the document's root (``/content/…``).
    """
    names = _Names(
        {
            "children": frozenset(problem.children),
            "persons": frozenset(problem.persons),
            "places": frozenset(problem.places),
            "needs": frozenset(need.id for need in problem.needs),
        }
    )
    for table in _LISTS:
        for index, item in enumerate(getattr(problem, table)):
            pointer = f"/content/{table}/{index}"
            for field in _FIELDS:
                if hasattr(item, field):
                    yield from names.fault(pointer, field, getattr(item, field))
    yield from _cover_faults(problem, names)
    yield from _siblings(problem)
    yield from _own_ids(problem)
    yield from _needs(problem)


def _cover_faults(problem: Problem, names: _Names) -> Iterator[Fault]:
    covers = [
        (f"/content/fixed/{index}/cover", fixed.cover)
        for index, fixed in enumerate(problem.fixed)
    ]
    covers += [
        (f"/content/published/{index}", cover)
        for index, cover in enumerate(problem.published)
    ]
    for pointer, cover in covers:
        for field in ("child", "person", "place"):
            yield from names.fault(pointer, field, getattr(cover, field))
        if (cover.person is None) != (cover.place is None):
            yield Fault(
                pointer,
                "Person und Ort fehlen entweder beide (außerhalb vereinbart) oder"
                " keins von beiden.",
            )


def _siblings(problem: Problem) -> Iterator[Fault]:
    """Siblings are given, and nobody is her own."""
    for key, child in problem.children.items():
        pointer = f"/content/children/{key}/siblings"
        for sibling in sorted(child.siblings):
            if sibling == key:
                yield Fault(pointer, f"„{key}“ steht als eigenes Geschwister da.")
            elif sibling not in problem.children:
                yield Fault(pointer, f"„{sibling}“ ist als Kind nicht angegeben.")


def _own_ids(problem: Problem) -> Iterator[Fault]:
    """A table's key is the id its entry gives itself."""
    own: dict[str, Iterable[tuple[str, str]]] = {
        "children": ((key, child.id) for key, child in problem.children.items()),
        "persons": ((key, person.id) for key, person in problem.persons.items()),
        "places": ((key, place.id) for key, place in problem.places.items()),
    }
    for table, entries in own.items():
        for key, named in entries:
            if named != key:
                yield Fault(
                    f"/content/{table}/{key}/id",
                    f"Unter „{key}“ steht ein Eintrag mit der Kennung „{named}“.",
                )


def _needs(problem: Problem) -> Iterator[Fault]:
    if problem.last_day < problem.first_day:
        yield Fault("/content/last_day", "Der letzte Tag liegt vor dem ersten.")
    seen: dict[str, int] = {}
    of_child_day: dict[tuple[str, int], list[Need]] = {}
    for index, need in enumerate(problem.needs):
        pointer = f"/content/needs/{index}"
        if seen.setdefault(need.id, index) != index:
            yield Fault(f"{pointer}/id", f"Der Bedarf „{need.id}“ steht zweimal da.")
        if not problem.first_day <= need.day <= problem.last_day:
            yield Fault(f"{pointer}/day", "Der Tag liegt außerhalb des Zeitraums.")
        others = of_child_day.setdefault((need.child, need.day), [])
        if any(need.slot.overlaps(other.slot) for other in others):
            yield Fault(
                f"{pointer}/slot",
                "Ein Kind hat zur selben Zeit schon einen anderen Bedarf.",
            )
        others.append(need)
