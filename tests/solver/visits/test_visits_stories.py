"""Contact visits: stories come out right, bad input is told, more help never hurts."""

from dataclasses import replace

import pytest

from solver.errors import ProblemError
from solver.familiarity import Thresholds
from solver.result import SolveLimits
from solver.sentences import gaps_of
from solver.slots import Slot
from solver.substitution.problem import (
    ChildId,
    Link,
    Model,
    PersonId,
    Place,
    PlaceKind,
)
from solver.visits.audit import SENTENCES, audit, sentence
from solver.visits.codec import (
    plan_from_bytes,
    plan_to_bytes,
    problem_from_bytes,
    problem_to_bytes,
)
from solver.visits.plan import VisitPlan
from solver.visits.planning import solve
from solver.visits.problem import (
    Bond,
    BondId,
    Booked,
    Contact,
    Stay,
    Visit,
    VisitProblem,
)
from solver.visits.risk import Chances
from solver.visits.rules import RULES, WISHES
from tests.solver.visits.worlds import FLOATER, day, floater, home, minder, the_profile

LIMITS = SolveLimits(seconds=120, workers=1)
PROFILE = the_profile()
ANNA = PersonId("A")
#: Monday to Friday of four weeks.
DAYS = tuple(day(7 * week + number) for week in range(4) for number in range(5))
BOND = BondId("F-A")


def a_household(contract: int | None = None, **more) -> VisitProblem:
    """Anna with one child that nobody else knows, and a floater for her."""
    world = VisitProblem(
        DAYS[0],
        DAYS[-1],
        DAYS[-1],
        {ANNA: minder(ANNA, DAYS), FLOATER: floater(DAYS, contract)},
        {home(ANNA): Place(home(ANNA), PlaceKind.OWN_HOME, (ANNA,))},
        {BOND: Bond(BOND, FLOATER, ANNA, home(ANNA), 120)},
        tuple(Booked(ChildId("k"), ANNA, home(ANNA), d, Slot(480, 840)) for d in DAYS),
        (Link(ANNA, FLOATER, home(ANNA), Model.FLOATER),),
        thresholds=Thresholds(3, 21, 21),
    )
    return replace(world, **more)


def planned(problem: VisitProblem, profile=PROFILE) -> VisitPlan:
    plan = solve(problem, profile, LIMITS)
    report = audit(problem, profile, plan)
    assert report.accepted, report.findings
    return plan


def value(plan: VisitPlan, tier: str) -> int:
    (found,) = [t for t in plan.tiers if t.id == tier]
    assert found.proven
    return found.value


def test_three_visits_make_a_child_familiar_as_early_as_can_be() -> None:
    plan = planned(a_household())
    assert len(plan.assignments) == 4
    third = sorted(plan.assignments)[2].day
    assert third == day(14)  # the Monday of the third week
    assert plan.capacity_ignored


