"""Rules that judge several assignments together."""

from dataclasses import replace

from solver.slots import ClockChange, Slot
from solver.substitution.plan import Option, Plan
from solver.substitution.problem import (
    NeedId,
    Permit,
    PersonalLimits,
    PersonId,
    PersonKind,
    PlaceId,
    PlaceKind,
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
    hours,
    index_of,
)
from tests.solver.rules.contract import Case, RuleContract

EMPLOYED = {"kind": PersonKind.FLOATER, "employed": True}
WAY = {("ort", "anderswo"): 30, ("anderswo", "ort"): 30}


def taken(problem: Problem, place: str = "ort", person: str = "vertretung") -> Case:
    """Every need of a problem taken whole by one person at one place."""
    where, who = PlaceId(place), PersonId(person)
    return problem, [
        Option(n.id, n.child, n.day, n.slot, who, where, problem.links[0].model)
        for n in problem.needs
    ]


def two_children(first: Slot, second: Slot, **changes: object) -> Problem:
    children = changes.pop("children", (a_child("ada"), a_child("ben")))
    needs = (a_need("ada", first), a_need("ben", second))
    return a_problem(children=children, needs=needs, **changes)


class TestPresentAtOnceWithPerson(RuleContract):
    rule = "present-at-once-person"
    says = "Bei vertretung wären am 03.08.2026 um 10:00 Uhr 2 von 1 Platz belegt."

    def case(self, first: Slot, second: Slot, places: int = 1) -> Case:
        person = a_person(permit=Permit(places))
        return taken(two_children(first, second, persons=(person,)))

    def allowed(self):
        return self.case(hours(8, 12), hours(8, 12), places=2)

    def at_the_limit(self):
        return self.case(hours(8, 11), hours(11, 14))

    def forbidden(self):
        return self.case(hours(8, 11), hours(10, 13))

    def test_regular_children_and_weights_count(self):
        heavy = a_child("ada", capacity_weight=2)
        regular = a_presence("eigenes", hours(10, 11))
        for places, expected in ((3, set()), (2, {self.rule})):
            problem = a_problem(
                children=(heavy, a_child("eigenes")),
                needs=(a_need("ada"),),
                presences=(regular,),
                persons=(a_person(permit=Permit(places)),),
            )
            assert set(self.decided(taken(problem))) == expected

    def test_five_is_the_most_whatever_the_permit_says(self):
        heavy = tuple(a_child(n, capacity_weight=3) for n in ("ada", "ben"))
        person = a_person(permit=Permit(9))
        problem = two_children(
            hours(8, 12), hours(8, 12), children=heavy, persons=(person,)
        )
        assert set(self.decided(taken(problem))) == {self.rule}

    def test_too_many_regular_children_are_shown_and_nothing_is_added(self):
        own = [a_presence(f"e{i}", hours(8, 12)) for i in range(3)]
        problem = a_problem(
            children=(a_child(), *(a_child(p.child) for p in own)),
            presences=tuple(own),
            persons=(a_person(permit=Permit(2)),),
        )
        index = index_of(problem)
        rule = next(r for r in load_rules(a_profile()).joint if r.id == self.rule)
        shown = rule.check(index, Plan(()))
        assert [(f.decided, f.facts["present"]) for f in shown] == [(False, 3)]
        assert self.rule in self.decided(taken(problem))


class TestPresentAtOnceAtPlace(RuleContract):
    rule = "present-at-once-place"
    says = "Am Ort ort wären am 03.08.2026 um 10:00 Uhr 2 von 1 Platz belegt."

    def case(self, second: Slot, most: int) -> Case:
        problem = two_children(
            hours(8, 11), second, places=(a_place(max_children=most),)
        )
        return taken(problem)

    def allowed(self):
        return self.case(hours(10, 13), 2)

    def at_the_limit(self):
        return self.case(hours(11, 14), 1)

    def forbidden(self):
        return self.case(hours(10, 13), 1)

    def test_it_counts_over_persons(self):
        problem, options = self.forbidden()
        other = a_person("andere")
        problem = replace(
            problem,
            persons={**problem.persons, other.id: other},
            links=(*problem.links, a_link("andere")),
            familiarity=tuple(replace(r, person=other.id) for r in problem.familiarity)
            + problem.familiarity,
        )
        options = [options[0], replace(options[1], person=other.id)]
        assert set(self.decided((problem, options))) == {self.rule}


