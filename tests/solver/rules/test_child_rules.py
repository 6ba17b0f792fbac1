"""How long and by how many a child is substituted for, and with its siblings."""

from dataclasses import replace

import pytest

from solver.errors import ProfileError
from solver.result import SolveLimits
from solver.slots import Day
from solver.substitution.options import generate
from solver.substitution.plan import Plan
from solver.substitution.planning import solve
from solver.substitution.problem import (
    FixedKind,
    FormerSubstitute,
    NeedId,
    PersonId,
    Problem,
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
)
from tests.solver.rules.contract import Case, RuleContract
from tests.solver.rules.test_joint_rules import taken

ONE_WORKER = SolveLimits(seconds=120, workers=1)


def shown(rule: str, problem: Problem, profile) -> list[bool]:
    """Whether the findings of a plan that decides nothing are decided."""
    found = next(r for r in load_rules(profile).joint if r.id == rule)
    return [f.decided for f in found.check(index_of(problem), Plan(()))]


class TestLongestDuration(RuleContract):
    rule = "longest-duration"
    profile = a_profile(longest_duration={"limited": True})
    says = "kind wäre mit dem 03.08.2026 seit 22 Tagen in Vertretung (höchstens 21)."

    def case(self, days_ago: int, who: str | None = "andere") -> Case:
        where = "ort" if who else None
        held = a_fixed(person=who, place=where, day=Day(DAY - days_ago))
        held = replace(held, kind=FixedKind.STARTED)
        persons = (a_person(), a_person("andere"))
        return taken(a_problem(persons=persons, fixed=(held,)))

    def allowed(self):
        return self.case(7)

    def at_the_limit(self):
        return self.case(20)

    def forbidden(self):
        return self.case(21)

    def test_care_by_a_grandmother_is_no_substitution(self):
        assert self.decided(self.case(40, who=None)) == {}

    def test_another_episode_starts_anew(self):
        problem, _ = self.case(0)
        needs = (a_need(day=DAY), a_need(id=NeedId("neu"), episode="neu"))
        held = a_fixed(day=Day(DAY - 30))
        before = a_need(id=NeedId("alt"), day=DAY, slot=hours(6, 7))
        problem = replace(problem, needs=(before, needs[1]), fixed=(replace(held),))
        later = an_option(problem, need=NeedId("neu"), slot=hours(8, 12))
        assert self.decided((problem, [later])) == {}

    def test_without_a_number_nothing_is_limited(self):
        self.profile = a_profile()
        assert self.decided(self.case(21)) == {}

    def test_the_plan_itself_may_not_last_too_long(self):
        last = Day(DAY + 22)
        days = {Day(DAY + i): (hours(6, 20),) for i in (0, 21, 22)}
        needs = tuple(
            a_need(id=NeedId(f"tag-{i}"), day=Day(DAY + i)) for i in (0, 21, 22)
        )
        problem = a_problem(persons=(a_person(available=days),), needs=needs)
        problem = replace(problem, last_day=last)
        plan = solve(problem, self.profile, ONE_WORKER).plan
        # The two later days are 2 days long, the first and the second 22.
        assert {o.day for o in plan.assignments} == {DAY + 21, DAY + 22}
        assert set(self.decided(taken(problem))) == {self.rule}

    def test_what_is_held_too_long_is_shown_and_not_made_longer(self):
        pins = (a_fixed(day=Day(DAY - 30)), a_fixed(day=DAY))
        needs = (a_need(), a_need(id=NeedId("morgen"), day=NEXT_DAY))
        problem = a_problem(needs=needs, fixed=pins)
        assert shown(self.rule, problem, self.profile) == [False]
        tomorrow = an_option(problem, need=NeedId("morgen"), day=NEXT_DAY)
        assert set(self.decided((problem, [tomorrow]))) == {self.rule}
        between = replace(problem, fixed=(pins[0], a_fixed(day=NEXT_DAY)))
        assert self.decided((between, [an_option(between)])) == {}


