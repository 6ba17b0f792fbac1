"""Stored all or nothing; again changes nothing; a changed file changes what it says."""

from uuid import uuid4

import pytest
from sqlalchemy import func, select

from service.db.audit_trail import verify
from service.db.tables.absences import Absence
from service.db.tables.audit import AuditDetail, AuditEvent
from service.db.tables.availability import AvailabilitySlot
from service.db.tables.children import Child, ChildIdentity, Guardianship
from service.db.tables.contracts import CareContract, ContractSlot
from service.db.tables.imports import ImportRun
from service.db.tables.people import Person
from service.db.tables.places import Place
from service.doctor import doctor
from service.domain.actor import system_actor
from service.domain.kinds import CoordinatesSource, ImportState
from service.errors import ImportRefused, NotFound
from service.towns.make import make_town
from service.towns.workbook import town_sheets, write_workbook
from service.use_cases.check_import import check_import, check_sheets
from service.use_cases.store_import import (
    store_checked_import,
    store_import,
    store_sheets,
)
from tests.service.imports.build import (
    CHILDREN,
    CONTRACTS,
    PEOPLE,
    PLACES,
    SMALL,
    raw,
    sheets,
    workbook,
)
from tests.tenants import make_tenant


@pytest.fixture
def keep(store, tenant):
    return lambda tables: store_sheets(store, system_actor(tenant.id), tables, "x.xlsx")


@pytest.fixture
def check(store, tenant):
    return lambda tables: check_sheets(store, system_actor(tenant.id), tables, "x.xlsx")


def rows_of(store, tenant, table):
    with store.read(tenant.id) as session:
        return session.scalars(select(table).order_by(table.id)).all()


def versions(store, tenant):
    tables = (Place, Person, Child, CareContract, ContractSlot, AuditEvent, ImportRun)
    return {
        table.__tablename__: [
            (row.id, row.version) for row in rows_of(store, tenant, table)
        ]
        for table in tables
    }


def change_of(report, noun):
    (item,) = (item for item in report.differences if item.noun == noun)
    return item


def test_a_town_is_stored_on_both_databases(any_store, any_tenant):
    actor = system_actor(any_tenant.id)
    tables = town_sheets(make_town(12))
    report = store_sheets(any_store, actor, tables, "Ort")
    assert report.stored
    again = store_sheets(any_store, actor, tables, "Ort")
    assert not again.changes_something
    assert not again.stored
    with any_store.read(any_tenant.id) as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 15
        assert verify(session) is None
    assert doctor(any_store) == ()


def test_a_second_import_of_the_same_file_changes_nothing(keep, store, tenant):
    assert keep(sheets()).stored
    before = versions(store, tenant)
    report = keep(sheets())
    assert not report.stored
    assert not report.changes_something
    assert versions(store, tenant) == before
    assert "nichts ist anders" in report.summary


@pytest.mark.slow
def test_five_thousand_rows_are_stored_once(store, tenant, tmp_path):
    path = tmp_path / "ort.xlsx"
    write_workbook(make_town(95), path)
    actor = system_actor(tenant.id)
    assert store_import(store, actor, path, path.name).row_count >= 5_000
    assert not check_import(store, actor, path, path.name).changes_something


def test_a_changed_file_shows_what_it_would_change_then_changes_it(
    keep, check, store, tenant
):
    keep(sheets())
    people = [PEOPLE[0], ("T-1", "KTPP", "Anja", "Rosental", "R-1"), PEOPLE[2]]
    contract = (*CONTRACTS[1][:5], "7", "8-15")
    changed = sheets(Personen=people, Verträge=[CONTRACTS[0], contract])
    report = check(changed)
    (person,) = change_of(report, "person").changed
    assert person.label == "T-1"
    assert [(f.heading, f.old, f.new) for f in person.fields] == [
        ("Nachname", "Mohnhagen", "Rosental")
    ]
    (item,) = change_of(report, "care_contract").changed
    assert [(f.heading, f.old, f.new) for f in item.fields] == [
        ("Wochenstunden", "6", "7"),
        ("Zeiten", "Mo 08:00-14:00", "Mo 08:00-15:00"),
    ]
    assert rows_of(store, tenant, Person)[0].version == 1
    keep(changed)
    with store.read(tenant.id) as session:
        stored = session.scalars(select(Person).where(Person.code == "T-1")).one()
        assert (stored.family_name, stored.sort_key) == ("Rosental", "rosental anja")
        assert stored.version == 2
        assert session.scalars(select(ContractSlot)).one().end_minute == 15 * 60
        other = session.scalars(select(Person).where(Person.code == "T-2")).one()
        assert other.version == 1
    assert not check(changed).changes_something