class TestPresentInSharedSetting(RuleContract):
    rule = "present-in-shared-setting"
    profile = a_profile(
        present_in_shared_setting={"places_by_persons": {"1": 1, "2": 3}}
    )
    says = (
        "In der Großtagespflege ort wären am 03.08.2026 um 11:00 Uhr 2 von 1 Platz"
        " belegt (1 anwesende Person)."
    )

    def case(self, colleague_until: float) -> Case:
        colleague = a_person("kollegin", available={DAY: (hours(7, colleague_until),)})
        staff = (PersonId("vertretung"), PersonId("kollegin"))
        setting = a_place(kind=PlaceKind.SHARED_SETTING, staff=staff)
        return taken(
            two_children(
                hours(8, 12),
                hours(8, 12),
                persons=(a_person(), colleague),
                places=(setting,),
            )
        )

    def allowed(self):
        return self.case(18)

    def at_the_limit(self):
        return self.case(12)

    def forbidden(self):
        return self.case(11)

    def test_whoever_comes_with_a_child_is_present(self):
        problem, options = self.case(8)
        guest = a_person("gast")
        problem = replace(
            problem,
            persons={**problem.persons, guest.id: guest},
            links=(*problem.links, a_link("gast")),
            familiarity=problem.familiarity
            + tuple(replace(r, person=guest.id) for r in problem.familiarity),
        )
        both = [options[0], replace(options[1], person=guest.id)]
        assert self.decided((problem, both)) == {}


class TestContracts(RuleContract):
    rule = "contracts"
    profile = a_profile(contracts={"limited": True})
    says = "vertretung hätte in der Woche 9 von 8 möglichen Kindern."

    def case(self, contracts: int, **changes: object) -> Case:
        person = a_person(regular_contracts=contracts, **changes)
        problem = two_children(hours(8, 11), hours(11, 14), persons=(person,))
        return taken(problem)

    def allowed(self):
        return self.case(2)

    def at_the_limit(self):
        return self.case(6)

    def forbidden(self):
        return self.case(7)

    def test_wider_contracts_allow_ten(self):
        assert self.decided(self.case(8, wider_contracts=True)) == {}

    def test_the_permit_may_only_lower_it(self):
        low = self.case(3, permit=Permit(5, max_contracts=4))
        assert set(self.decided(low)) == {self.rule}

    def test_a_child_on_two_days_counts_once(self):
        problem = a_problem(
            persons=(a_person(regular_contracts=7),),
            needs=(a_need(), a_need(id=NeedId("morgen"), day=NEXT_DAY)),
        )
        assert self.decided(taken(problem)) == {}


class TestExtraChildren(RuleContract):
    rule = "extra-children"
    says = (
        "vertretung hätte am 03.08.2026 um 10:00 Uhr 2 zusätzliche Kinder"
        " (zugesagt: 1)."
    )

    def case(self, second: Slot, most: int) -> Case:
        person = a_person(limits=PersonalLimits(max_extra_children=most))
        return taken(two_children(hours(8, 11), second, persons=(person,)))

    def allowed(self):
        return self.case(hours(10, 13), 2)

    def at_the_limit(self):
        return self.case(hours(11, 14), 1)

    def forbidden(self):
        return self.case(hours(10, 13), 1)

    def test_fixed_cover_is_extra_and_regular_children_are_not(self):
        person = a_person(limits=PersonalLimits(max_extra_children=1))
        problem = a_problem(
            children=(a_child(), a_child("fest")),
            persons=(person,),
            presences=(a_presence("fest", hours(8, 12)),),
        )
        assert self.decided(taken(problem)) == {}
        pinned = replace(problem, presences=(), fixed=(a_fixed("fest"),))
        assert set(self.decided(taken(pinned))) == {self.rule}


