"""The visits of some weeks as a workbook and a picture: whole, readable, nameless."""

import io
from datetime import timedelta
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from service.db.tables.contact_visits import ContactVisit
from service.db.tables.people import Person
from service.db.tables.relations import Contact
from service.domain.actor import system_actor
from service.domain.kinds import ContactKind, Role
from service.errors import InvalidInput, NotPermitted
from service.use_cases.answer_visit import AnswerVisit, confirm_visit
from service.use_cases.export_visits import (
    ExportVisits,
    export_visits_picture,
    export_visits_workbook,
)
from service.use_cases.log_visit import LogVisit, log_visit
from service.use_cases.plan_visits import plan_visits
from tests.service.ahead.visits.test_contact_visits import (
    TWO_WEEKS,
    a_cluster,
    as_person,
)
from tests.service.planning.build import MONDAY, Builder, built

SVG = "{http://www.w3.org/2000/svg}"
ASKED = ExportVisits(MONDAY, MONDAY + timedelta(days=20))


@pytest.fixture
def cluster(store, tenant):
    """Planned visits; the first host's children have met the floater twice."""
    found = built(store, tenant, a_cluster)
    with store.write(tenant.id) as session:
        for kid in found.kids[0]:
            for back in (7, 14):
                session.add(
                    Contact(
                        child_id=kid,
                        person_id=found.floater,
                        place_id=found.homes[0],
                        day=MONDAY - timedelta(days=back),
                        minutes=60,
                        kind=ContactKind.VISIT,
                    )
                )
    plan_visits(store, system_actor(tenant.id), TWO_WEEKS)
    return found


def opened(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def people(store, tenant) -> dict[object, Person]:
    with store.read(tenant.id) as session:
        return {each.id: each for each in session.scalars(select(Person))}


def test_the_workbook_counts_visits_hours_and_whom_children_know(
    store, tenant, cluster
):
    actor = system_actor(tenant.id)
    with store.read(tenant.id) as session:
        first = session.scalars(select(ContactVisit).order_by(ContactVisit.day)).first()
    store.clock.advance(days=(first.day - MONDAY).days)
    log_visit(store, actor, LogVisit(first.id, 150))
    found = opened(export_visits_workbook(store, actor, ASKED))
    assert list(found) == ["Erläuterung", "Paare", "Besuche", "Stunden", "Wochen"]
    pairs = {row[1]: row for row in found["Paare"][2:]}
    codes = {key: each.code for key, each in people(store, tenant).items()}
    known, new = (pairs[codes[host]] for host in cluster.hosts)
    # three visits make two children familiar; two met her before, nobody else
    assert known[3:8] == [1, MONDAY - timedelta(days=7), 2, 0, 2]
    assert new[3:8] == [1, "", 2, 0, 2]
    assert pairs[""][9:] == [6, timedelta(hours=18), 1, timedelta(hours=2, minutes=30)]
    assert len(found["Besuche"]) == 2 + 6
    assert found["Stunden"][2][:3] == [codes[cluster.floater], 2, 6]
    assert [row[1] for row in found["Wochen"][2:]] == [2, 2, 2]
    assert "vertraut sind vorher 0, nach allen Besuchen 4" in found["Erläuterung"][2][0]


@pytest.mark.usefixtures("cluster")
def test_the_picture_shows_every_visit_once_and_says_what_it_shows(store, tenant):
    actor = system_actor(tenant.id)
    with store.read(tenant.id) as session:
        rows = session.scalars(select(ContactVisit).order_by(ContactVisit.day)).all()
    confirm_visit(store, as_person(tenant, rows[1].host_id), AnswerVisit(rows[1].id))
    with store.write(tenant.id) as session:
        away = SimpleNamespace(id=rows[1].host_id)
        Builder(session).an_absence(away, rows[1].day, rows[1].day)
    drawing = export_visits_picture(store, actor, ASKED).decode()
    root = ET.fromstring(drawing)
    told = [each.text for each in root.iter(f"{SVG}title")][1:]
    assert len(told) == len(rows) == len(set(told))
    assert sum("bestätigt" in each for each in told) == 1
    # a confirmed visit stays in the calendar although somebody is away: it is marked
    assert sum("nicht da" in each for each in told) == 1
    assert "nicht da ist: 1;" in root.find(f"{SVG}desc").text
    numbers = [each.text for each in root.iter(f"{SVG}text") if "→" in each.text]
    # and nobody is met at it
    assert sorted(numbers) == ["0 → 0 von 2", "0 → 2 von 2"]


@pytest.mark.usefixtures("cluster")
def test_files_name_people_only_if_asked(store, tenant):
    actor = system_actor(tenant.id)
    named = ExportVisits(ASKED.first_day, ASKED.last_day, named=True)
    for asked, shown in ((ASKED, False), (named, True)):
        picture = export_visits_picture(store, actor, asked).decode()
        book = str(opened(export_visits_workbook(store, actor, asked)))
        assert ("Test " in picture, "Test " in book) == (shown, shown)


def test_two_of_one_name_are_two(store, tenant, cluster):
    actor = system_actor(tenant.id)
    asked = ExportVisits(ASKED.first_day, ASKED.last_day, named=True)

    def hosts_told() -> set[object]:
        rows = opened(export_visits_workbook(store, actor, asked))["Paare"][2:]
        return {row[1] for row in rows if row[1]}

    one, other = (people(store, tenant)[key] for key in cluster.hosts)
    name = f"{one.given_name} {one.family_name}"
    assert name in hosts_told()
    with store.write(tenant.id) as session:
        row = session.get_one(Person, (tenant.id, other.id))
        row.given_name, row.family_name = one.given_name, one.family_name
    assert hosts_told() == {f"{name} ({one.code})", f"{name} ({other.code})"}


def test_who_only_takes_part_gets_no_file_of_everybody(store, tenant, cluster):
    for role in (Role.SUBSTITUTE, Role.GUARDIAN):
        actor = as_person(tenant, cluster.floater, role)
        with pytest.raises(NotPermitted):
            export_visits_picture(store, actor, ASKED)
        with pytest.raises(NotPermitted):
            export_visits_workbook(store, actor, ASKED)


@pytest.mark.usefixtures("cluster")
@pytest.mark.parametrize("days", [-1, 84])
def test_days_out_of_range_are_refused(store, tenant, days):
    asked = ExportVisits(MONDAY, MONDAY + timedelta(days=days))
    with pytest.raises(InvalidInput, match="12 Wochen"):
        export_visits_picture(store, system_actor(tenant.id), asked)


def test_a_town_without_pairs_says_what_is_missing(store, tenant):
    with pytest.raises(InvalidInput, match="Kooperation"):
        export_visits_workbook(store, system_actor(tenant.id), ASKED)
