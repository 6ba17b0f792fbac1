"""Districts: rows of their own, and what a counsellor bound to one reads."""

from types import SimpleNamespace

import pytest

from service.db.tables.tenancy import Area
from service.domain.actor import Actor
from service.domain.kinds import AreaKind, MemberRole, Model, Role
from service.errors import NotPermitted
from service.use_cases.read_coverage import read_coverage
from service.use_cases.read_statements import read_statements
from tests.service.planning.build import MONDAY, Builder
from tests.service.planning.run import counsellor
from tests.service.reports.conftest import AFTERWARDS, NOVEMBER

DAY = 7 * 60


@pytest.fixture
def districts(store, tenant):
    """Three absent with four children in Nord, three with three in Süd, one in West."""
    with store.write(tenant.id) as session:
        build = Builder(session)
        city = build._add(Area(kind=AreaKind.MUNICIPALITY, name="Herne"))
        areas = {
            name: build._add(
                Area(kind=AreaKind.DISTRICT, name=name, parent_id=city.id)
            ).id
            for name in ("Nord", "Süd", "West")
        }
        for name, minders in (("Nord", 3), ("Süd", 3), ("West", 1)):
            for number in range(minders):
                place = build.a_place(area_id=areas[name])
                minder = build.a_person(home=place, area_id=areas[name])
                for _ in range(2 if (name, number) == ("Nord", 0) else 1):
                    build.a_contract(build.a_child(area_id=areas[name]), minder)
                build.an_absence(minder)
                floater = build.a_person(area_id=areas[name])
                build.a_floater_for(minder, floater)
                if name == "Süd":
                    build.a_tandem(minder, floater)
        areas["Herne"] = city.id
    store.clock.set(AFTERWARDS)
    return SimpleNamespace(tenant_id=tenant.id, areas=areas)


def bound(case, *names):
    return Actor(
        user_id=None,
        tenant_id=case.tenant_id,
        roles=frozenset({Role.COUNSELLOR}),
        area_ids=frozenset(case.areas[name] for name in names),
    )


def rows(lines):
    return {line.title: line.figures.wanted_minutes for line in lines}


def test_one_small_district_hides_behind_the_next(store, districts):
    found = read_coverage(store, counsellor(districts.tenant_id), NOVEMBER)
    assert found.total.wanted_minutes == 8 * DAY
    assert rows(found.by_area) == {
        "Nord": 4 * DAY,
        "kleine Zahlen, zusammengefasst": 4 * DAY,
    }
    assert found.by_area[-1].response.calls == 4
    assert found.response.calls == 7


def test_by_the_model_that_was_agreed(store, districts):
    found = read_coverage(store, counsellor(districts.tenant_id), NOVEMBER)
    assert rows(found.by_model) == {
        "Vertretungskraft": 5 * DAY,
        "mehrere Modelle": 3 * DAY,
    }
    # One who is away has two children: two days of care, one call.
    calls = {line.title: line.response.calls for line in found.by_model}
    assert calls == {"Vertretungskraft": 4, "mehrere Modelle": 3}
    assert sum(calls.values()) == found.response.calls


def test_without_an_agreement(store, tenant):
    with store.write(tenant.id) as session:
        build = Builder(session)
        for role in (None, MemberRole.SUBSTITUTE, MemberRole.BOTH):
            for _ in range(3):
                minder = build.a_childminder()
                build.a_contract(build.a_child(), minder)
                build.an_absence(minder)
                if role:
                    build.a_cooperation(Model.GROUP, [(minder, role)])
    store.clock.set(AFTERWARDS)
    found = read_coverage(store, counsellor(tenant.id), NOVEMBER)
    assert rows(found.by_model) == {
        "Vertretungsverbund": 3 * DAY,
        "ohne Vereinbarung": 6 * DAY,
    }
    assert rows(found.by_area) == {"ohne Gebiet": 9 * DAY}


@pytest.mark.parametrize(
    ("names", "wanted", "calls"),
    [
        (("Nord",), 4, 3),
        (("West",), 1, 1),
        (("Nord", "West"), 5, 4),
        (("Herne",), 8, 7),
    ],
)
def test_a_counsellor_reads_of_her_districts(store, districts, names, wanted, calls):
    found = read_coverage(store, bound(districts, *names), NOVEMBER)
    assert found.total.wanted_minutes == wanted * DAY
    assert found.response.calls == calls


def test_a_counsellor_reads_statements_of_her_districts(store, districts):
    with store.write(districts.tenant_id) as session:
        build = Builder(session, prefix="z")
        for name in ("Nord", "Süd"):
            person = build.a_person(area_id=districts.areas[name])
            child = build.a_child()
            build.a_contact(child, person, MONDAY)
    own = read_statements(store, bound(districts, "Nord"), NOVEMBER)
    assert len(own.statements) == 1
    whole = read_statements(store, counsellor(districts.tenant_id), NOVEMBER)
    assert len(whole.statements) == 2


@pytest.mark.parametrize(
    "role",
    [
        *(Role.CHILDMINDER, Role.SUBSTITUTE, Role.GUARDIAN),
        *(Role.COORDINATOR, Role.OPERATOR),
    ],
)
def test_coverage_is_for_those_who_plan(store, districts, role):
    actor = Actor(user_id=None, tenant_id=districts.tenant_id, roles=frozenset({role}))
    with pytest.raises(NotPermitted):
        read_coverage(store, actor, NOVEMBER)
