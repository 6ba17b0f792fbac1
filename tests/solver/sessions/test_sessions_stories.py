"""Dates a coordinator would recognise, each case just so."""

from dataclasses import replace
from datetime import date

import pytest

from solver.errors import ProblemError
from solver.matching.problem import Month, RefusalOrigin
from solver.profile import Level, Parameter, RuleProfile, RuleSetting
from solver.result import SolveLimits
from solver.rule import RuleId
from solver.sessions.explanation.basis import basis_of
from solver.sessions.explanation.sentences import sentence
from solver.sessions.explanation.single_change import single_change
from solver.sessions.explanation.why_date import why_date, why_not_day
from solver.sessions.planning import solve
from solver.sessions.problem import (
    Coach,
    DayKind,
    Engagement,
    EngagementId,
    Kindergarten,
    ProgrammeDay,
    RefusedDate,
    SessionKey,
    SessionProblem,
    Visit,
    Window,
    sessions_of,
)
from solver.sessions.rules import DEFAULT_TIERS
from solver.slots import Day, Slot, weekday
from tests.solver.sessions.state import a_state, day
from tests.solver.sessions.worlds import COACH, HOUSES, MAY, TH

HOLIDAYS = RuleId("no-school-holidays")
BUSY = RuleId("coach-busy")
OFF = {HOLIDAYS: RuleSetting(HOLIDAYS, {}, active=False)}
PROFILE = RuleProfile("probe", "TH", "1", OFF, DEFAULT_TIERS)
LIMITS = SolveLimits(seconds=120, workers=1)
ONE, TWO = EngagementId("e0"), EngagementId("e1")


def a_month(**changes) -> SessionProblem:
    """Two kindergartens half an hour away, ten minutes apart; Mondays 8 to 16."""
    engagements = {
        id_: Engagement(id_, COACH, house, MAY, MAY, 4)
        for id_, house in ((ONE, HOUSES[0]), (TWO, HOUSES[1]))
    }
    coach = Coach(COACH, TH, (Window(0, Slot(480, 960)),))
    houses = {
        house: Kindergarten(
            house, TH, tuple(Window(number, Slot(480, 960)) for number in range(5))
        )
        for house in HOUSES[:2]
    }
    problem = SessionProblem(
        {COACH: coach},
        houses,
        engagements,
        {(COACH, house): 30 for house in houses},
        {(HOUSES[0], HOUSES[1]): 10},
        day("2027-05-01"),
    )
    return replace(problem, **changes)


def key(engagement: EngagementId) -> SessionKey:
    return SessionKey(engagement, MAY)


def told(statements) -> str:
    return " ".join(sentence(said.kind, said.facts) for said in statements)


def test_two_houses_near_each_other_are_visited_on_one_day():
    plan = solve(a_month(), PROFILE, LIMITS)
    one, other = plan.assignments
    assert one.day == other.day
    assert other.slot.start - one.slot.end >= 10 or one.slot.start >= other.slot.end
    assert plan.tiers[-1].value == 30 + 10 + 30
    basis = basis_of(a_month(), PROFILE, plan, COACH)
    assert "das spart 50 Minuten Fahrt" in told(why_date(basis, key(ONE)))


@pytest.mark.parametrize(("end", "together"), [(794, False), (795, True)])
def test_a_day_takes_two_houses_exactly_if_the_ways_fit(end: int, *, together: bool):
    # 30 there, 2 h, 10 between, 2 h, 30 back; starts on the quarter lose five minutes.
    coach = Coach(COACH, TH, (Window(0, Slot(480, end)),))
    plan = solve(a_month(coaches={COACH: coach}), PROFILE, LIMITS)
    days = {visit.day for visit in plan.assignments}
    assert (len(days) == 1) == together


def test_moving_one_session_moves_no_other():
    first = solve(a_month(), PROFILE, LIMITS)
    moved = first.assignments[0]
    no = RefusedDate(moved.session, moved.day, RefusalOrigin.KINDERGARTEN)
    again = a_month(published=first.assignments, refused=(no,))
    plan = solve(again, PROFILE, LIMITS)
    assert plan.tiers[1].value == plan.tiers[1].bound == 1
    assert first.assignments[1] in plan.assignments
    basis = basis_of(again, PROFILE, plan, COACH)
    assert told(why_not_day(basis, moved.session, moved.day).statements) == (
        f"Den {_german(moved.day)} für coach bei kita0 hat die Einrichtung abgelehnt."
    )


def mondays(first: str, last: str) -> list[Day]:
    return [Day(d) for d in range(day(first), day(last)) if weekday(Day(d)) == 0]


@pytest.mark.parametrize(("minutes", "start"), [(0, 690), (30, 690), (45, 705)])
def test_minutes_are_kept_for_the_way_from_a_place_nobody_knows(
    minutes: int, start: int
):
    # From eleven on she is free; half an hour it takes from home in any case.
    busy = dict.fromkeys(mondays("2027-05-01", "2027-06-01"), (Slot(480, 660),))
    coach = Coach(COACH, TH, (Window(0, Slot(480, 960)),), busy=busy)
    wanted = {"way_minutes": Parameter(minutes, Level.LAND)}
    settings = {**OFF, BUSY: RuleSetting(BUSY, wanted)}
    profile = replace(PROFILE, settings=settings)
    plan = solve(a_month(coaches={COACH: coach}), profile, LIMITS)
    assert min(visit.slot.start for visit in plan.assignments) == start
    # What is known to end at eleven, ways included, needs no more of them.
    known = replace(coach, busy={}, out=busy)
    plan = solve(a_month(coaches={COACH: known}), profile, LIMITS)
    assert min(visit.slot.start for visit in plan.assignments) == 690