def test_a_contract_keeps_its_other_times(keep, store, tenant):
    heading = (*CONTRACTS[0], "Di")
    keep(sheets(Verträge=[heading, (*CONTRACTS[1], "8-14")]))
    before = {slot.weekday: slot.id for slot in rows_of(store, tenant, ContractSlot)}
    keep(sheets(Verträge=[heading, (*CONTRACTS[1], "8-15")]))
    after = {slot.weekday: slot.id for slot in rows_of(store, tenant, ContractSlot)}
    assert after[0] == before[0]
    assert after[1] != before[1]
    (contract,) = rows_of(store, tenant, CareContract)
    assert contract.version == 2


def test_what_is_not_in_the_file_stays_and_is_reported(keep, store, tenant):
    keep(sheets())
    fewer = [raw("Kinder", CHILDREN[:2])]
    report = keep(fewer)
    assert change_of(report, "child").missing == ("K-2",)
    assert [item.noun for item in report.differences] == ["child"]
    assert len(rows_of(store, tenant, Child)) == 2


def test_a_heading_that_is_missing_leaves_its_field_alone(keep, store, tenant):
    heading = (*PEOPLE[0], "Telefon")
    keep(sheets(Personen=[heading, (*PEOPLE[1], "030 23125 001"), (*PEOPLE[2], "")]))
    keep(sheets())
    assert {row.phone for row in rows_of(store, tenant, Person)} == {
        "030 23125 001",
        "",
    }


def test_a_blank_cell_empties_its_field(keep, store, tenant):
    heading = (*PEOPLE[0], "Telefon")
    keep(sheets(Personen=[heading, (*PEOPLE[1], "030 23125 001"), (*PEOPLE[2], "")]))
    keep(sheets(Personen=[heading, (*PEOPLE[1], "–"), (*PEOPLE[2], "")]))
    assert {row.phone for row in rows_of(store, tenant, Person)} == {""}


def test_given_coordinates_are_not_overwritten_by_the_postcode(keep, store, tenant):
    heading = (*PLACES[0], "Breitengrad", "Längengrad")
    keep(sheets(Räume=[heading, (*PLACES[1], "51,54", "7,21")]))
    report = keep(sheets())
    assert not report.changes_something
    (place,) = rows_of(store, tenant, Place)
    assert (place.latitude, place.longitude) == (51.54, 7.21)
    assert place.coordinates_source is CoordinatesSource.GIVEN
    keep(sheets(Räume=[PLACES[0], ("R-1", "eigener Haushalt", "59269")]))
    (place,) = rows_of(store, tenant, Place)
    assert place.coordinates_source is CoordinatesSource.POSTCODE
    assert place.latitude != 51.54


def test_one_fault_and_nothing_is_stored(keep, store, tenant):
    with pytest.raises(ImportRefused) as refusal:
        keep(sheets(Kinder=[*CHILDREN, ("K-3", "gestern", "44623")]))
    assert [fault.code for fault in refusal.value.faults] == ["date"]
    assert rows_of(store, tenant, Place) == []
    assert rows_of(store, tenant, AuditEvent) == []
    assert rows_of(store, tenant, ImportRun) == []


def test_the_audit_trail_has_one_entry_with_numbers_only(keep, store, tenant):
    names = raw(
        "Namen", [("Kind", "Vorname", "Nachname"), ("K-1", "Ida", "Geheimnis-Kanari")]
    )
    report = keep([*sheets(), names])
    (event,) = rows_of(store, tenant, AuditEvent)
    assert event.action == "store_import"
    assert event.subject_id == str(report.run_id)
    (detail,) = rows_of(store, tenant, AuditDetail)
    (run,) = rows_of(store, tenant, ImportRun)
    kept = str(detail.detail) + str(run.changes) + str(run.faults) + str(run.source)
    assert "Kanari" not in kept
    assert run.changes["child_identity"]["new"] == 1
    assert run.source is None


