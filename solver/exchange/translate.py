"""From PROBLEM.json to the problem the solver knows, with every fault at its place."""

from collections.abc import Mapping
from datetime import date

from solver.documents import parsed
from solver.exchange import pairs, parties
from solver.exchange.draft import Draft, begun
from solver.exchange.reading import (
    Broken,
    OutsideProblem,
    Readable,
    RulesAsked,
    entry_of,
    named_pointer,
    read_shape,
)
from solver.exchange.shapes import FORMAT, VERSION, ProblemShape
from solver.json_values import Json, escaped
from solver.slots import ClockChange, Day
from solver.substitution.problem import ChildId, PersonId, PlaceId, Problem
from solver.substitution.validate import validate

#: Persons × days beyond this make tables nobody needs.
MOST_PERSON_DAYS = 2_000_000
DEFAULT_LAND = "NW"
#: No zone of the world has ever moved its clocks by more at once.
MOST_SHIFT_MINUTES = 180


def problem_from_document(document: bytes) -> OutsideProblem[Problem]:
    """Problem and rules out of the bytes of a PROBLEM.json.

    Raises
    ------
    DocumentError
        With all faults at once, each with the JSON pointer of its place.
    """
    return problem_from_value(parsed(document, for_forms=True))


def problem_from_value(value: Json) -> OutsideProblem[Problem]:
    """The same out of the JSON value of a document."""
    return _translated(read_shape(value, FORMAT, VERSION, ProblemShape))


def _translated(read: Readable[ProblemShape]) -> OutsideProblem[Problem]:
    shape = read.shape
    draft = begun(shape, read.faults)
    if len(shape.persons) * len(draft.days) > MOST_PERSON_DAYS:
        draft.fault("/persons", "So viele Personen an so vielen Tagen sind zu viel.")
        draft.refuse_if_any()
    problem = _problem(draft)
    # An entry with a fault may look wrong in other ways only because of it.
    faulty = {entry_of(fault.pointer) for fault in draft.faults}
    for found in () if _in_the_dark(draft.broken) else validate(problem):
        pointer = _outside(draft, found.pointer)
        if entry_of(pointer) not in faulty:
            draft.fault(pointer, found.detail)
    days = date.fromordinal(draft.first_day), date.fromordinal(draft.last_day)
    named = None not in (shape.first_day, shape.last_day)
    on_days = draft.sure_of("first_day", "last_day") and (
        named or not draft.broken.hides("needs", "day")
    )
    draft.refuse_if_any(
        RulesAsked(
            shape.profile,
            problem.land if draft.sure_of("land") else None,
            days if on_days else None,
        )
    )
    return OutsideProblem(problem, shape.profile, shape.title, problem.land, days)


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
        clock_changes=_clock_changes(draft),
        former_substitutes=pairs.former(draft),
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


def _clock_changes(draft: Draft) -> tuple[ClockChange, ...]:
    """Changes of the clock, at most one a day."""
    seen: set[Day] = set()
    for number, change in enumerate(draft.shape.clock_changes):
        pointer = f"/clock_changes/{number}"
        if change.day in seen:
            twice = "An einem Tag wird die Uhr nur einmal umgestellt."
            draft.fault(f"{pointer}/day", twice)
        seen.add(change.day)
        if abs(change.shift_minutes) > MOST_SHIFT_MINUTES:
            draft.fault(
                f"{pointer}/shift_minutes",
                f"Die Uhr wird um höchstens {MOST_SHIFT_MINUTES} Minuten umgestellt.",
            )
    return tuple(
        ClockChange(change.day, change.time, change.shift_minutes)
        for change in draft.shape.clock_changes
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
        pointer = f"/{name}/{escaped(first)}"
        known = draft.known(pointer, kinds[0], first)
        for second, value in sorted(inner.items()):
            draft.known(f"{pointer}/{escaped(second)}", kinds[1], second)
            if known:
                rows.append((first, second, value))
    return rows


def _in_the_dark(broken: Broken) -> bool:
    """Whether what could not be read may decide whether entries fit each other."""
    named = any(
        broken.hides(table, "id") for table in ("persons", "places", "children")
    )
    return named or broken.touches("needs", "first_day", "last_day", "presences")


def _outside(draft: Draft, pointer: str) -> str:
    """Where a fault of the problem stands in the document it came from."""
    ids: dict[str, list[str]] = {
        "persons": [item.id for item in draft.shape.persons],
        "children": [item.id for item in draft.shape.children],
        "places": [item.id for item in draft.shape.places],
    }
    found = named_pointer(pointer, ids)
    if isinstance(found, str):
        return found
    table, rest = found
    index, _, field = rest.partition("/")
    origins = draft.origins.get(table, [])
    if index.isdecimal() and int(index) < len(origins):
        # A slot is written as start and end outside.
        below = f"/{field}" if field and field != "slot" else ""
        return origins[int(index)] + below.replace("/cover", "")
    return f"/{table}" if table else ""
