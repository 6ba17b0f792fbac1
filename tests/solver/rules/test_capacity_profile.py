"""Rule 2d at its limits: places that are there only for a time."""

from dataclasses import replace

from solver.slots import Slot
from solver.substitution.options import generate
from solver.substitution.planning import solve
from solver.substitution.problem import Capacity, NeedId, PersonId, PlaceId
from solver.substitution.rules import load_rules
from solver.substitution.validate import validate
from tests.solver.build import (
    DAY,
    NEXT_DAY,
    a_child,
    a_fixed,
    a_need,
    a_presence,
    a_problem,
    a_profile,
    hours,
    index_of,
)
from tests.solver.rules.contract import Case, RuleContract
from tests.solver.rules.test_joint_rules import taken, two_children


def given(places: int, slot: Slot | None = None, **changes: object) -> Capacity:
    capacity = Capacity(places, DAY, slot or hours(9, 12), PersonId("vertretung"))
    return replace(capacity, **changes)


class TestCapacityProfile(RuleContract):
    rule = "capacity-profile"
    says = (
        "Bei vertretung wären am 03.08.2026 um 10:00 Uhr 2 von 1 Platz dieser Zeit"
        " belegt."
    )

    def case(self, *capacities: Capacity) -> Case:
        return taken(
            two_children(hours(8, 11), hours(10, 13), capacities=tuple(capacities))
        )

    def allowed(self) -> Case:
        return self.case(given(2))

    def forbidden(self) -> Case:
        return self.case(given(1))

    def at_the_limit(self) -> Case:
        return self.case(given(1, hours(11, 13)))

    def test_other_days_persons_and_places_are_not_concerned(self):
        elsewhere = given(0, person=None, place=PlaceId("zuhause"))
        another = given(0, person=PersonId("fehlt"))
        assert self.decided(self.case(elsewhere, another)) == {}
        assert self.decided(self.case(given(0, day=NEXT_DAY))) == {}

    def test_a_place_has_its_own_number(self):
        there = given(1, person=None, place=PlaceId("ort"))
        assert set(self.decided(self.case(there))) == {self.rule}

    def test_of_several_the_least_counts(self):
        case = self.case(given(3, hours(8, 13)), given(1, hours(10, 10.5)))
        assert set(self.decided(case)) == {self.rule}

    def test_regular_children_and_fixed_cover_take_places(self):
        problem = a_problem(
            children=(a_child(), a_child("fest")), capacities=(given(1),)
        )
        there = replace(problem, presences=(a_presence("fest", hours(11, 13)),))
        pinned = replace(problem, fixed=(a_fixed("fest"),))
        for changed in (there, pinned):
            assert set(self.decided(taken(changed))) == {self.rule}
        assert self.decided(taken(problem)) == {}

    def test_what_is_free_around_it_is_still_offered(self):
        problem = a_problem(
            needs=(a_need(slot=hours(7, 15)),), capacities=(given(0, hours(10, 12)),)
        )
        rules = load_rules(a_profile())
        slots = {o.slot for o in generate(index_of(problem), rules).options}
        assert slots == {hours(7, 10), hours(12, 15)}

    def test_the_last_free_place_is_still_offered(self):
        problem = a_problem(
            children=(a_child(), a_child("früh"), a_child("da")),
            needs=(a_need(slot=hours(7, 15)),),
            presences=(
                a_presence("früh", hours(10, 12)),
                a_presence("da", hours(10, 14)),
            ),
            capacities=(given(2, hours(7, 15)),),
        )
        slots = {
            o.slot for o in generate(index_of(problem), load_rules(a_profile())).options
        }
        assert slots == {hours(7, 10), hours(12, 15)}

    def test_what_is_free_around_others_is_offered_as_well(self):
        long, short = hours(7, 15), hours(10, 12)
        problem = two_children(long, short, capacities=(given(1, hours(6, 18)),))
        found = generate(index_of(problem), load_rules(a_profile())).options
        slots = {o.slot for o in found if o.child == "ada"}
        assert slots == {long, hours(7, 10), hours(12, 15)}
        apart = given(1, hours(6, 18), person=PersonId("fehlt"))
        found = generate(
            index_of(replace(problem, capacities=(apart,))), load_rules(a_profile())
        ).options
        assert {o.slot for o in found if o.child == "ada"} == {long}

    def test_the_plan_keeps_to_it(self):
        needs = tuple(
            a_need(child, hours(8, 12), id=NeedId(child)) for child in ("eins", "zwei")
        )
        problem = a_problem(
            children=(a_child("eins"), a_child("zwei")),
            needs=needs,
            capacities=(given(1, hours(8, 12)),),
        )
        assert validate(problem) == ()
        plan = solve(problem, a_profile()).plan
        assert plan is not None
        assert len(plan.assignments) == 1
        assert {r.rule for gap in plan.gaps for r in gap.refusals} == {self.rule}
