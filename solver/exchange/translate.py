"""From PROBLEM.json to the problem the solver knows, with every fault at its place."""

from collections.abc import Mapping
from dataclasses import dataclass

from solver.documents import DocumentError, parsed
from solver.exchange import pairs, parties
from solver.exchange.draft import MOST_FAULTS, Draft, begun
from solver.exchange.forms import Forms
from solver.exchange.profile_shapes import InlineProfile
from solver.exchange.shapes import FORMAT, VERSION, ProblemShape
from solver.json_values import BROKEN, Fault, Json, Reader
from solver.slots import ClockChange
from solver.substitution.problem import ChildId, PersonId, PlaceId, Problem
from solver.substitution.validate import validate

#: Persons × days beyond this make tables nobody needs.
MOST_PERSON_DAYS = 2_000_000
DEFAULT_LAND = "NW"


@dataclass(frozen=True, slots=True)
class OutsideProblem:
    """A problem with the rules its document asks for (``None``: those of the Land)."""

    problem: Problem
    profile: InlineProfile | None
    title: str


class CappedReader(Reader):
    """Keeps the first thousand faults: a million of them help nobody."""

    def fault(self, detail: str) -> None:
        """Note a fault, unless there are enough."""
        if len(self.faults) < MOST_FAULTS:
            super().fault(detail)


def problem_from_document(document: bytes) -> OutsideProblem:
    """Problem and rules out of the bytes of a PROBLEM.json.

    Raises
    ------
    DocumentError
        With all faults at once, each with the JSON pointer of its place.
    """
    return _translated(read_shape(parsed(document), FORMAT, VERSION, ProblemShape))


def read_shape(value: Json, name: str, version: int, kind: type) -> ProblemShape:
    """A document read by its shape.

    Raises
    ------
    DocumentError
        With all faults at once.
    """
    if not isinstance(value, dict) or value.get("format") != name:
        raise DocumentError(
            (Fault("/format", f"Das ist kein Dokument vom Format „{name}“."),)
        )
    if value.get("version") != version:
        raise DocumentError((Fault("/version", f"Gelesen wird Version {version}."),))
    reader = CappedReader()
    shape = Forms().of(kind).read(value, reader)
    if reader.faults or shape is BROKEN:
        raise DocumentError(tuple(reader.faults))
    found: ProblemShape = shape
    return found


def _translated(shape: ProblemShape) -> OutsideProblem:
    draft = begun(shape)
    if len(shape.persons) * len(draft.days) > MOST_PERSON_DAYS:
        draft.fault("/persons", "So viele Personen an so vielen Tagen sind zu viel.")
        raise DocumentError(tuple(draft.faults))
    problem = _problem(draft)
    if draft.faults:
        raise DocumentError(tuple(draft.faults))
    found = validate(problem)[:MOST_FAULTS]
    if found:
        raise DocumentError(
            tuple(Fault(_outside(draft, f.pointer), f.detail) for f in found)
        )
    return OutsideProblem(problem, shape.profile, shape.title)


def _problem(draft: Draft) -> Problem:
    shape = draft.shape
    frozen = shape.frozen_until
    return Problem(
        first_day=draft.first_day,
        last_day=draft.last_day,
        land=shape.land or DEFAULT_LAND,
        needs=pairs.needs(draft),
        children=parties.children(draft),
        persons=parties.persons(draft),
        places=parties.places(draft),
        presences=pairs.presences(draft),
        links=pairs.links(draft),
        familiarity=pairs.familiarity(draft),
        designations=pairs.designations(draft),
        exclusions=pairs.exclusions(draft),
        overrides=pairs.overrides(draft),
        fixed=pairs.fixed(draft),
        published=pairs.published(draft),
        family_minutes={
            (ChildId(child), PlaceId(place)): minutes
            for child, place, minutes in _table(
                draft, "family_minutes", shape.family_minutes, ("Kind", "Ort")
            )
        },
        place_minutes={
            (PlaceId(start), PlaceId(end)): minutes
            for start, end, minutes in _table(
                draft, "place_minutes", shape.place_minutes, ("Ort", "Ort")
            )
        },
        clock_changes=tuple(
            ClockChange(c.day, c.time, c.shift_minutes) for c in shape.clock_changes
        ),
        frozen_day=frozen.day if frozen else None,
        frozen_minute=frozen.time if frozen else 0,
        capacities=parties.capacities(draft),
        pair_costs={
            (ChildId(child), PersonId(person)): cost
            for child, person, cost in _table(
                draft, "pair_costs", shape.pair_costs, ("Kind", "Person")
            )
        },
    )


def _table(
    draft: Draft,
    name: str,
    table: Mapping[str, Mapping[str, int]],
    kinds: tuple[str, str],
) -> list[tuple[str, str, int]]:
    """Rows of a table of tables, sorted; both keys must be known."""
    rows: list[tuple[str, str, int]] = []
    for first, inner in sorted(table.items()):
        pointer = f"/{name}/{_escaped(first)}"
        if not draft.known(pointer, kinds[0], first):
            continue
        for second, value in sorted(inner.items()):
            draft.known(f"{pointer}/{_escaped(second)}", kinds[1], second)
            rows.append((first, second, value))
    return rows


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")


def _outside(draft: Draft, pointer: str) -> str:
    """Where a fault of the problem stands in the document it came from."""
    table, _, rest = pointer.removeprefix("/content/").partition("/")
    ids: dict[str, list[str]] = {
        "persons": [item.id for item in draft.shape.persons],
        "children": [item.id for item in draft.shape.children],
        "places": [item.id for item in draft.shape.places],
    }
    for number, name in enumerate(ids.get(table, ())):
        if rest == name or rest.startswith(f"{name}/"):
            return f"/{table}/{number}{rest[len(name) :]}"
    index, _, field = rest.partition("/")
    origins = draft.origins.get(table, [])
    if index.isdecimal() and int(index) < len(origins):
        # A slot is written as start and end outside.
        below = f"/{field}" if field and field != "slot" else ""
        return origins[int(index)] + below.replace("/cover", "")
    return f"/{table}" if table else ""