def test_an_announced_absence_draws_visits_before_it() -> None:
    anna = minder(ANNA, DAYS, tuple(day(21 + n) for n in range(5)))
    world = a_household(contract=240)
    world = replace(world, persons={**world.persons, ANNA: anna})
    plan = planned(world)
    # Three visits of three weeks: then the floater may take the child in the fourth.
    assert [(visit.day - DAYS[0]) // 7 for visit in plan.assignments] == [0, 1, 2]
    assert value(plan, "contact-risk") < 5 * 360 * 100


def test_settled_children_need_one_contact_in_a_while() -> None:
    contact = Contact(ChildId("k"), FLOATER, day(-30), settled=True)
    plan = planned(a_household(contacts=(contact,)))
    first = min(plan.assignments).day
    known = planned(a_household(contacts=(replace(contact, day=day(-1)),)))
    assert first == day(0)
    assert value(known, "contact-risk") == 0


def test_who_stands_in_elsewhere_makes_no_visit_at_that_time() -> None:
    stays = tuple(Stay(FLOATER, d, Slot(480, 960), home(ANNA)) for d in DAYS[:5])
    plan = planned(a_household(stays=stays))
    assert min(plan.assignments).day >= day(7)


def test_contract_hours_bound_the_visits_of_a_week() -> None:
    assert planned(a_household(contract=120)).assignments
    assert planned(a_household(contract=119)).assignments == ()


@pytest.mark.parametrize("hours", [0, 1, 2, 3])
def test_one_more_hour_of_a_floater_never_lowers_what_is_reached(hours: int) -> None:
    less = value(planned(a_household(contract=60 * hours)), "contact-risk")
    more = value(planned(a_household(contract=60 * hours + 60)), "contact-risk")
    assert more <= less


def test_what_is_in_calendars_stays_where_nothing_is_lost() -> None:
    first = planned(a_household())
    again = planned(a_household(published=first.assignments))
    assert again.assignments == first.assignments
    assert value(again, "contact-visits-moved") == 0


def test_nobody_to_visit_and_nobody_who_visits_is_an_empty_plan() -> None:
    alone = a_household(bonds={}, links=())
    plan = planned(alone)
    assert (plan.assignments, plan.unvisited) == ((), ())
    assert value(plan, "contact-risk") > 0  # and says what is at stake


def test_everybody_away_leaves_a_reason_for_every_week() -> None:
    anna = minder(ANNA, DAYS, DAYS)
    world = a_household()
    plan = planned(replace(world, persons={**world.persons, ANNA: anna}))
    assert plan.assignments == ()
    assert [one.rule for one in plan.unvisited] == ["contact-household-there"] * 4
    told = sentence(plan.unvisited[0].rule, plan.unvisited[0].facts)
    assert "keine Kinder" in told


def test_faults_are_told_all_at_once() -> None:
    world = a_household(
        bonds={BOND: Bond(BOND, ANNA, ANNA, home(FLOATER), 0, 0)},
        last_counted_day=DAYS[0],
    )
    with pytest.raises(ProblemError) as caught:
        solve(world, PROFILE, LIMITS)
    for said in ("sich selbst", "mindestens eine Woche", "1 bis 1440", "home-F"):
        assert said in str(caught.value)


def test_strange_visits_are_findings() -> None:
    world = a_household()
    strange = (
        Visit(BondId("x"), DAYS[0], Slot(480, 600)),
        Visit(BOND, DAYS[0], Slot(480, 540)),
        Visit(BOND, day(-1), Slot(480, 600)),
    )
    report = audit(world, PROFILE, VisitPlan(strange))
    assert [f.facts["part_fault"] for f in report.findings] == [
        "unknown_bond",
        "other_length",
        "outside_days",
    ]


def test_problem_and_plan_come_back_from_bytes() -> None:
    world = a_household()
    plan = planned(world)
    assert problem_from_bytes(problem_to_bytes(world)) == world
    assert plan_from_bytes(plan_to_bytes(plan)) == plan


def test_every_rule_has_a_sentence_and_a_number_of_its_own() -> None:
    infos = [kind.info for kind in (*RULES, *WISHES)]
    assert len({info.number for info in infos}) == len(infos)
    assert all(gaps_of(SENTENCES.infos[info.id].sentence) for info in infos)


def test_a_sick_day_is_likelier_in_winter_and_nine_a_year() -> None:
    chances = Chances()
    summer, winter = chances.sick(day(240)), chances.sick(day(0))
    assert winter == pytest.approx(2 * summer, abs=2)
    year = sum(chances.sick(day(n)) for n in range(365)) / 10_000
    assert year * 230 / 365 == pytest.approx(9, rel=0.01)


@pytest.mark.parametrize(
    "wrong", [{"sick_days": -1}, {"winter_percent": 0}, {"first_winter_month": 13}]
)
def test_chances_nobody_has_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"gelten|mindestens|Monate"):
        Chances(**wrong)


def test_a_day_without_told_openings_is_open_and_touching_ones_are_one() -> None:
    problem = a_household()
    place = problem.places[home(ANNA)]
    halves = {d: (Slot(0, 600), Slot(600, 1440)) for d in DAYS[:1]}
    shut = dict.fromkeys(DAYS[2:], ())
    opened = replace(place, open={**halves, **shut})
    problem = replace(problem, places={home(ANNA): opened})
    for visit, accepted in (
        (Visit(BOND, DAYS[0], Slot(540, 660)), True),
        (Visit(BOND, DAYS[1], Slot(540, 660)), True),
        (Visit(BOND, DAYS[2], Slot(540, 660)), False),
    ):
        assert audit(problem, PROFILE, VisitPlan((visit,))).accepted is accepted
