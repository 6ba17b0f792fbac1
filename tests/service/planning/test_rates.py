"""Rates stored with persons and cooperations decide between equally good plans."""

import pytest
from sqlalchemy import select

from service.db.tables.cooperations import CooperationMember
from service.db.tables.people import Person
from service.db.tables.planning import Proposal
from service.planning.blobs import unpack_plan, unpack_problem
from tests.service.planning.build import MONDAY, Builder
from tests.service.planning.run import counsellor, propose


def a_town(store, tenant):
    """Anna is away; Birte and Carla next door to each other are equally good."""
    with store.write(tenant.id) as session:
        build = Builder(session)
        anna, birte, carla = (build.a_childminder() for _ in range(3))
        build.a_tandem(anna, birte, carla)
        child = build.a_child()
        build.a_contract(child, anna)
        for person in (birte, carla):
            build.they_know_each_other(child, person)
        build.an_absence(anna)
        return birte.id, carla.id


def planned(store, tenant):
    """The problem, and what the cost tier of the plan says of it, if there is one."""
    proposal = propose(store, counsellor(tenant.id), MONDAY, MONDAY)
    with store.read(tenant.id) as session:
        row = session.scalars(select(Proposal).where(Proposal.id == proposal)).one()
        plan = unpack_plan(row.plan)
        problem = unpack_problem(row.problem)
    return problem, {tier.id: tier.value for tier in plan.tiers}.get("cost")


def test_without_rates_there_is_no_such_tier(store, tenant):
    a_town(store, tenant)
    assert planned(store, tenant)[1] is None


@pytest.mark.parametrize("cheaper", [0, 1])
def test_the_cheaper_substitute_is_asked(store, tenant, cheaper):
    substitutes = a_town(store, tenant)
    with store.write(tenant.id) as session:
        for number, key in enumerate(substitutes):
            rate = 480 if number == cheaper else 600
            session.get_one(Person, (tenant.id, key)).cents_per_hour = rate
    problem, cost = planned(store, tenant)
    assert cost == 7 * 480
    assert sorted(p.cents_per_hour for p in problem.persons.values()) == [0, 480, 600]


def test_a_flat_rate_takes_the_place_of_hours(store, tenant):
    birte, carla = a_town(store, tenant)
    with store.write(tenant.id) as session:
        for key in (birte, carla):
            session.get_one(Person, (tenant.id, key)).cents_per_hour = 480
        member = session.scalars(
            select(CooperationMember).where(CooperationMember.person_id == carla)
        ).one()
        member.held_place_cents = 2500
    problem, cost = planned(store, tenant)
    assert cost == 2500
    assert {link.held_place_cents for link in problem.links} == {None, 2500}
