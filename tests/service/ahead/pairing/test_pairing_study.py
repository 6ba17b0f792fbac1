"""Season pairing from a stored town to teams, table, workbook and map."""

from datetime import date
from io import BytesIO
from uuid import uuid4
from xml.etree import ElementTree as ET

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from service.ahead.pairing.money import BudgetOrigin, season_money
from service.ahead.pairing.parameters import PairingParameters
from service.ahead.pairing.reading import read_season
from service.commands.common.pairing_text import pairing_lines
from service.db.tables.absences import Absence
from service.db.tables.cooperations import HeldPlaceBudget, TeamWish
from service.db.tables.people import Person
from service.domain.kinds import AbsenceClass, PersonKind, StudyKind, TeamStance
from service.errors import InvalidInput
from service.studies.maker import Wanted
from service.use_cases.export_study import export_picture, export_workbook
from service.use_cases.read_studies import read_study
from solver.pairing.problem import RefusalOrigin
from tests.benchmarks.weeks import imported
from tests.service.planning.run import counsellor
from tests.service.studies.run import studied

SVG = "{http://www.w3.org/2000/svg}"
FEW = {"draws": 1, "budget_euros": 30_000}


@pytest.fixture
def town(store):
    """Fourteen childminders; two of them announced a vacation of next year."""
    tenant_id, _ = imported(store, 14, 0, seed=4)
    with store.write(tenant_id) as session:
        minders = session.scalars(
            select(Person.id)
            .where(Person.kind == PersonKind.CHILDMINDER)
            .order_by(Person.code)
        ).all()
        for number, person in enumerate(minders):
            day = date(2027, 8, 2 + 7 * (number % 3))
            session.add(
                Absence(
                    person_id=person,
                    first_day=day,
                    last_day=day.replace(day=day.day + 4),
                    absence_class=AbsenceClass.PLANNED,
                    reported_at=store.clock.now(),
                )
            )
    return tenant_id


def read(store, tenant_id, **parameters):
    wanted = Wanted(PairingParameters(**parameters), None, store.clock.now())
    with store.read(tenant_id) as session:
        return read_season(session, wanted)


def test_a_study_tells_teams_in_a_table_a_workbook_and_a_map(store, town):
    actor = counsellor(town)
    study = studied(store, actor, StudyKind.PAIRING, FEW)
    view = read_study(store, actor, study).result
    assert view.teams
    assert view.people == len(view.alone) + sum(len(t.members) for t in view.teams)
    assert view.tiers[0].value == view.need_hours - view.covered_hours
    assert all(tier.proven for tier in view.tiers)
    assert 0 < view.covered_hours < view.need_hours
    assert view.cost_cents <= view.budget_cents
    text = "\n".join(pairing_lines(view, 100))
    assert max(map(len, text.splitlines())) <= 100
    for team in view.teams:
        assert team.members[0].name.split()[0] in text
    book = CalamineWorkbook.from_filelike(
        BytesIO(export_workbook(store, actor, study, named=True).content)
    )
    rows = book.get_sheet_by_name("Teams").to_python()
    assert [row[0] for row in rows if isinstance(row[0], float)] == [
        float(team.number) for team in view.teams
    ]
    (paid,) = (tier for tier in view.tiers if tier.unit == "cents")
    proofs = book.get_sheet_by_name("Beweis").to_python()
    (told,) = (row for row in proofs if row[0] == paid.title)
    assert told[1:3] == [paid.value / 100, paid.bound / 100]
    _well_formed_map(export_picture(store, actor, study, "", named=True), view)


def _well_formed_map(file, view):
    root = ET.fromstring(file.content)
    (described,) = root.iter(f"{SVG}desc")
    assert f"{len(view.teams)} Teams" in described.text
    circles = [title.text for title in root.iter(f"{SVG}title")]
    for team in view.teams:
        assert {member.name for member in team.members} <= set(circles)