class TestOnePlaceAtATime(RuleContract):
    rule = "one-place-at-a-time"
    says = (
        "vertretung ist am 03.08.2026 von 11:25 bis 14:00 an einem anderen Ort gebunden"
        " (Fahrzeit mitgerechnet)."
    )

    def case(self, second_starts: float) -> Case:
        problem = two_children(
            hours(8, 11),
            hours(second_starts, 14),
            places=(a_place(), a_place("anderswo")),
            links=(a_link(), a_link(place="anderswo")),
            place_minutes=WAY,
        )
        _, options = taken(problem)
        elsewhere = replace(options[1], place=PlaceId("anderswo"))
        return problem, [options[0], elsewhere]

    def allowed(self):
        return self.case(12)

    def at_the_limit(self):
        return self.case(11.5)

    def forbidden(self):
        return self.case(11 + 25 / 60)

    def test_an_unknown_way_cannot_be_gone(self):
        problem, options = self.allowed()
        lost = replace(problem, place_minutes={})
        assert set(self.decided((lost, options))) == {self.rule}


class TestOnePersonAtATime(RuleContract):
    rule = "one-person-at-a-time"
    says = "kind würde am 03.08.2026 um 09:45 Uhr doppelt vergeben."

    def case(self, second_starts: float, place: str = "ort") -> Case:
        other = a_person("andere")
        problem = a_problem(
            persons=(a_person(), other),
            places=(a_place(), a_place("anderswo")),
            links=(a_link(), a_link("andere"), a_link("andere", "anderswo")),
        )
        _, (option,) = taken(problem)
        return problem, [
            replace(option, slot=hours(8, 10)),
            replace(
                option,
                slot=hours(second_starts, 12),
                person=other.id,
                place=PlaceId(place),
            ),
        ]

    def allowed(self):
        return taken(a_problem())

    def at_the_limit(self):
        return self.case(10)

    def forbidden(self):
        return self.case(9.75)

    def test_to_another_place_only_if_the_profile_allows_it(self):
        case = self.case(10, "anderswo")
        assert set(self.decided(case)) == {self.rule}
        self.profile = a_profile(one_person_at_a_time={"handover": "at_all"})
        assert self.decided(case) == {}

    def test_to_nobody_if_the_profile_says_never(self):
        self.profile = a_profile(one_person_at_a_time={"handover": "never"})
        assert set(self.decided(self.case(10))) == {self.rule}


class TestDailyLimit(RuleContract):
    rule = "daily-limit"
    profile = a_profile(
        breaks={"alone_minutes": 900, "work_minutes": 900, "long_work_minutes": 900}
    )
    says = "vertretung käme am 03.08.2026 auf 495 Minuten Arbeitszeit (höchstens 480)."

    def case(self, until: float, **changes: object) -> Case:
        person = a_person(**EMPLOYED, **changes)
        return taken(two_children(hours(8, 13), hours(9, until), persons=(person,)))

    def allowed(self):
        return self.case(15)

    def at_the_limit(self):
        return self.case(16)

    def forbidden(self):
        return self.case(16.25)

    def test_ten_hours_where_the_average_allows_it(self):
        assert self.decided(self.case(18, may_extend_day=True)) == {}
        longer = self.case(18.25, may_extend_day=True)
        assert set(self.decided(longer)) == {self.rule}

    def test_the_self_employed_decide_themselves(self):
        person = a_person()
        problem = two_children(hours(8, 13), hours(9, 18), persons=(person,))
        assert self.decided(taken(problem)) == {}

    def test_ways_between_places_are_work(self):
        # Four hours, half an hour's way, then three and a half or more.
        for until, expected in ((16, set()), (16.25, {self.rule})):
            problem = two_children(
                hours(8, 12),
                hours(12.5, until),
                persons=(a_person(**EMPLOYED),),
                places=(a_place(), a_place("anderswo")),
                links=(a_link(), a_link(place="anderswo")),
                place_minutes=WAY,
            )
            _, options = taken(problem)
            options = [options[0], replace(options[1], place=PlaceId("anderswo"))]
            assert set(self.decided((problem, options))) == expected


