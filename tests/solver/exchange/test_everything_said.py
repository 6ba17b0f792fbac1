"""Whatever a problem may hold can be written in a document from outside."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from solver.exchange.translate import problem_from_document
from solver.substitution.problem import Child, Person, Place, Problem
from tests.solver.exchange.documents import DAY, a_document, as_bytes
from tests.solver.exchange.test_reading import faults

#: For people to read (held places, whose rules): no plan depends on them.
INFORMATION = {("Link", "held_places"), ("Place", "municipality")}

MONDAYS = [{"monday": "2026-11-16", "minutes": 600, "workdays": 5}]
EVERYTHING = a_document(
    land="BY",
    last_day="2026-11-24",
    frozen_until={"day": DAY, "time": "09:00"},
    persons=[
        {
            "id": "a",
            "kind": "floater",
            "employed": True,
            "home": "ort",
            "permit": {
                "places": 4,
                "valid_from": "2020-01-01",
                "valid_until": "2030-01-01",
                "min_age_months": 6,
                "max_age_months": 40,
                "start": "07:00",
                "end": "17:00",
                "max_contracts": 7,
            },
            "capacity": 4,
            "absent": [{"start": 0, "end": 60}],
            "qualification_units": 160,
            "inclusion_units": 100,
            "professional": True,
            "credentials": [
                {
                    "kind": "first_aid",
                    "valid_from": "2025-01-01",
                    "valid_until": "2027-01-01",
                }
            ],
            "capabilities": ["inclusion"],
            "regular_contracts": 2,
            "wider_contracts": True,
            "may_extend_day": True,
            "max_extra_children": 2,
            "weekdays_off": [4],
            "min_age_months": 12,
            "max_age_months": 36,
            "contract_minutes": 1200,
            "weeks": MONDAYS,
            "cents_per_hour": 600,
            "history_minutes": 90,
        },
        {"id": "b", "home": "ort"},
    ],
    places=[
        {
            "id": "ort",
            "kind": "base",
            "staff": ["a"],
            "max_children": 5,
            "usable_without_owner": True,
            "capabilities": ["step_free"],
            "open": [{"start": 0, "end": 1440}],
            "capacity": [{"places": 5, "start": 60, "day": DAY}],
        }
    ],
    children=[
        {
            "id": "n",
            "age_months": 20,
            "capacity_weight": 2,
            "required_capabilities": ["inclusion"],
            "max_extra_way_minutes": 15,
            "siblings": ["s"],
        },
        {"id": "s"},
    ],
    needs=[
        {"id": "n", "start": 480, "end": 600, "absent": "b", "urgency": 1},
    ],
    allowed=[
        {
            "persons": ["a"],
            "children": ["n"],
            "first_day": DAY,
            "last_day": DAY,
            "held_place_cents": 2500,
        }
    ],
    excluded=[
        {"person": "a", "child": "s"},
        {"person": "b", "need": "n"},
    ],
    presences=[{"child": "s", "person": "a", "start": 480, "end": 600, "weight": 2}],
    familiarity=[
        {
            "child": "n",
            "person": "a",
            "state": "met",
            "place": "ort",
            "designated": True,
            "override": True,
            "first_day": "2026-11-24",
            "last_day": "2026-11-24",
        }
    ],
    fixed=[{"child": "n", "person": "a", "start": 480, "end": 500}],
    published=[{"child": "n", "person": "a", "start": 480, "end": 600}],
    former_substitutes=[{"child": "n", "person": "b", "last_day": "2026-11-20"}],
    family_minutes={"n": {"ort": 5}},
    place_minutes={"ort": {"ort": 0}},
    pair_costs={"n": {"a": 3}},
    clock_changes=[{"day": "2026-11-24", "time": "03:00", "shift_minutes": 60}],
)


def _objects(value: Any) -> Iterator[Any]:
    """Every dataclass within a value."""
    if is_dataclass(value):
        yield value
        for field in fields(value):
            yield from _objects(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _objects(inner)
    elif isinstance(value, tuple | frozenset):
        for inner in value:
            yield from _objects(inner)


def _defaults(kind: type) -> dict[str, Any]:
    """Fields of a kind that may be left out, and what they are then."""
    found = {}
    for field in fields(kind):
        if field.default is not MISSING:
            found[field.name] = field.default
        elif field.default_factory is not MISSING:
            found[field.name] = field.default_factory()
    return found


def test_what_a_problem_holds_could_not_be_written_bug():
    """Weeks of work, flat rates, earlier substitutes and own ages had no field."""
    problem = problem_from_document(as_bytes(EVERYTHING)).problem
    said: dict[type, set[str]] = {}
    for item in _objects(problem):
        told = said.setdefault(type(item), set())
        usual = _defaults(type(item))
        told |= {name for name in usual if getattr(item, name) != usual[name]}
    assert {Problem, Person, Place, Child} <= set(said)
    silent = {
        (kind.__name__, name)
        for kind, told in said.items()
        for name in set(_defaults(kind)) - told
    }
    assert silent == INFORMATION


def test_days_of_familiarity_are_those_of_its_row():
    problem = problem_from_document(as_bytes(EVERYTHING)).problem
    for table in (problem.familiarity, problem.designations, problem.overrides):
        (row,) = table
        assert row.first_day == row.last_day == problem.last_day


def test_faults_of_weeks_and_earlier_substitutes_have_their_places():
    weeks = [
        {"monday": "2026-11-17"},
        {"monday": "2026-11-16", "workdays": 7},
        {"monday": "2026-11-16"},
    ]
    spoilt = EVERYTHING | {
        "persons": [EVERYTHING["persons"][0] | {"weeks": weeks}, {"id": "b"}],
        "former_substitutes": [
            {"child": "n", "last_day": DAY},
            {"child": "z", "person": "y", "last_day": "2026-11-20"},
        ],
    }
    assert set(faults(spoilt)) == {
        "/persons/0/weeks/0/monday",
        "/persons/0/weeks/1/workdays",
        "/persons/0/weeks/2/monday",
        "/former_substitutes/0/last_day",
        "/former_substitutes/1/child",
        "/former_substitutes/1/person",
    }
    row = EVERYTHING["familiarity"][0] | {"first_day": "2026-11-25"}
    assert set(faults(EVERYTHING | {"familiarity": [row]})) == {"/familiarity/0"}