def test_tandems_answer_why_not_and_a_file_without_names_tells_no_homes(store, town):
    actor = counsellor(town)
    study = studied(
        store,
        actor,
        StudyKind.PAIRING,
        {
            **FEW,
            "tandems_only": True,
            "together": ["T-001", "T-002"],
            "why": "T-003",
        },
    )
    content = export_picture(store, actor, study, "", named=False).content.decode()
    view = read_study(store, actor, study).result
    assert view.points
    assert view.method == "matching" or view.cost_cents
    assert view.together
    assert view.why
    assert "\n".join(pairing_lines(view, 10**6)).count(view.together[0]) == 1
    assert "--names" in content
    assert not any(member.name in content for t in view.teams for member in t.members)


def test_a_season_is_the_next_kita_year_with_its_absences_and_wishes(store, town):
    with store.write(town) as session:
        a, b, c, d = session.scalars(
            select(Person.id)
            .where(Person.kind == PersonKind.CHILDMINDER)
            .order_by(Person.code)
            .limit(4)
        )
        session.add(TeamWish(person_id=a, other_id=b, stance=TeamStance.WISHED))
        session.add(TeamWish(person_id=b, other_id=c, stance=TeamStance.REFUSED))
        session.add(TeamWish(person_id=c, other_id=d, stance=TeamStance.FORBIDDEN))
        session.add(TeamWish(person_id=d, other_id=d, stance=TeamStance.WISHED))
    found = read(store, town)
    codes = found.pseudonyms.persons
    assert found.problem.wishes == ((codes[a], codes[b]),)
    assert {(r.one, r.other): r.origin for r in found.problem.refused} == {
        (codes[b], codes[c]): RefusalOrigin.PERSON,
        (codes[c], codes[d]): RefusalOrigin.COUNSELLOR,
    }

    _is_next_kita_year(found.problem)
    free = read(store, town, free_places_stay=True).problem
    assert {p.holdable for p in free.childminders.values()} == {0}


def _is_next_kita_year(found):
    assert date.fromordinal(found.first_day) == date(2027, 8, 1)
    assert date.fromordinal(found.last_day) == date(2028, 7, 31)
    away = {len(person.announced) for person in found.childminders.values()}
    assert away == {5}
    assert date(2027, 10, 3).toordinal() in found.closed
    assert {p.kept_free for p in found.childminders.values()} == {0}


def test_the_stored_budget_of_the_year_is_taken_where_none_is_asked(store, town):
    assert read(store, town).budget_origin is BudgetOrigin.NONE
    with store.write(town) as session:
        session.add(HeldPlaceBudget(year=2026, budget_cents=1))
        session.add(
            HeldPlaceBudget(year=2027, budget_cents=900_000, held_place_cents=180_000)
        )
    found = read(store, town)
    assert found.budget_origin is BudgetOrigin.STORED
    assert found.problem.budget_cents == 900_000
    people = found.problem.childminders.values()
    assert {p.held_place_cents for p in people} == {180_000}
    asked = read(store, town, budget_euros=0, held_place_euros=3_000)
    assert asked.budget_origin is BudgetOrigin.ASKED
    assert asked.problem.budget_cents == 0
    people = asked.problem.childminders.values()
    assert {p.held_place_cents for p in people} == {300_000}
    with store.read(town) as session:
        area = season_money(session, PairingParameters(), 2027, uuid4())
    assert (area.budget_cents, area.origin) == (0, BudgetOrigin.OF_THE_WHOLE)


REFUSED = (
    ({"year": 2026}, "2027 bis 2029"),
    ({"year": 2030}, "2027 bis 2029"),
    ({"draws": 0}, "draws"),
    ({"way_minutes": 61}, "way_minutes"),
    ({"together": ["T-001"]}, "zwei verschiedenen"),
    ({"why": "X-1"}, "niemand"),
)


def test_what_cannot_be_planned_is_refused_when_asked(store, town):
    for parameters, words in REFUSED:
        with pytest.raises(InvalidInput) as told:
            studied(store, counsellor(town), StudyKind.PAIRING, parameters)
        assert words in str(told.value)
