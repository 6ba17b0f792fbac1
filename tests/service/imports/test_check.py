"""All faults at once: where, what, what is expected; and what a file would change."""

import pytest

from service.domain.actor import Actor, system_actor
from service.domain.kinds import Role
from service.errors import NotPermitted
from service.use_cases.check_import import check_sheets
from service.use_cases.store_import import store_sheets
from tests.service.imports.build import (
    CHILDREN,
    CONTRACTS,
    PEOPLE,
    PLACES,
    SMALL,
    raw,
    sheets,
)

MODEL = ("Kürzel", "Modell", "Raum", "gültig von")
MEMBER = ("Kooperation", "Person", "Rolle")


@pytest.fixture
def check(store, tenant):
    return lambda tables: check_sheets(store, system_actor(tenant.id), tables, "x.xlsx")


def faults(report):
    return [(fault.sheet, fault.row, fault.code) for fault in report.faults]


def test_a_sound_file_has_no_fault(check):
    report = check(sheets())
    assert report.faults == ()
    assert report.is_sound
    assert report.row_count == 6
    assert {item.noun: len(item.new) for item in report.differences} == {
        "place": 1,
        "person": 2,
        "child": 2,
        "care_contract": 1,
    }


def test_a_fault_says_sheet_row_column_value_and_what_is_expected(check):
    rows = [PLACES[0], ("R-1", "eigener Haushalt", "44-23")]
    (fault,) = check(sheets(Räume=rows)).faults
    assert fault.sheet == "Räume"
    assert fault.row == 2
    assert fault.column == "PLZ"
    assert fault.value == "44-23"
    assert fault.expected == "Postleitzahl mit fünf Ziffern"
    assert fault.code == "postcode"


def test_faults_come_in_the_order_of_the_file(check):
    people = [
        PEOPLE[0],
        ("T-1", "KTPP", "", "Mohnhagen", "R-9"),
        (*PEOPLE[2][:4], "R-1"),
    ]
    places = [PLACES[0], ("R-1", "Kita", "x")]
    tables = [raw("Personen", people), raw("Räume", places)]
    assert faults(check(tables)) == [
        ("Personen", 2, "required"),
        ("Personen", 2, "unknown-reference"),
        ("Räume", 2, "postcode"),
    ]


def test_a_row_with_a_fault_is_still_known_to_others(check):
    people = [PEOPLE[0], ("T-1", "KTPP", "", "Mohnhagen", "R-1"), PEOPLE[2]]
    assert faults(check(sheets(Personen=people))) == [("Personen", 2, "required")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("T-1", "a", "b"), ("t-1", "c", "d")], "duplicate"),
        ([("T-1", "a", "b"), ("T-1", "a", "b")], "duplicate"),
        ([("T-1", "a", "b"), ("T-2", "a", "b")], None),
    ],
)
def test_codes_are_unique_whatever_their_case(check, rows, expected):
    table = [
        ("Kürzel", "Vorname", "Nachname", "Art"),
        *((*row, "KTPP") for row in rows),
    ]
    found = [fault.code for fault in check([raw("Personen", table)]).faults]
    assert found == ([expected] if expected else [])


def contracts(*rows):
    heading = ("Kürzel", "Kind", "Person", "Raum", "gültig von", "gültig bis")
    return [(*heading, "Wochenstunden", "Mo", "Di"), *rows]


FIRST = ("C-1", "K-1", "T-1", "R-1", "01.08.2026", "31.12.2026", 6, "8-14", "")


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (("01.08.2026", "", "8-14"), "contract-overlap"),
        (("01.08.2026", "", "13:59-15"), "contract-overlap"),
        (("01.08.2026", "", "14-15"), None),
        (("01.08.2026", "", "6-8"), None),
        (("01.08.2026", "", "6-8:01"), "contract-overlap"),
        (("31.12.2026", "", "8-14"), "contract-overlap"),
        (("01.01.2027", "", "8-14"), None),
        (("01.01.2026", "31.07.2026", "8-14"), None),
        (("01.01.2026", "01.08.2026", "9-10"), "contract-overlap"),
    ],
)
def test_a_child_is_never_in_two_places_at_once(check, second, expected):
    begin, end, times = second
    rows = contracts(FIRST, ("C-2", "K-1", "T-2", "R-1", begin, end, 6, times, ""))
    found = [fault.code for fault in check(sheets(Verträge=rows)).faults]
    assert found == ([expected] if expected else [])


def test_a_contract_without_a_childminder_is_refused(check):
    rows = contracts(("C-1", "K-1", "", "R-1", "01.08.2026", "", 6, "8-14", ""))
    (fault,) = check(sheets(Verträge=rows)).faults
    assert (fault.column, fault.code) == ("Person", "required")


def test_a_contract_without_times_is_refused(check):
    rows = contracts(("C-1", "K-1", "T-1", "R-1", "01.08.2026", "", 6, "", ""))
    assert faults(check(sheets(Verträge=rows))) == [("Verträge", 2, "no-times")]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("01.01.2026", "31.07.2026"), ("01.08.2026", "31.07.2031"), None),
        (("01.01.2026", "31.07.2026"), ("31.07.2026", "31.07.2031"), "permit-overlap"),
    ],
)
def test_permits_of_one_person_follow_one_another(check, first, second, expected):
    rows = [
        ("Person", "Plätze", "gültig von", "gültig bis"),
        ("T-1", 5, *first),
        ("", 4, *second),
    ]
    found = [fault.code for fault in check(sheets(Erlaubnisse=rows)).faults]
    assert found == ([expected] if expected else [])


