"""Working weeks of employed persons, and days that only two of them can cover."""

from dataclasses import replace

import pytest

from solver.result import SolveLimits
from solver.slots import Day, Slot
from solver.substitution.plan import Plan
from solver.substitution.planning import solve
from solver.substitution.problem import (
    NeedId,
    PersonId,
    PersonKind,
    PlaceId,
    Problem,
    WorkedWeek,
)
from solver.substitution.rules import load_rules
from tests.solver.build import (
    DAY,
    NEXT_DAY,
    a_child,
    a_fixed,
    a_link,
    a_need,
    a_person,
    a_place,
    a_presence,
    a_problem,
    a_profile,
    an_option,
    hours,
    index_of,
    known,
)
from tests.solver.rules.contract import Case, RuleContract
from tests.solver.rules.test_joint_rules import WAY, taken

EMPLOYED = {"kind": PersonKind.FLOATER, "employed": True}
ONE_WORKER = SolveLimits(seconds=120, workers=1)
SUNDAY = Day(DAY + 6)
MONDAY_AFTER = Day(DAY + 7)


def two_days(**changes: object) -> Problem:
    """Four hours on Monday and four on Tuesday, for a floater with these hours."""
    person = a_person(**EMPLOYED, **changes)
    needs = (a_need(), a_need(id=NeedId("morgen"), day=NEXT_DAY))
    return a_problem(persons=(person,), needs=needs)


class TestWeeklyHours(RuleContract):
    rule = "weekly-hours"
    says = (
        "vertretung käme in der Woche vom 03.08.2026 auf 480 Minuten Arbeitszeit; nach"
        " dem Arbeitsvertrag sind höchstens 475 möglich (Grundlage: 1 von 1 Woche)."
    )

    def case(self, contract: int, **changes: object) -> Case:
        return taken(two_days(contract_minutes=contract, **changes))

    def allowed(self):
        return self.case(600)

    def at_the_limit(self):
        return self.case(480)

    def forbidden(self):
        return self.case(475)

    def test_work_on_days_that_are_not_planned_counts(self):
        for worked, expected in ((120, set()), (125, {self.rule})):
            case = self.case(600, weeks={DAY: WorkedWeek(worked)})
            assert set(self.decided(case)) == expected

    def test_what_was_worked_in_another_week_does_not(self):
        earlier = {Day(DAY - 7): WorkedWeek(2400)}
        assert self.decided(self.case(480, weeks=earlier)) == {}

    def test_overtime_comes_on_top_where_it_is_agreed(self):
        self.profile = a_profile(weekly_hours={"overtime_minutes": 5})
        assert self.decided(self.case(475)) == {}
        assert set(self.decided(self.case(470))) == {self.rule}

    def test_children_at_the_same_time_are_worked_once(self):
        children = (a_child("ada"), a_child("ben"))
        problem = a_problem(
            persons=(a_person(**EMPLOYED, contract_minutes=300),),
            children=children,
            needs=(a_need("ada", hours(8, 12)), a_need("ben", hours(9, 13))),
        )
        assert self.decided(taken(problem)) == {}

    def test_ways_between_places_are_work(self):
        # Three hours, half an hour's way, then two: 330 minutes.
        for contract, expected in ((330, set()), (325, {self.rule})):
            problem = a_problem(
                persons=(a_person(**EMPLOYED, contract_minutes=contract),),
                children=(a_child("ada"), a_child("ben")),
                needs=(a_need("ada", hours(8, 11)), a_need("ben", hours(11.5, 13.5))),
                places=(a_place(), a_place("anderswo")),
                links=(a_link(), a_link(place="anderswo")),
                place_minutes=WAY,
            )
            _, options = taken(problem)
            options = [options[0], replace(options[1], place=PlaceId("anderswo"))]
            assert set(self.decided((problem, options))) == expected

    def test_regular_children_and_fixed_cover_are_work(self):
        own = a_presence("eigenes", hours(12, 14), day=NEXT_DAY)
        for contract, expected in ((600, set()), (595, {self.rule})):
            problem = two_days(contract_minutes=contract)
            children = {**problem.children, "eigenes": a_child("eigenes")}
            problem = replace(problem, presences=(own,), children=children)
            assert set(self.decided(taken(problem))) == expected

    def test_where_fixed_work_is_too_much_nothing_is_added_and_it_is_shown(self):
        pinned = a_problem(
            persons=(a_person(**EMPLOYED, contract_minutes=120),),
            needs=(a_need(), a_need(id=NeedId("morgen"), day=NEXT_DAY)),
            fixed=(a_fixed(),),
        )
        tomorrow = an_option(pinned, need=NeedId("morgen"), day=NEXT_DAY)
        assert set(self.decided((pinned, [tomorrow]))) == {self.rule}
        rule = next(r for r in load_rules(a_profile()).joint if r.id == self.rule)
        shown = rule.check(index_of(pinned), Plan(()))
        assert [(f.decided, f.facts["work_minutes"]) for f in shown] == [(False, 240)]

    def test_the_self_employed_decide_themselves(self):
        problem = two_days()
        person = a_person(contract_minutes=60)
        problem = replace(problem, persons={**problem.persons, person.id: person})
        assert self.decided(taken(problem)) == {}

    def test_cover_held_before_the_days_planned_is_counted_once(self):
        # It stands in the week's record already.
        held = a_fixed(day=Day(DAY + 1))
        person = a_person(
            **EMPLOYED, contract_minutes=480, weeks={DAY: WorkedWeek(240)}
        )
        later = Day(DAY + 2)
        person = replace(person, available={later: (hours(6, 20),)})
        problem = a_problem(
            persons=(person,), needs=(a_need(day=later),), fixed=(held,)
        )
        problem = replace(problem, first_day=later, last_day=later)
        assert self.decided(taken(problem)) == {}