class TestBreaks(RuleContract):
    rule = "breaks"
    says = (
        "vertretung hätte am 03.08.2026 bei 375 Minuten Arbeit nur 0 Minuten Pause und"
        " wäre bis zu 375 Minuten ohne Pause allein verantwortlich."
    )

    def case(self, first: Slot, second: Slot, **changes: object) -> Case:
        person = a_person(**EMPLOYED)
        return taken(two_children(first, second, persons=(person,), **changes))

    def allowed(self):
        return self.case(hours(8, 12), hours(9, 13))

    def at_the_limit(self):
        return self.case(hours(8, 12), hours(9, 14))

    def forbidden(self):
        return self.case(hours(8, 12), hours(9, 14.25))

    def test_half_an_hour_between_two_children_is_a_break(self):
        assert self.decided(self.case(hours(8, 12), hours(12.5, 15.5))) == {}

    def test_a_quarter_of_an_hour_is_not_enough_for_more_than_six_hours(self):
        short = self.case(hours(8, 12), hours(12.25, 15.5))
        assert set(self.decided(short)) == {self.rule}

    def test_more_than_nine_hours_ask_for_three_quarters(self):
        self.profile = a_profile(daily_limit={"limit_minutes": 600})
        enough = self.case(hours(6, 11), hours(11.75, 16))
        assert self.decided(enough) == {}
        half = self.case(hours(6, 11), hours(11.5, 15.75))
        assert set(self.decided(half)) == {self.rule}

    def test_a_colleague_of_the_place_relieves_her(self):
        colleague = a_person("kollegin", available={DAY: (hours(10, 10.5),)})
        persons = (a_person(**EMPLOYED), colleague)
        team = a_place(staff=(PersonId("vertretung"), colleague.id))
        problem = two_children(
            hours(8, 12), hours(9, 15), persons=persons, places=(team,)
        )
        assert self.decided(taken(problem)) == {}

    def test_an_absent_colleague_does_not(self):
        away = a_person("kollegin", absent={DAY: (Slot(0, 1440),)})
        team = a_place(staff=(PersonId("vertretung"), away.id))
        problem = two_children(
            hours(8, 12),
            hours(9, 15),
            persons=(a_person(**EMPLOYED), away),
            places=(team,),
        )
        assert set(self.decided(taken(problem))) == {self.rule}


class TestDailyRest(RuleContract):
    rule = "daily-rest"
    says = "vertretung hätte vor dem 04.08.2026 nur 645 Minuten Ruhezeit statt 660."

    def case(self, morning: float, shift: int = 0) -> Case:
        person = a_person(
            available={DAY: (Slot(0, 1440),), NEXT_DAY: (Slot(0, 1440),)}, **EMPLOYED
        )
        problem = a_problem(
            persons=(person,),
            children=(a_child("ada"), a_child("ben")),
            needs=(
                a_need("ada", hours(18, 20)),
                a_need("ben", hours(morning, 10), day=NEXT_DAY),
            ),
            clock_changes=(ClockChange(NEXT_DAY, 120, shift),) if shift else (),
        )
        return taken(problem)

    def allowed(self):
        return self.case(8)

    def at_the_limit(self):
        return self.case(7)

    def forbidden(self):
        return self.case(6.75)

    def test_a_night_of_the_spring_change_is_an_hour_short(self):
        facts = self.decided(self.case(7, -60))[self.rule]
        assert facts["rest_minutes"] == 600
        assert self.decided(self.case(8, -60)) == {}

    def test_a_night_of_the_autumn_change_is_an_hour_long(self):
        assert self.decided(self.case(6, 60)) == {}
        assert set(self.decided(self.case(5.75, 60))) == {self.rule}


def test_contradicting_pins_are_shown_and_do_not_block():
    pins = (
        a_fixed("kind", hours(8, 10), "vertretung", "ort"),
        a_fixed("kind", hours(9, 11), "andere", "ort"),
    )
    problem = a_problem(persons=(a_person(), a_person("andere")), fixed=pins)
    index = index_of(problem)
    rules = load_rules(a_profile())
    found = [f for r in rules.joint for f in r.check(index, Plan(()))]
    assert [(f.rule, f.decided) for f in found] == [("fixed-cover", False)]
