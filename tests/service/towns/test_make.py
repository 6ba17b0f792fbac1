"""Invented towns: believable, the same every time, and never with a fault."""

from collections import Counter, defaultdict
from datetime import date
from hashlib import sha256

import pytest

from service.domain.actor import system_actor
from service.errors import InvalidInput
from service.imports.source import read_source
from service.imports.values.reader import is_blank
from service.towns.geography import kilometres, lands
from service.towns.make import make_town
from service.towns.town import Town
from service.towns.workbook import town_sheets, write_csv_folder, write_workbook
from service.use_cases.check_import import check_import, check_sheets
from tests.service.towns.fixtures import SHIPPED, TOWNS, shipped


@pytest.fixture(scope="module")
def herne():
    return make_town(95)


def by(rows, field):
    found = defaultdict(list)
    for row in rows:
        found[row[field]].append(row)
    return found


def slots(contract):
    return {
        day: contract[f"weekday_{day}"][0]
        for day in range(7)
        if contract.get(f"weekday_{day}")
    }


def cells(sheets):
    """What is written, without the blanks at the end."""
    return {
        sheet.name: [[None if is_blank(c) else c for c in row] for row in sheet.rows]
        for sheet in sheets
    }


def written(town: Town) -> bytes:
    """All that a town has rows of."""
    return repr({noun: rows for noun, rows in town.rows.items() if rows}).encode()


def test_the_same_seed_is_the_same_town_on_every_machine():
    content = written(make_town(47, 7, "TH"))
    assert content == written(make_town(47, 7, "TH"))
    assert content != written(make_town(47, 8, "TH"))
    digest = "886ea1a48b6028bb"
    assert sha256(content).hexdigest()[:16] == digest


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_workbooks_are_the_ones_invented_here(name, tmp_path):
    again = tmp_path / "again.xlsx"
    write_workbook(shipped(name), again)
    written = read_source(TOWNS / f"{name}.xlsx", name)
    assert cells(read_source(again, name).sheets) == cells(written.sheets)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_workbooks_have_no_fault(name, store, tenant):
    path = TOWNS / f"{name}.xlsx"
    report = check_import(store, system_actor(tenant.id), path, path.name)
    assert report.faults == ()
    childminders = SHIPPED[name][0]
    (people,) = (item for item in report.differences if item.noun == "person")
    assert sum(code.startswith("T-") for code in people.new) == childminders


@pytest.mark.parametrize("land", lands())
def test_towns_of_every_land_have_no_fault(land, store, tenant):
    for childminders in (2, 12, 30):
        sheets = town_sheets(make_town(childminders, 3, land))
        assert check_sheets(store, system_actor(tenant.id), sheets, "x").faults == ()


def test_a_folder_of_csv_says_the_same_as_the_workbook(store, tenant, tmp_path):
    town = make_town(12)
    write_workbook(town, tmp_path / "ort.xlsx")
    write_csv_folder(town, tmp_path / "ort")
    actor = system_actor(tenant.id)
    book = check_import(store, actor, tmp_path / "ort.xlsx", "ort.xlsx")
    folder = check_import(store, actor, tmp_path / "ort", "ort")
    assert book.faults == folder.faults == ()
    assert book.differences == folder.differences


def test_the_town_has_everything_a_town_has(herne):
    models = Counter(row["model"] for row in herne.rows["cooperation"])
    assert set(models) == {
        "tandem",
        "substitution_group",
        "floater_cluster",
        "base",
        "shared_setting",
        "kita",
    }
    kinds = Counter(row["kind"] for row in herne.rows["person"])
    assert kinds["childminder"] == 95
    assert 5 <= kinds["floater"] <= 7
    assert kinds["base_staff"] >= 2
    places = {row["kind"] for row in herne.rows["place"]}
    assert places == {"own_home", "rented_rooms", "shared_setting", "base", "kita"}
    tags = {tag for row in herne.rows["child"] for tag in row["tags"]}
    assert {"inclusion", "infant", "medication"} <= tags
    assert any(row["capacity_weight"] == 2 for row in herne.rows["child"])
    for noun in ("personal_limit", "exclusion", "designated_substitute", "guardian"):
        assert herne.rows[noun], noun