def test_a_withdrawn_absence_does_not_come_back(keep, store, tenant):
    table = raw(
        "Abwesenheiten",
        [
            ("Person", "von", "bis", "Art"),
            ("T-1", "02.11.2026", "03.11.2026", "kurzfristig"),
        ],
    )
    keep([*sheets(), table])
    with store.write(tenant.id) as session:
        absence = session.scalars(select(Absence)).one()
        assert absence.reported_at == store.clock.now()
        absence.withdrawn_at = store.clock.now()
    report = keep([table])
    assert not report.changes_something
    assert len(rows_of(store, tenant, Absence)) == 1


def test_times_of_a_person_are_replaced_as_a_whole(keep, store, tenant):
    heading = ("Person", "Wochentag", "von", "bis", "gültig von")
    keep(
        [*sheets(), raw("Verfügbarkeit", [heading, ("T-1", "Mo-Fr", 8, 14, "1.8.26")])]
    )
    report = keep(
        [
            raw(
                "Verfügbarkeit",
                [
                    heading,
                    ("T-1", "Mo-Do", 8, 14, "1.8.26"),
                    ("", "Fr", 8, 12, ""),
                ],
            )
        ]
    )
    (item,) = change_of(report, "availability").changed
    assert item.label == "T-1 · 01.08.2026"
    slots = rows_of(store, tenant, AvailabilitySlot)
    assert sorted((slot.weekday, slot.end_minute) for slot in slots) == [
        *((day, 14 * 60) for day in range(4)),
        (4, 12 * 60),
    ]


def test_names_and_custody_are_stored_apart(keep, store, tenant):
    custody = [
        ("Kürzel", "Vorname", "Nachname", "Kinder"),
        ("S-1", "Ole", "Mohn", "K-1, K-2"),
    ]
    names = [("Kind", "Vorname", "Nachname"), ("K-1", "Ida", "Mohn")]
    keep([*sheets(), raw("Sorgeberechtigte", custody), raw("Namen", names)])
    assert len(rows_of(store, tenant, Guardianship)) == 2
    assert [row.given_name for row in rows_of(store, tenant, ChildIdentity)] == ["Ida"]


def test_a_checked_file_waits_to_be_stored(store, tenant):
    actor = system_actor(tenant.id)
    report = check_import(store, actor, workbook(SMALL), "ort.xlsx", keep=True)
    assert report.run_id is not None
    (run,) = rows_of(store, tenant, ImportRun)
    assert run.state is ImportState.CHECKED
    assert rows_of(store, tenant, Person) == []
    stored = store_checked_import(store, actor, report.run_id)
    assert stored.stored
    assert stored.digest == report.digest
    (run,) = rows_of(store, tenant, ImportRun)
    assert run.state is ImportState.STORED
    assert run.source is None
    with pytest.raises(NotFound):
        store_checked_import(store, actor, report.run_id)
    with pytest.raises(NotFound):
        store_checked_import(store, actor, uuid4())


def test_a_refused_file_is_remembered_without_its_bytes(store, tenant):
    actor = system_actor(tenant.id)
    content = workbook({"Kinder": [CHILDREN[0], ("K-1", "gestern", "")]})
    report = check_import(store, actor, content, "ort.xlsx", keep=True)
    (run,) = rows_of(store, tenant, ImportRun)
    assert run.state is ImportState.REFUSED
    assert run.source is None
    assert [fault["code"] for fault in run.faults] == ["date"]
    with pytest.raises(NotFound):
        store_checked_import(store, actor, report.run_id)


def test_files_of_all_kinds_store_the_same(store, tenant, tmp_path):
    actor = system_actor(tenant.id)
    assert store_import(store, actor, workbook(SMALL), "ort.xlsx").stored
    path = tmp_path / "ort.xlsx"
    path.write_bytes(workbook(SMALL))
    assert not store_import(store, actor, path, "ort.xlsx").changes_something


def test_tenants_do_not_see_each_other(store, tenant):
    other = make_tenant(store, "Kreis Anderswo")
    store_sheets(store, system_actor(tenant.id), sheets(), "x")
    report = store_sheets(store, system_actor(other.id), sheets(), "x")
    assert len(change_of(report, "person").new) == 2
    assert len(rows_of(store, other, Person)) == 2
    fewer = [raw("Personen", [PEOPLE[0], ("T-9", "KTPP", "Ina", "Grün", "")])]
    assert change_of(
        check_sheets(store, system_actor(other.id), fewer, "x"), "person"
    ).missing == (
        "T-1",
        "T-2",
    )
