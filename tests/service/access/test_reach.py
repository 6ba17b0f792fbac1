"""Reach across several roles and nested areas."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from service.access import Action, load, may_plan_area, visible
from service.db.store import Store
from service.db.tables.children import Child, Guardian, Guardianship
from service.db.tables.people import Person
from service.db.tables.tenancy import Area, Tenant
from service.domain.actor import Actor
from service.domain.kinds import AreaKind, PersonKind, Role
from service.errors import NotFound, NotPermitted
from tests.tenants import make_tenant

TODAY = date(2026, 11, 2)


def an_area(session, parent: UUID | None = None) -> UUID:
    row = Area(id=uuid4(), kind=AreaKind.DISTRICT, name=str(uuid4()), parent_id=parent)
    session.add(row)
    session.flush()
    return row.id


def a_child(session, area: UUID | None) -> UUID:
    row = Child(
        id=uuid4(), code=str(uuid4()), birth_month=date(2024, 1, 1), area_id=area
    )
    session.add(row)
    session.flush()
    return row.id


@pytest.fixture
def tenant(any_store: Store) -> Tenant:
    return make_tenant(any_store)


def acting(tenant: Tenant, *roles: Role, **more) -> Actor:
    return Actor(
        user_id=uuid4(),
        tenant_id=tenant.id,
        roles=frozenset(roles),
        **{"today": TODAY, **more},
    )


def test_an_area_holds_everything_below_it(any_store: Store, tenant: Tenant) -> None:
    with any_store.write(tenant.id) as session:
        county = an_area(session)
        town = an_area(session, county)
        district = an_area(session, town)
        elsewhere = an_area(session)
        inside = {a_child(session, area) for area in (county, town, district)}
        a_child(session, elsewhere)
        a_child(session, None)
    actor = acting(tenant, Role.COUNSELLOR, area_ids=frozenset({county}))
    with any_store.read(tenant.id) as session:
        found = session.scalars(visible(actor, Child, Action.READ_CHILDREN))
        assert {row.id for row in found} == inside
        may_plan_area(session, actor, district, Action.PROPOSE)
        with pytest.raises(NotFound):
            may_plan_area(session, actor, elsewhere, Action.PROPOSE)
        with pytest.raises(NotPermitted):
            may_plan_area(session, actor, None, Action.PROPOSE)


def test_a_second_role_adds_reach_but_lends_no_rights(
    any_store: Store, tenant: Tenant
) -> None:
    """A counsellor's own child lives elsewhere: she may see it, not administer it."""
    with any_store.write(tenant.id) as session:
        area, elsewhere = an_area(session), an_area(session)
        cared, own = a_child(session, area), a_child(session, elsewhere)
        guardian = Guardian(id=uuid4(), code="S-1")
        session.add(guardian)
        session.flush()
        session.add(Guardianship(guardian_id=guardian.id, child_id=own))
    actor = acting(
        tenant,
        Role.COUNSELLOR,
        Role.GUARDIAN,
        area_ids=frozenset({area}),
        guardian_ids=frozenset({guardian.id}),
    )
    with any_store.read(tenant.id) as session:
        for child in (cared, own):
            assert load(session, actor, Child, child, Action.READ_CHILDREN)
        assert load(session, actor, Child, cared, Action.CHANGE_CHILDREN)
        with pytest.raises(NotFound):
            load(session, actor, Child, own, Action.CHANGE_CHILDREN)


def test_nobody_loads_out_of_another_tenant(any_store: Store, tenant: Tenant) -> None:
    with any_store.write(tenant.id) as session:
        row = Person(
            id=uuid4(),
            code="P-1",
            kind=PersonKind.CHILDMINDER,
            given_name="A",
            family_name="B",
            sort_key="b a",
        )
        session.add(row)
    actor = acting(tenant, Role.ADMINISTRATOR)
    with any_store.read(tenant.id) as session:
        assert load(session, actor, Person, row.id, Action.READ_PERSONS)
        with pytest.raises(NotFound):
            load(session, actor, Person, uuid4(), Action.READ_PERSONS)
    with any_store.read(uuid4()) as session, pytest.raises(NotFound):
        load(session, actor, Person, row.id, Action.READ_PERSONS)