def test_children_per_childminder_are_as_in_germany(herne):
    counts = [
        len(rows) for rows in by(herne.rows["care_contract"], "person_id").values()
    ]
    assert 3.0 <= sum(counts) / 95 <= 4.5
    assert max(counts) <= 8


def test_weekly_hours_go_in_steps_of_five(herne):
    for row in herne.rows["care_contract"]:
        minutes = sum(end - start for start, end in slots(row).values())
        assert minutes == row["weekly_minutes"]
        assert minutes % 300 == 0
        assert all(
            start % 15 == end % 15 == 0 and end - start <= 570
            for start, end in slots(row).values()
        )


@pytest.mark.parametrize("seed", range(1, 6))
def test_nobody_has_more_children_at_once_than_her_permit_allows(seed):
    town = make_town(95, seed)
    weights = {row["code"]: row["capacity_weight"] for row in town.rows["child"]}
    permits = {row["person_id"]: row["places"] for row in town.rows["permit"]}
    for person, contracts in by(town.rows["care_contract"], "person_id").items():
        for day in range(5):
            for minute in range(0, 1440, 15):
                present = sum(
                    weights[row["child_id"]]
                    for row in contracts
                    if day in slots(row)
                    and slots(row)[day][0] <= minute < slots(row)[day][1]
                )
                assert present <= permits[person]


def test_a_shared_setting_keeps_the_limit_of_the_land(herne):
    rooms = [row for row in herne.rows["place"] if row["kind"] == "shared_setting"]
    for room in rooms:
        children = [
            row
            for row in herne.rows["care_contract"]
            if row["place_id"] == room["code"]
        ]
        assert len(children) <= room["max_children"] == 9
    assert not [
        row
        for row in make_town(95, 1, "TH").rows["place"]
        if row["kind"] == "shared_setting"
    ]


def test_contacts_make_familiar_and_some_have_faded(herne):
    met = defaultdict(list)
    for row in herne.rows["contact"]:
        if row["kind"] != "settled":
            met[row["child_id"], row["person_id"]].append(row["day"])
    ages = {pair: (herne.monday - max(days)).days for pair, days in met.items()}
    assert all(age > 0 for age in ages.values())
    familiar = sum(
        sum((herne.monday - day).days <= 42 for day in days) >= 3
        for days in met.values()
    )
    faded = sum(age > 42 for age in ages.values())
    assert familiar / len(met) > 0.6
    assert 0.03 < faded / len(met) < 0.2


def test_some_proofs_run_out_soon_and_few_have(herne):
    days = [
        (row["expires_on"] - herne.monday).days
        for row in herne.rows["credential"]
        if row["expires_on"]
    ]
    assert 0.005 < sum(0 <= day <= 60 for day in days) / len(days) < 0.15
    assert 0 < sum(day < 0 for day in days) / len(days) < 0.05


def test_everything_lies_within_the_town(herne):
    centre = (51.54, 7.22)
    for noun in ("place", "child"):
        for row in herne.rows[noun]:
            assert kilometres((row["latitude"], row["longitude"]), centre) < 15


def test_dates_follow_the_monday():
    town = make_town(12, monday=date(2025, 3, 3))
    assert max(row["day"] for row in town.rows["contact"]) < date(2025, 3, 3)
    assert min(row["valid_from"] for row in town.rows["care_contract"]) >= date(
        2023, 8, 1
    )


@pytest.mark.parametrize(
    ("childminders", "land", "monday"),
    [
        (1, "NW", date(2026, 11, 2)),
        (5_001, "NW", date(2026, 11, 2)),
        (12, "XX", date(2026, 11, 2)),
        (12, "NW", date(2026, 11, 3)),
    ],
)
def test_a_town_that_cannot_be_is_refused(childminders, land, monday):
    with pytest.raises(InvalidInput) as refusal:
        make_town(childminders, 1, land, monday=monday)
    assert len(refusal.value.faults) == 1


@pytest.mark.slow
def test_a_town_of_eight_hundred_can_be_made():
    town = make_town(800)
    assert len(town.codes("person", "childminder")) == 800
    assert len(set(town.codes("child"))) == len(town.rows["child"])