class TestAverage(RuleContract):
    """Eight hours a working day on average, over the weeks on record."""

    rule = "weekly-hours"
    says = (
        "vertretung käme in der Woche vom 03.08.2026 auf 3.365 Minuten Arbeitszeit; im"
        " Schnitt von acht Stunden je Werktag sind höchstens 3.360 möglich (Grundlage:"
        " 2 von 24 Wochen)."
    )

    def case(self, worked: int, back: int = 1) -> Case:
        # This week has one working day (she is on leave for the others).
        earlier = Day(DAY - 7 * back)
        weeks = {earlier: WorkedWeek(worked, 6), DAY: WorkedWeek(0, 1)}
        return taken(two_days(weeks=weeks))

    def allowed(self):
        return self.case(2400)

    def at_the_limit(self):
        return self.case(2880)

    def forbidden(self):
        return self.case(2885)

    def test_what_lies_longer_ago_than_the_balance_reaches_does_not_count(self):
        assert set(self.decided(self.case(2885, back=23))) == {self.rule}
        assert self.decided(self.case(2885, back=24)) == {}

    def test_without_any_record_the_week_stands_for_itself(self):
        for workdays, expected in ((1, set()), (0, {self.rule})):
            case = taken(two_days(weeks={DAY: WorkedWeek(0, workdays)}))
            assert set(self.decided(case)) == expected
        (facts,) = self.decided(case).values()
        assert (facts["known_weeks"], facts["balance_weeks"]) == (1, 24)


def over_two_weeks(**changes: object) -> Problem:
    """Four hours on a Friday and on the Monday after it."""
    friday = Day(DAY + 4)
    days = {friday: (hours(6, 20),), MONDAY_AFTER: (hours(6, 20),)}
    person = a_person(**EMPLOYED, **{"available": days, **changes})
    needs = (a_need(day=friday), a_need(id=NeedId("montag"), day=MONDAY_AFTER))
    problem = a_problem(persons=(person,), needs=needs)
    return replace(problem, last_day=MONDAY_AFTER)


