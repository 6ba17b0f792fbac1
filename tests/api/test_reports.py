"""Reports over HTTP: as documented, as a file, and refused with the place."""

import io
from datetime import UTC, date, datetime

import pytest
from python_calamine import CalamineWorkbook
from schemathesis.openapi import from_wsgi
from sqlalchemy import update

from service.db.tables.people import Credential
from service.reports.workbook import XLSX
from tests.api.world import World

REPORTS = "/api/v1/reports/"
DECEMBER = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def later(still_world: World) -> World:
    """In December, with the month of all rows over."""
    still_world.store.clock.set(DECEMBER)
    return still_world


def ask(world: World, path: str, role: str = "counsellor"):
    return world.client().get(REPORTS + path, headers=world.headers[role])


def test_what_is_told_is_as_documented(later: World) -> None:
    schema = from_wsgi("/api/v1/openapi.json", later.app)
    for name in ("coverage", "statements", "credentials"):
        query = {} if name == "credentials" else {"month": "2026-11"}
        case = schema[REPORTS + name]["GET"].Case(query=query)
        answer = case.call_and_validate(headers=later.headers["counsellor"])
        assert answer.status_code == 200, name


def test_the_month_of_the_world_in_numbers(later: World) -> None:
    """Absences stand among the rows of the world, and nobody covered them."""
    found = ask(later, "coverage?month=2026-11").json
    assert (found["month"], found["title"]) == ("2026-11", "November 2026")
    assert (found["through"], found["provisional"]) == ("2026-11-30", False)
    total = found["total"]
    assert total["wanted_minutes"] == total["uncovered_minutes"] > 0
    assert total["covered_minutes"] == 0
    bound = ask(later, "coverage?month=2026-11", "counsellor_of_area").json["total"]
    assert 0 < bound["wanted_minutes"] < total["wanted_minutes"]


@pytest.mark.parametrize("part", ["coverage", "statements"])
def test_the_same_as_a_file(later: World, part: str) -> None:
    answer = ask(later, f"{part}.xlsx?month=2026-11")
    assert (answer.status_code, answer.content_type) == (200, XLSX)
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.headers["Cache-Control"] == "no-store"
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
    assert book.sheet_names[0] in ("Deckung", "Abrechnung")


def test_proofs_that_run_out_as_a_file_name_nobody(world: World) -> None:
    with world.store.write(world.tenant.id) as session:
        session.execute(update(Credential).values(expires_on=date(2026, 12, 24)))
    told = ask(world, "credentials").json
    answer = ask(world, "credentials.xlsx")
    assert (answer.status_code, answer.content_type) == (200, XLSX)
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
    _title, _heads, *rows = book.get_sheet_by_name("Nachweise").to_python()
    warnings = told["warnings"]
    assert [row[0] for row in rows] == [each["code"] for each in warnings] != []
    assert not {each["name"] for each in warnings} & {cell for r in rows for cell in r}


@pytest.mark.parametrize("path", ["coverage", "coverage.xlsx", "statements"])
@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "missing"),
        ("?month=", "month"),
        ("?month=2026-13", "month"),
        ("?month=1999-12", "month"),
        ("?month=2027-01", "future"),
        ("?month=9999-12", "future"),
        ("?month=2026-11&year=2026", "unknown-field"),
    ],
)
def test_what_is_no_month_is_refused_with_its_place(
    later: World, path: str, query: str, code: str
) -> None:
    answer = ask(later, path + query)
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    (fault,) = answer.json["errors"]
    pointer = "/year" if code == "unknown-field" else "/month"
    assert (fault["pointer"], fault["code"]) == (pointer, code)


def test_names_stand_there_only_when_asked_for(world: World) -> None:
    person = str(world.ids["own"]["persons"])
    contact = {
        "child_id": str(world.ids["own"]["children"]),
        "person_id": person,
        "day": "2026-11-12",
        "minutes": 50,
        "kind": "visit",
    }
    headers = world.headers["counsellor"]
    made = world.client().post("/api/v1/contacts", json=contact, headers=headers)
    assert made.status_code == 201, made.json
    world.store.clock.set(DECEMBER)
    for said, named in (("", False), ("&names=false", False), ("&names=true", True)):
        found = ask(world, f"statements?month=2026-11{said}").json["statements"]
        own = next(each for each in found if each["person_id"] == person)
        assert own["contact_quarters"] >= 4
        assert (own["name"] is not None) is named
        assert ("Muster" in str(found)) is named


def test_a_childminder_reads_her_own_statement_only(later: World) -> None:
    found = ask(later, "statements?month=2026-11", "childminder").json["statements"]
    own = str(later.ids["own"]["persons"])
    assert {each["person_id"] for each in found} <= {own}
    assert ask(later, "coverage?month=2026-11", "childminder").status_code == 403
