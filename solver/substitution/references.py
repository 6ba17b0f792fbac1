"""Whether everything a problem names is there, and is there once.

Every fault carries a JSON pointer into the problem's document, so that whoever wrote
it finds the place.
"""

from collections.abc import Iterator, Sequence

from solver.json_values import Fault
from solver.substitution.problem import Need, Problem
from solver.validity import Names, own_id_faults

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


def reference_faults(problem: Problem) -> Iterator[Fault]:
    """Every name without an owner, every id given twice, every day outside.

    Yields
    ------
    Fault
        Pointers start at the document's root (``/content/…``).
    """
    names = Names(
        {
            "children": frozenset(problem.children),
            "persons": frozenset(problem.persons),
            "places": frozenset(problem.places),
            "needs": frozenset(need.id for need in problem.needs),
        },
        _NOUN,
    )
    for table in _LISTS:
        yield from _listed(names, table, getattr(problem, table))
    yield from _cover_faults(problem, names)
    yield from _siblings(problem)
    yield from own_id_faults("children", problem.children)
    yield from own_id_faults("persons", problem.persons)
    yield from own_id_faults("places", problem.places)
    yield from _needs(problem)


def _listed(names: Names, table: str, items: Sequence[object]) -> Iterator[Fault]:
    """Names in a list of entries of one kind; hundreds of thousands take a while."""
    if not items:
        return
    fields = {
        field: names.known[home]
        for field, home in _FIELDS.items()
        if hasattr(items[0], field)
    }
    for index, item in enumerate(items):
        for field, known in fields.items():
            name = getattr(item, field)
            if name is not None and name not in known:
                yield from _named(names, f"/content/{table}/{index}", field, item)


def _named(names: Names, pointer: str, field: str, item: object) -> Iterator[Fault]:
    yield from names.fault(f"{pointer}/{field}", _FIELDS[field], getattr(item, field))


def _cover_faults(problem: Problem, names: Names) -> Iterator[Fault]:
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
            yield from _named(names, pointer, field, cover)
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
