"""A normal week says of every absence what a snapshot says once it is reported."""

import pytest

from service.snapshot import take_snapshot
from service.snapshot.normal_week import take_normal_week
from solver.errors import ProblemError
from solver.result import SolveLimits
from solver.stress.absence import switched
from solver.stress.evaluator import Net
from solver.stress.problem import StressProblem
from solver.substitution.planning import solve
from tests.benchmarks.weeks import imported
from tests.service.planning.build import FRIDAY, MONDAY, NOW, a_tandem_town, built


def normal(store, tenant_id, first_day=MONDAY, last_day=FRIDAY, now=NOW, **more):
    with store.read(tenant_id) as session:
        return take_normal_week(
            session, first_day=first_day, last_day=last_day, now=now, **more
        )


def snap(store, tenant_id, day, now):
    with store.read(tenant_id) as session:
        return take_snapshot(session, first_day=day, last_day=day, now=now)


def in_rows(problem, codes):
    """Needs and links in stored ids: the codes of two problems are not the same."""
    rows = codes.rows
    needs = {
        (rows[n.child], rows[n.absent], rows[n.regular_place], n.slot)
        for n in problem.needs
    }
    links = {
        (rows[link.absent], rows[link.substitute], rows[link.place], link.model)
        for link in problem.links
    }
    return needs, links


@pytest.mark.parametrize("absent", [1, 3, 6])
def test_an_absence_switched_on_is_the_absence_reported(store, absent):
    tenant_id, monday = imported(store, 14, absent, seed=4)
    now = store.clock.now()
    reported = snap(store, tenant_id, monday, now)
    week = normal(store, tenant_id, monday, monday, now)
    persons = {
        week.pseudonyms.persons[reported.pseudonyms.rows[need.absent]]
        for need in reported.problem.needs
    }
    day = week.problem.week.first_day
    problem = switched(week.problem, persons, day)
    needs, links = in_rows(reported.problem, reported.pseudonyms)
    assert in_rows(problem, week.pseudonyms)[0] == needs
    assert in_rows(problem, week.pseudonyms)[1] >= links
    assert len(persons) == absent
    plan = solve(reported.problem, reported.rules.profile, SolveLimits(workers=1)).plan
    value = Net(week.problem, week.rules.profile).uncovered(persons, day)
    assert (value.minutes, value.bound) == (plan.tiers[0].value, plan.tiers[0].bound)


def test_who_is_away_in_stored_state_is_there_in_a_normal_week(store, tenant):
    def town(build):
        anna, birte, _ = a_tandem_town(build)
        build.a_contract(build.a_child(), birte)
        build.an_absence(anna, MONDAY, FRIDAY)
        return anna, birte

    anna, birte = built(store, tenant, town)
    week = normal(store, tenant.id)
    codes = week.pseudonyms.persons
    present = {p.person for p in week.problem.week.presences}
    assert codes[anna.id] in present
    needing = {need.absent for need in week.problem.needs}
    assert codes[anna.id] in needing
    assert codes[birte.id] in needing


def test_guardians_who_want_no_substitution_need_none(store, tenant):
    def town(build):
        anna, _, kids = a_tandem_town(build)
        unwilling = build.a_child()
        build.a_contract(unwilling, anna, wanted=False)
        return unwilling, kids

    unwilling, kids = built(store, tenant, town)
    week = normal(store, tenant.id)
    codes = week.pseudonyms.children
    needing = {need.child for need in week.problem.needs}
    assert codes[unwilling.id] not in needing
    assert {codes[kid.id] for kid in kids} <= needing
    assert codes[unwilling.id] in {p.child for p in week.problem.week.presences}


def test_a_week_in_which_somebody_is_away_is_no_normal_week(store, tenant):
    def town(build):
        anna, *_ = a_tandem_town(build)
        build.an_absence(anna, MONDAY, FRIDAY)

    built(store, tenant, town)
    problem = snap(store, tenant.id, MONDAY, NOW).problem
    with pytest.raises(ProblemError, match="normale Woche"):
        StressProblem(problem, ())