def test_an_open_absence_leaves_no_room_for_another(check):
    rows = [("Person", "von", "bis", "Art"), ("T-1", "02.11.2026", "", "geplant")]
    assert check(sheets(Abwesenheiten=rows)).is_sound
    rows.append(("T-1", "01.12.2026", "02.12.2026", "geplant"))
    assert faults(check(sheets(Abwesenheiten=rows))) == [
        ("Abwesenheiten", 3, "absence-overlap")
    ]


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([("Z-1", "T-1", "beides"), ("Z-1", "T-2", "beides")], []),
        ([("Z-1", "T-1", "beides")], ["members"]),
        ([("Z-1", "T-1", "Mitglied"), ("", "T-2", "Mitglied")], ["nobody-substitutes"]),
        ([("Z-1", "T-1", "beides"), ("Z-1", "T-2", "oft")], ["choice"]),
        (
            [("Z-1", "T-1", "beides"), ("Z-1", "T-1", "beides")],
            ["duplicate", "members"],
        ),
    ],
)
def test_members_make_a_tandem_possible(check, members, expected):
    tables = sheets(
        Kooperationen=[MODEL, ("Z-1", "Tandem", "", "01.08.2026")],
        Mitglieder=[MEMBER, *members],
    )
    assert sorted(fault.code for fault in check(tables).faults) == sorted(expected)


def test_a_base_has_a_place(check):
    tables = sheets(
        Kooperationen=[
            MODEL,
            ("Z-1", "Stützpunkt", "R-1", "01.08.2026"),
            ("Z-2", "Stützpunkt", "", "01.08.2026"),
        ]
    )
    assert faults(check(tables)) == [("Kooperationen", 3, "place-required")]


def test_a_fixed_substitute_stands_in_in_that_cooperation(check):
    designated = ("Kooperation", "Kind", "Person", "gültig von")
    tables = sheets(
        Kooperationen=[MODEL, ("Z-1", "Vertretungskraft", "", "01.08.2026")],
        Mitglieder=[MEMBER, ("Z-1", "T-1", "Mitglied"), ("Z-1", "T-2", "vertritt")],
    )
    sound = raw("Feste Vertretungen", [designated, ("Z-1", "K-1", "T-2", "01.08.2026")])
    assert check([*tables, sound]).is_sound
    wrong = raw("Feste Vertretungen", [designated, ("Z-1", "K-1", "T-1", "01.08.2026")])
    assert [fault.code for fault in check([*tables, wrong]).faults] == ["not-a-member"]


def test_areas_lie_in_higher_ones(check):
    heading = ("Name", "Art", "gehört zu")
    circle = [heading, ("A", "Bezirk", "B"), ("B", "Bezirk", "A")]
    assert {f.code for f in check([raw("Orte", circle)]).faults} == {"area-order"}
    sound = [heading, ("B", "Bezirk", "A"), ("A", "Gemeinde", "K"), ("K", "Kreis", "")]
    assert check([raw("Orte", sound)]).is_sound


def test_references_reach_what_is_stored(check, store, tenant):
    contract = raw("Verträge", CONTRACTS)
    assert {f.code for f in check([contract]).faults} == {"unknown-reference"}
    others = [raw(name, SMALL[name]) for name in ("Räume", "Personen", "Kinder")]
    store_sheets(store, system_actor(tenant.id), others, "x")
    assert check([contract]).is_sound


def test_hints_do_not_keep_a_file_from_being_stored(check):
    rows = contracts((*FIRST[:6], 8, "8-14", ""))
    permits = [
        ("Person", "Plätze", "gültig von", "gültig bis"),
        ("T-1", 5, "01.08.2020", "01.11.2026"),
    ]
    report = check(sheets(Verträge=rows, Erlaubnisse=permits))
    assert report.is_sound
    assert {notice.code for notice in report.notices} == {
        "hours-differ",
        "expired",
        "no-permit",
        "no-contract",
    }


def test_coordinates_are_given_or_those_of_the_postcode(check):
    heading = ("Kürzel", "Geburtsmonat", "PLZ", "Breitengrad", "Längengrad")
    rows = [
        heading,
        ("K-1", "03.2025", "44623", "51,54", "7,21"),
        ("K-2", "03.2025", "44623", "", ""),
        ("K-3", "03.2025", "", "", ""),
        ("K-4", "03.2025", "44623", "48,1", "11,6"),
    ]
    report = check([raw("Kinder", rows)])
    assert [(n.row, n.code) for n in report.notices] == [
        (4, "no-location"),
        (5, "far-from-postcode"),
    ]


def test_too_many_faults_are_counted_but_not_all_listed(check):
    rows = [CHILDREN[0], *((f"K-{n}", "gestern", "x") for n in range(3_000))]
    report = check([raw("Kinder", rows)])
    assert report.fault_count == 6_000
    assert len(report.faults) == 5_000
    assert "6000 Fehler" in report.summary


def test_who_may_not_import_may_not_look_either(store, tenant):
    actor = Actor(None, tenant.id, frozenset({Role.CHILDMINDER}))
    with pytest.raises(NotPermitted):
        check_sheets(store, actor, sheets(), "x")
    with pytest.raises(NotPermitted):
        store_sheets(store, actor, sheets(), "x")


def test_every_report_can_be_written_as_json(check):
    report = check(sheets(Räume=[PLACES[0], ("R-1", "Kita", "x")]))
    document = report.as_json()
    assert document["faults"][0]["code"] == "postcode"
    assert document["is_sound"] is False
    assert document["differences"][1]["noun"] == "person"