@pytest.mark.parametrize(
    ("person", "covered"),
    [
        # Each week has its own hours ...
        ({"contract_minutes": 240}, 480),
        # A piece may end a minute early: each alone would be too long.
        ({"contract_minutes": 239}, 478),
        ({"contract_minutes": 240, "weeks": {MONDAY_AFTER: WorkedWeek(60)}}, 420),
        # ... and the average counts both.
        ({"weeks": {DAY: WorkedWeek(0, 1), MONDAY_AFTER: WorkedWeek(0, 0)}}, 480),
        ({"weeks": {DAY: WorkedWeek(30, 1), MONDAY_AFTER: WorkedWeek(0, 0)}}, 240),
        ({"weeks": {DAY: WorkedWeek(0, 0), MONDAY_AFTER: WorkedWeek(0, 1)}}, 240),
    ],
    ids=["at_limit", "over", "one_week", "average", "average_less", "first_week"],
)
def test_weeks_have_their_own_hours_and_a_common_average(person, covered):
    problem = over_two_weeks(**person)
    profile = a_profile(piece_length={"min_piece_minutes": 120, "step_minutes": 1})
    plan = solve(problem, profile, ONE_WORKER).plan
    assert sum(o.slot.minutes for o in plan.assignments) == covered
    assert all(tier.proven for tier in plan.tiers)


def nine_hours(*persons: str) -> Problem:
    """A child from 7:00 to 16:00 in rooms that floaters come to, each alone there."""
    floaters = [a_person(name, **EMPLOYED) for name in persons]
    return a_problem(
        persons=floaters,
        needs=(a_need(slot=hours(7, 16)),),
        familiarity=tuple(known(person=name) for name in persons),
    )


def test_a_floater_alone_cannot_cover_nine_hours_and_two_with_a_hand_over_can():
    alone = solve(nine_hours("erste"), a_profile(), ONE_WORKER).plan
    assert sum(o.slot.minutes for o in alone.assignments) == 360
    together = solve(nine_hours("erste", "zweite"), a_profile(), ONE_WORKER).plan
    pieces = sorted(together.assignments, key=lambda o: o.slot)
    assert [o.slot.minutes for o in pieces] in ([360, 180], [180, 360])
    assert {o.person for o in pieces} == {"erste", "zweite"}
    never = a_profile(one_person_at_a_time={"handover": "never"})
    kept = solve(nine_hours("erste", "zweite"), never, ONE_WORKER).plan
    assert sum(o.slot.minutes for o in kept.assignments) == 360


def test_exactly_nine_hours_of_work_ask_for_half_an_hour():
    profile = a_profile(daily_limit={"limit_minutes": 600})
    rule = next(r for r in load_rules(profile).joint if r.id == "breaks")
    for end, decided in ((16.5, []), (16.75, [True])):
        problem = a_problem(
            persons=(a_person(**EMPLOYED),),
            children=(a_child("ada"), a_child("ben")),
            needs=(a_need("ada", hours(7, 12)), a_need("ben", hours(12.5, end))),
        )
        found = rule.check(index_of(problem), Plan(tuple(taken(problem)[1])))
        assert [f.decided for f in found] == decided


def test_a_day_whose_pins_exclude_one_another_counts_as_it_is():
    pins = (
        a_fixed("kind", hours(8, 10), "vertretung", "ort"),
        a_fixed("ada", hours(9, 11), "vertretung", "anderswo"),
    )
    person = a_person(PersonId("vertretung"), **EMPLOYED, contract_minutes=180)
    problem = a_problem(
        persons=(person,),
        children=(a_child(), a_child("ada"), a_child("ben")),
        places=(a_place(), a_place("anderswo")),
        needs=(a_need("ben", Slot(480, 540)), a_need("kind"), a_need("ada")),
        fixed=pins,
    )
    plan = solve(problem, a_profile(), ONE_WORKER).plan
    assert all(tier.proven for tier in plan.tiers)
