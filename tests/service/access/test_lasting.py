"""Access that a contract or an assignment gives ends soon after it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from service.access import Action, visible
from service.access.lasting import (
    ASSIGNMENT_DAYS_AFTER,
    CONTRACT_DAYS_AFTER,
    CONTRACT_DAYS_BEFORE,
)
from service.db.base import TenantTable
from service.db.store import Store
from service.db.tables.absences import Absence
from service.db.tables.children import Child, ChildIdentity, Guardian
from service.db.tables.contracts import CareContract
from service.db.tables.people import Person
from service.db.tables.places import Place
from service.db.tables.publications import Assignment
from service.db.tables.tenancy import Area
from service.domain.actor import Actor
from service.domain.kinds import AreaKind, Role
from service.domain.page import PageRequest
from service.nouns.catalogue import NOUNS
from service.nouns.read import list_nouns, read_noun
from tests.api.rows import rows_around
from tests.api.world import World, plan
from tests.tenants import make_tenant

TODAY = date(2026, 11, 2)
DAY = timedelta(days=1)


@dataclass
class Family:
    """One child, its childminder, its guardian, and who stands in."""

    store: Store
    tenant_id: UUID
    ids: dict[str, UUID]
    substitute: UUID

    def actor(self, role: Role, *more: Role, today: date = TODAY) -> Actor:
        person = self.substitute if role is Role.SUBSTITUTE else self.ids["persons"]
        return Actor(
            uuid4(),
            self.tenant_id,
            frozenset({role, *more}),
            person_ids=frozenset({person}),
            guardian_ids=frozenset({self.ids["guardians"]}),
            today=today,
        )

    def change(self, table: type[TenantTable], **values: object) -> None:
        with self.store.write(self.tenant_id) as session:
            session.execute(update(table).values(**values))

    def reached(self, actor: Actor, table: type[TenantTable], action: Action) -> int:
        with self.store.read(self.tenant_id) as session:
            return len(session.scalars(visible(actor, table, action)).all())


@pytest.fixture
def family(any_store: Store) -> Family:
    tenant = make_tenant(any_store)
    with any_store.write(tenant.id) as session:
        area = Area(id=uuid4(), kind=AreaKind.DISTRICT, name="Nord")
        session.add(area)
        session.flush()
        rows = rows_around("own", area.id, any_store.clock.now())
        for row in rows.values():
            session.add(row)
            session.flush()
        ids = {path: row.id for path, row in rows.items()}
        substitute = Person(
            id=uuid4(),
            code="F-1",
            kind=rows["persons"].kind,
            given_name="Finn",
            family_name="Springer",
            sort_key="springer finn",
        )
        session.add(substitute)
        session.flush()
        world = World(
            None,
            any_store,
            tenant,
            tenant,
            {"own": ids | {"areas": area.id}, "substitute": {"persons": substitute.id}},
        )
        plan(world, session, "own", 1)
    return Family(any_store, tenant.id, world.ids["own"], substitute.id)


def without_assignment(family: Family) -> None:
    family.change(Assignment, day=TODAY - timedelta(days=400))


CONTRACT_GIVES = [
    (Role.CHILDMINDER, Child, Action.READ_CHILDREN),
    (Role.CHILDMINDER, ChildIdentity, Action.READ_IDENTITIES),
    (Role.CHILDMINDER, Guardian, Action.READ_GUARDIANS),
    (Role.GUARDIAN, Person, Action.READ_PERSONS),
    (Role.GUARDIAN, Place, Action.READ_PLACES),
    (Role.GUARDIAN, Absence, Action.READ_ABSENCES),
]


@pytest.mark.parametrize(("role", "table", "action"), CONTRACT_GIVES)
def test_access_ends_days_after_the_contract(family, role, table, action):
    without_assignment(family)
    last = TODAY - timedelta(days=CONTRACT_DAYS_AFTER)
    actor = family.actor(role)
    for until, reached in ((None, 1), (last + DAY, 1), (last, 1), (last - DAY, 0)):
        family.change(
            CareContract, valid_from=TODAY - timedelta(days=90), valid_until=until
        )
        assert family.reached(actor, table, action) == reached, until


@pytest.mark.parametrize(("role", "table", "action"), CONTRACT_GIVES)
def test_access_begins_days_before_the_contract(family, role, table, action):
    without_assignment(family)
    first = TODAY + timedelta(days=CONTRACT_DAYS_BEFORE)
    for begins, reached in ((first - DAY, 1), (first, 1), (first + DAY, 0)):
        family.change(CareContract, valid_from=begins, valid_until=None)
        assert family.reached(family.actor(role), table, action) == reached, begins


@pytest.mark.parametrize(
    ("table", "action"),
    [
        (Child, Action.READ_CHILDREN),
        (ChildIdentity, Action.READ_IDENTITIES),
        (Guardian, Action.READ_GUARDIANS),
        (Place, Action.READ_PLACES),
    ],
)
def test_a_substitute_reaches_a_child_until_days_after_the_covered_day(
    family, table, action
):
    actor = family.actor(Role.SUBSTITUTE)
    last = TODAY - timedelta(days=ASSIGNMENT_DAYS_AFTER)
    for day, reached in ((TODAY + 90 * DAY, 1), (last, 1), (last - DAY, 0)):
        family.change(Assignment, day=day)
        assert family.reached(actor, table, action) == reached, day


def test_a_guardian_reaches_the_substitute_until_days_after_the_covered_day(family):
    family.change(CareContract, valid_until=TODAY, valid_from=TODAY - 90 * DAY)
    actor = family.actor(Role.GUARDIAN)
    last = TODAY - timedelta(days=ASSIGNMENT_DAYS_AFTER)
    for day, reached in ((last, 2), (last - DAY, 1)):
        family.change(Assignment, day=day)
        assert family.reached(actor, Person, Action.READ_PERSONS) == reached, day


def test_nothing_is_reached_without_knowing_the_day(family):
    actor = replace(family.actor(Role.CHILDMINDER), today=None)
    with pytest.raises(ValueError, match="day"):
        visible(actor, Child, Action.READ_CHILDREN)


HOME = {"latitude", "longitude", "postcode", "household", "max_extra_way_minutes"}


@pytest.mark.parametrize(
    ("roles", "told"),
    [
        ((Role.ADMINISTRATOR,), True),
        ((Role.COUNSELLOR,), True),
        ((Role.GUARDIAN,), True),
        ((Role.SUBSTITUTE,), False),
        ((Role.CHILDMINDER,), False),
    ],
)
def test_where_a_child_lives_is_told_to_its_family_and_those_who_plan(
    family, roles, told
):
    assert_home(family, family.actor(*roles), told=told)


def test_a_substitute_with_a_child_of_her_own_reads_no_other_home(family):
    """The role of a guardian tells of her own child, not of those she stands in for."""
    parent = family.actor(Role.SUBSTITUTE, Role.GUARDIAN)
    assert_home(family, parent, told=True)
    assert_home(family, replace(parent, guardian_ids=frozenset({uuid4()})), told=False)


def assert_home(family: Family, actor: Actor, *, told: bool) -> None:
    (noun,) = [noun for noun in NOUNS if noun.path == "children"]
    one = read_noun(family.store, actor, noun, family.ids["children"])
    (listed,) = list_nouns(family.store, actor, noun, PageRequest(1, 10), {}).items
    for shown in (one, listed):
        assert shown.values["code"] == "K-own"
        assert set(shown.values) & HOME == (HOME if told else set())
