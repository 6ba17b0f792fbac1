"""Invented programmes: believable, the same every time, and never with a fault."""

from collections import Counter
from hashlib import sha256

import pytest

from service.domain.actor import system_actor
from service.domain.kinds import TenantKind
from service.errors import InvalidInput
from service.imports.source import read_source
from service.imports.values.reader import is_blank
from service.programmes.make import make_programme
from service.programmes.places import COUNTIES, spots
from service.programmes.workbook import programme_sheets, write_programme
from service.towns.geography import kilometres
from service.use_cases.check_import import check_import, check_sheets
from tests.service.programmes.fixtures import THUERINGEN
from tests.tenants import make_tenant


@pytest.fixture(scope="module")
def thueringen():
    return make_programme()


@pytest.fixture
def programme(store):
    return make_tenant(store, "ThEKiZ", "TH", TenantKind.PROGRAMME)


def cells(sheets):
    """What is written, without the blanks at the end."""
    return {
        sheet.name: [[None if is_blank(c) else c for c in row] for row in sheet.rows]
        for sheet in sheets
    }


def test_the_same_numbers_are_the_same_programme_on_every_machine():
    content = written(seed=7)
    assert content == written(seed=7)
    assert content != written(seed=8)
    assert sha256(content).hexdigest()[:16] == "72e1ad00ef6c8b76"


def written(seed: int) -> bytes:
    """All that a programme has anything of: a new sheet makes no new programme."""
    rows = make_programme(20, 4, seed=seed).rows
    return repr({noun: own for noun, own in rows.items() if own}).encode()


def test_the_shipped_workbook_is_the_one_invented_here(thueringen, tmp_path):
    again = tmp_path / "again.xlsx"
    write_programme(thueringen, again)
    written = read_source(THUERINGEN, "x")
    assert cells(read_source(again, "x").sheets) == cells(written.sheets)


def test_the_shipped_workbook_has_no_fault_and_nothing_to_tell(store, programme):
    actor = system_actor(programme.id)
    report = check_import(store, actor, THUERINGEN, THUERINGEN.name)
    assert report.faults == ()
    assert report.notices == ()
    new = {item.noun: len(item.new) for item in report.differences}
    assert (new["kindergarten"], new["coach"], new["county"]) == (70, 12, 21)


@pytest.mark.parametrize(("kindergartens", "coaches"), [(1, 1), (5, 9), (400, 60)])
def test_programmes_of_every_size_have_no_fault(
    store, programme, kindergartens, coaches
):
    sheets = programme_sheets(make_programme(kindergartens, coaches, seed=3))
    report = check_sheets(store, system_actor(programme.id), sheets, "x")
    assert report.faults == ()


def test_a_folder_of_csv_says_the_same_as_the_workbook(store, programme, tmp_path):
    made = make_programme(12, 3)
    write_programme(made, tmp_path / "programm.xlsx")
    write_programme(made, tmp_path / "programm")
    actor = system_actor(programme.id)
    book = check_import(store, actor, tmp_path / "programm.xlsx", "programm.xlsx")
    folder = check_import(store, actor, tmp_path / "programm", "programm")
    assert book.faults == folder.faults == ()
    assert book.differences == folder.differences


def test_the_places_are_real_and_in_thueringen():
    assert len(COUNTIES) == 21
    for spot in spots():
        assert 50.2 < spot.centre[0] < 51.7, spot
        assert 9.8 < spot.centre[1] < 12.7, spot


def test_kindergartens_lie_at_their_towns_in_every_county(thueringen):
    centres = {spot.postcode: spot.centre for spot in spots()}
    rows = thueringen.rows["kindergarten"]
    for row in rows:
        point = (row["latitude"], row["longitude"])
        assert kilometres(point, centres[row["postcode"]]) < 3
    counts = Counter(row["area_id"] for row in rows)
    assert set(counts) == set(COUNTIES)
    assert counts["Stadt Erfurt"] == max(counts.values())


def test_names_are_there_once(thueringen):
    for noun, fields in (
        ("kindergarten", ("name",)),
        ("coach", ("given_name", "family_name")),
    ):
        rows = thueringen.rows[noun]
        assert len({tuple(row[f] for f in fields) for row in rows}) == len(rows)


def test_nobody_accompanied_where_there_is_a_conflict_or_a_refusal(thueringen):
    forbidden = {
        (row["coach_id"], row["kindergarten_id"])
        for noun in ("coach_conflict", "pair_refusal")
        for row in thueringen.rows[noun]
    }
    assert forbidden
    last = {
        (row["coach_id"], row["kindergarten_id"])
        for row in thueringen.rows["engagement"]
    }
    assert last
    assert not last & forbidden


@pytest.mark.parametrize("tightness", [75, 85, 95])
def test_the_tightness_is_what_wishes_take_of_all_hours(tightness):
    made = make_programme(tightness_percent=tightness)
    capacity = sum(row["monthly_minutes"] for row in made.rows["coach"])
    wished = sum(row["wished_half_hours"] * 30 for row in made.rows["kindergarten"])
    # ways to the nearest coaches take between 20 minutes and an hour each way
    least, most = wished + 70 * 40, wished + 70 * 120
    assert least * 100 / tightness <= capacity <= most * 100 / tightness + 12 * 15


def test_tighter_means_fewer_hours_and_nothing_else():
    loose, tight = (make_programme(tightness_percent=t) for t in (75, 95))
    for noun, rows in loose.rows.items():
        others = tight.rows[noun]
        if noun == "coach":
            for one, other in zip(rows, others, strict=True):
                assert one["monthly_minutes"] > other["monthly_minutes"]
        elif noun not in ("coach_month", "engagement", "kindergarten", "pair_refusal"):
            assert rows == others, noun


@pytest.mark.parametrize(
    ("numbers", "pointer"),
    [
        ({"kindergartens": 0}, "/kindergartens"),
        ({"coaches": 301}, "/coaches"),
        ({"tightness_percent": 5}, "/tightness_percent"),
        ({"year": 1999}, "/year"),
    ],
)
def test_numbers_that_cannot_be_are_refused(numbers, pointer):
    with pytest.raises(InvalidInput) as refusal:
        make_programme(**numbers)
    assert [fault.pointer for fault in refusal.value.faults] == [pointer]