class TestDistinctPersons(RuleContract):
    rule = "distinct-persons"
    profile = a_profile(
        distinct_persons={"limited": True, "max_persons": 2, "period_days": 10}
    )
    says = (
        "Mit vertretung wären es bei kind am 03.08.2026 3 Vertretungspersonen innerhalb"
        " von 10 Tagen (höchstens 2)."
    )

    def case(self, *former: tuple[str | None, int]) -> Case:
        had = tuple(
            FormerSubstitute("kind", who, Day(DAY - days_ago))
            for who, days_ago in former
        )
        persons = (a_person(), a_person("andere"))
        return taken(a_problem(persons=persons, former_substitutes=had))

    def allowed(self):
        return self.case(("andere", 1))

    def at_the_limit(self):
        return self.case(("andere", 1), (None, 10))

    def forbidden(self):
        return self.case(("andere", 1), (None, 9))

    def test_two_who_are_not_named_are_two(self):
        assert set(self.decided(self.case((None, 1), (None, 1)))) == {self.rule}

    def test_who_was_there_within_the_period_may_come_again(self):
        case = self.case(("vertretung", 3), (None, 1), (None, 1))
        assert self.decided(case) == {}

    def test_the_regular_person_does_not_count(self):
        assert self.decided(self.case(("andere", 1), ("fehlt", 1))) == {}
        problem, options = self.case(("andere", 1), (None, 1))
        own = a_presence("kind", hours(13, 14), person="andere")
        regular = replace(problem, presences=(own,))
        assert self.decided((regular, options)) == {}

    def test_fixed_cover_counts_and_care_by_a_grandmother_does_not(self):
        problem, options = self.case(("andere", 1))
        for who, expected in (("dritte", {self.rule}), (None, set())):
            held = a_fixed(person=who, place="ort" if who else None, day=Day(DAY - 2))
            persons = {**problem.persons, "dritte": a_person("dritte")}
            found = replace(problem, fixed=(held,), persons=persons)
            assert set(self.decided((found, options))) == expected

    def test_the_plan_brings_no_more_than_so_many(self):
        persons = tuple(a_person(f"p{i}", available={}) for i in range(3))
        days = [Day(DAY + i) for i in range(3)]
        persons = tuple(
            replace(person, available={day: (hours(6, 20),)})
            for person, day in zip(persons, days, strict=True)
        )
        needs = tuple(a_need(id=NeedId(f"tag-{day}"), day=day) for day in days)
        problem = a_problem(persons=persons, needs=needs)
        problem = replace(problem, last_day=days[-1])
        plan = solve(problem, self.profile, ONE_WORKER).plan
        assert len({o.person for o in plan.assignments}) == 2
        short = a_profile(
            distinct_persons={"limited": True, "max_persons": 2, "period_days": 2}
        )
        plan = solve(problem, short, ONE_WORKER).plan
        assert len({o.person for o in plan.assignments}) == 3

    def test_who_is_one_too_many_is_named_as_the_reason(self):
        problem, _ = self.forbidden()
        options = generate(index_of(problem), load_rules(self.profile))
        reasons = [r for found in options.refusals.values() for r in found]
        assert ("vertretung", self.rule) in {(r.person, r.rule) for r in reasons}

    def test_too_many_held_are_shown(self):
        pins = tuple(
            a_fixed(person=f"p{i}", slot=hours(8 + i, 9 + i)) for i in range(3)
        )
        persons = tuple(a_person(f"p{i}") for i in range(3))
        problem = a_problem(persons=persons, fixed=pins)
        assert shown(self.rule, problem, self.profile) == [False]


class TestSiblingsTogether(RuleContract):
    rule = "siblings-together"
    profile = a_profile(siblings_together={"required": True})
    says = "ada und ben wären am 03.08.2026 um 11:00 Uhr als Geschwister getrennt."

    def family(self, second_starts: float) -> Problem:
        ada = a_child("ada", siblings=frozenset({"ben"}))
        return a_problem(
            children=(ada, a_child("ben")),
            persons=(a_person(), a_person("andere")),
            places=(a_place(), a_place("anderswo")),
            needs=(a_need("ada"), a_need("ben", hours(second_starts, 14))),
            links=(a_link(), a_link("andere"), a_link("andere", "anderswo")),
        )

    def case(self, second_starts: float, person: str, place: str = "ort") -> Case:
        problem, (one, other) = taken(self.family(second_starts))
        return problem, [one, replace(other, person=PersonId(person), place=place)]

    def allowed(self):
        return self.case(11, "vertretung")

    def at_the_limit(self):
        return self.case(12, "andere", "anderswo")

    def forbidden(self):
        return self.case(11, "andere")

    def test_one_of_them_may_stay_uncovered(self):
        problem, (one, _) = self.forbidden()
        assert self.decided((problem, [one])) == {}

    def test_regular_care_of_one_is_left_as_it_is(self):
        problem, (one, _) = self.forbidden()
        own = a_presence("ben", hours(8, 14), person="andere")
        problem = replace(problem, needs=problem.needs[:1], presences=(own,))
        assert self.decided((problem, [one])) == {}

    def test_as_a_wish_it_forbids_nothing(self):
        self.profile = a_profile()
        assert self.decided(self.forbidden()) == {}

    def test_a_pinned_sibling_draws_the_other_one(self):
        problem = replace(
            self.family(11), fixed=(a_fixed("ada", person="andere", place="ort"),)
        )
        plan = solve(problem, self.profile, ONE_WORKER).plan
        assert {(o.child, o.person, o.place) for o in plan.assignments} == {
            ("ben", "andere", "ort")
        }

    def test_pins_that_separate_are_shown(self):
        pins = (
            a_fixed("ada", person="andere"),
            a_fixed("ben", slot=hours(11, 14)),
        )
        problem = replace(self.family(11), fixed=pins)
        assert shown(self.rule, problem, self.profile) == [False]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"longest_duration": {"max_days": 0}}, "max_days"),
        ({"distinct_persons": {"max_persons": 0}}, "max_persons"),
        ({"distinct_persons": {"period_days": 0}}, "period_days"),
        ({"weekly_hours": {"average_minutes": 0}}, "average_minutes"),
        ({"weekly_hours": {"balance_weeks": 0}}, "balance_weeks"),
        ({"weekly_hours": {"overtime_minutes": -1}}, "overtime_minutes"),
        ({"group_together": {"divided_models": ("nonsense",)}}, "nonsense"),
    ],
)
def test_a_wrong_number_is_refused(settings, said):
    with pytest.raises(ProfileError, match=said):
        load_rules(a_profile(**settings))