def test_what_was_held_stands_and_fills_its_day():
    held = Visit(key(ONE), day("2027-05-10"), Slot(480, 960))
    plan = solve(a_month(fixed=(held,)), PROFILE, LIMITS)
    assert [visit.session for visit in plan.assignments] == [key(TWO)]
    assert plan.assignments[0].day != held.day


def test_working_groups_block_the_day_and_the_plan_says_so():
    blocked = mondays("2027-05-01", "2027-06-01")
    days = tuple(ProgrammeDay(d, DayKind.WORKING_GROUP) for d in blocked)
    plan = solve(a_month(programme_days=days), PROFILE, LIMITS)
    assert [alone.session for alone in plan.unplaced] == [key(ONE), key(TWO)]
    said = {r.day: sentence(r.rule, r.facts) for r in plan.unplaced[0].refusals}
    assert said[day("2027-05-10")] == (
        "Am 10.05.2027 ist ein Arbeitskreis; coach kann nicht zu kita0."
    )
    assert len(said) == 31


def test_a_longer_window_helps_and_is_told_in_minutes():
    coach = Coach(COACH, TH, (Window(0, Slot(480, 640)),))
    problem = a_month(coaches={COACH: coach})
    plan = solve(problem, PROFILE, LIMITS)
    assert len(plan.unplaced) == 2
    basis = basis_of(problem, PROFILE, plan, COACH)
    answer = single_change(basis, key(ONE))
    assert answer.change is not None
    assert answer.change.size == 20
    assert "von 07:45 bis 10:45 Uhr unterwegs sein kann (20 Minuten mehr)" in told(
        answer.statements
    )


def test_a_closure_less_helps_where_the_month_is_closed():
    closed = frozenset(Day(d) for d in range(day("2027-05-01"), day("2027-06-01")))
    house = replace(a_month().kindergartens[HOUSES[0]], closed=closed)
    houses = {**a_month().kindergartens, HOUSES[0]: house}
    problem = a_month(kindergartens=houses)
    plan = solve(problem, PROFILE, LIMITS)
    basis = basis_of(problem, PROFILE, plan, COACH)
    said = told(single_change(basis, key(ONE)).statements)
    when = "wenn die Einrichtung am 03.05.2027 nicht schließt."
    assert said == f"kita0 bekommt ein Datum, {when}"


def test_closures_all_year_leave_every_session_without_a_date():
    closed = frozenset(Day(d) for d in range(day("2027-01-01"), day("2028-01-01")))
    houses = {
        id_: replace(house, closed=closed)
        for id_, house in a_month().kindergartens.items()
    }
    plan = solve(a_month(kindergartens=houses), PROFILE, LIMITS)
    assert plan.assignments == ()
    assert plan.tiers[0].proven
    rules = {refused.rule for alone in plan.unplaced for refused in alone.refusals}
    assert rules == {"kindergarten-closed"}


def test_half_hours_are_split_over_the_visits_longer_ones_first():
    engagement = Engagement(ONE, COACH, HOUSES[0], MAY, Month(MAY + 1), 7, 3)
    minutes = [session.minutes for session in sessions_of(engagement)]
    assert minutes == [90, 60, 60] * 2


def test_a_problem_that_contradicts_itself_is_refused_with_every_fault():
    engagement = Engagement(ONE, COACH, HOUSES[2], MAY, Month(MAY - 1), 0)
    with pytest.raises(ProblemError) as refusal:
        solve(a_month(engagements={ONE: engagement}), PROFILE, LIMITS)
    said = str(refusal.value)
    assert "„kita2“ ist als Einrichtung nicht angegeben." in said
    assert "kein Weg" in said
    assert "Der letzte Monat liegt vor dem ersten." in said


def test_no_engagement_no_session():
    plan = solve(a_month(engagements={}), PROFILE, LIMITS)
    assert plan.assignments == ()
    assert [tier.value for tier in plan.tiers] == [0] * 5


def test_a_small_states_year_is_proven_on_every_tier():
    problem = a_state(3, kindergartens=8, coaches=2)
    plan = solve(problem, PROFILE, LIMITS)
    assert all(tier.proven for tier in plan.tiers)
    assert len(plan.assignments) + len(plan.unplaced) >= 8 * 11


def _german(d: Day) -> str:
    return date.fromordinal(d).strftime("%d.%m.%Y")


def test_a_day_off_is_told_at_the_time_people_meet_not_at_midnight():
    """It said: not out on Sunday from 00:00 to 02:00."""
    problem = a_month()
    plan = solve(problem, PROFILE, LIMITS)
    standing = replace(problem, published=plan.assignments)
    basis = basis_of(standing, PROFILE, plan, COACH)
    visit = next(v for v in plan.assignments if v.session.engagement == ONE)
    (why,) = why_not_day(basis, visit.session, Day(visit.day + 1), LIMITS).statements
    assert why.kind == "coach-window"
    assert (why.facts["start"], why.facts["end"]) == (
        visit.slot.start,
        visit.slot.end,
    )
    nobody_met = basis_of(problem, PROFILE, plan, COACH)
    (why,) = why_not_day(
        nobody_met, visit.session, Day(visit.day + 1), LIMITS
    ).statements
    assert why.facts["start"] == 480
