"""Rules that judge one person, one place and one piece."""

from dataclasses import replace

from solver.slots import Day
from solver.substitution.problem import (
    Credential,
    Exclusion,
    ExclusionOrigin,
    Familiarity,
    FamiliarityOverride,
    NeedId,
    Permit,
    PersonalLimits,
    PersonId,
    PersonKind,
    PlaceId,
)
from tests.solver.build import (
    DAY,
    NEXT_DAY,
    PROOFS,
    a_child,
    a_fixed,
    a_link,
    a_need,
    a_person,
    a_place,
    a_presence,
    a_problem,
    an_option,
    hours,
    known,
)
from tests.solver.rules.contract import Case, RuleContract


def whole(**changes: object) -> Case:
    """The one need of a problem, taken whole."""
    problem = a_problem(**changes)
    return problem, [an_option(problem)]


class TestCooperation(RuleContract):
    rule = "cooperation"
    says = (
        "Für kind ist am 03.08.2026 keine Vertretung durch vertretung an diesem Ort"
        " vereinbart."
    )

    def allowed(self):
        return whole()

    def at_the_limit(self):
        return whole(links=(a_link(first_day=DAY, last_day=DAY),))

    def forbidden(self):
        return whole(links=(a_link(first_day=NEXT_DAY),))

    def test_a_link_for_other_children_does_not_count(self):
        other = whole(links=(a_link(children=frozenset({"anderes"})),))
        assert set(self.decided(other)) == {"cooperation"}


class TestFixedCover(RuleContract):
    rule = "fixed-cover"
    says = "Für kind steht die Zeit am 03.08.2026 von 10:00 bis 12:00 schon fest."

    def case(self, start: float) -> Case:
        problem = a_problem(
            fixed=(a_fixed(slot=hours(start, 12), person=None, place=None),)
        )
        return problem, [an_option(problem, hours(8, 10))]

    def allowed(self):
        return self.case(11)

    def at_the_limit(self):
        return self.case(10)

    def forbidden(self):
        # A piece of the open stretch, and one more over what is fixed.
        problem, taken = self.case(10)
        return problem, [replace(taken[0], slot=hours(8, 12))]

    def decided(self, case):
        found = super().decided(case)
        found.pop("piece-length", None)  # it leaves the open stretch as well
        return found

    def test_what_began_before_the_plan_is_not_planned(self):
        case = whole(frozen_day=DAY, frozen_minute=8 * 60 + 30)
        assert set(self.decided(case)) == {"fixed-cover"}

    def test_what_begins_at_that_very_minute_is(self):
        problem = a_problem(frozen_day=DAY, frozen_minute=9 * 60)
        assert self.decided((problem, [an_option(problem, hours(9, 12))])) == {}


class TestPieceLength(RuleContract):
    rule = "piece-length"
    says = (
        "Das Stück für kind am 03.08.2026 von 08:00 bis 09:45 passt nicht in den"
        " Bedarf: mindestens 120 Minuten, Grenzen im Raster von 15 Minuten."
    )

    def case(self, end: float) -> Case:
        problem = a_problem()
        return problem, [an_option(problem, hours(8, end))]

    def allowed(self):
        return self.case(11)

    def at_the_limit(self):
        return self.case(10)

    def forbidden(self):
        return self.case(9.75)

    def test_a_short_need_may_be_taken_whole(self):
        assert self.decided(whole(needs=(a_need(slot=hours(8, 8.5)),))) == {}

    def test_off_the_grid_is_refused(self):
        case = self.case(11 + 5 / 60)
        assert set(self.decided(case)) == {"piece-length"}


class TestAvailability(RuleContract):
    rule = "availability"
    says = (
        "vertretung ist am 03.08.2026 von 08:00 bis 12:00 nicht durchgehend verfügbar."
    )

    def case(self, *slots) -> Case:
        return whole(persons=(a_person(available={DAY: slots}),))

    def allowed(self):
        return self.case(hours(6, 18))

    def at_the_limit(self):
        return self.case(hours(8, 10), hours(10, 12))

    def forbidden(self):
        return self.case(hours(8, 10), hours(10.25, 12))

    def test_own_absence_counts(self):
        case = whole(persons=(a_person(absent={DAY: (hours(11, 13),)}),))
        assert set(self.decided(case)) == {"availability"}


class TestExclusions(RuleContract):
    rule = "exclusions"
    says = (
        "Für kind kommt vertretung am 03.08.2026 nicht in Frage: die"
        " Sorgeberechtigten möchten das nicht."
    )

    def case(self, first: Day, last: Day, **of_whom) -> Case:
        person, origin = PersonId("vertretung"), ExclusionOrigin.GUARDIAN
        return whole(exclusions=(Exclusion(person, origin, first, last, **of_whom),))

    def allowed(self):
        return self.case(DAY, DAY, child="anderes")

    def at_the_limit(self):
        return self.case(NEXT_DAY, NEXT_DAY)

    def forbidden(self):
        return self.case(Day(DAY - 1), DAY)

    def test_an_exclusion_of_another_need_does_not_count(self):
        assert self.decided(self.case(DAY, DAY, need=NeedId("anderer"))) == {}


class TestPersonalLimits(RuleContract):
    rule = "personal-limits"
    says = (
        "vertretung übernimmt am 03.08.2026 keine Vertretung für kind: das Kind ist"
        " ihr zu jung."
    )

    def case(self, **limits) -> Case:
        return whole(persons=(a_person(limits=PersonalLimits(**limits)),))

    def allowed(self):
        return self.case(min_age_months=12, weekdays_off=frozenset({4}))

    def at_the_limit(self):
        return self.case(min_age_months=31, max_age_months=31)

    def forbidden(self):
        return self.case(min_age_months=32)

    def test_no_children_on_a_day_off(self):
        monday = self.case(weekdays_off=frozenset({0}))
        assert set(self.decided(monday)) == {"personal-limits"}


class TestPermit(RuleContract):
    rule = "permit"
    says = (
        "Die Pflegeerlaubnis von vertretung trägt die Betreuung von kind am 03.08.2026"
        " nicht: sie ist abgelaufen."
    )

    def case(self, **permit) -> Case:
        return whole(persons=(a_person(permit=Permit(5, **permit)),))

    def allowed(self):
        return self.case()

    def at_the_limit(self):
        return self.case(
            valid_from=DAY,
            valid_until=DAY,
            min_age_months=31,
            max_age_months=31,
            hours=hours(8, 12),
        )

    def forbidden(self):
        return self.case(valid_until=Day(DAY - 1))

    def test_each_side_condition_counts(self):
        for condition in (
            {"valid_from": NEXT_DAY},
            {"min_age_months": 32},
            {"max_age_months": 30},
            {"hours": hours(8, 11)},
        ):
            assert set(self.decided(self.case(**condition))) == {"permit"}, condition

    def test_who_needs_one_and_has_none_is_refused(self):
        assert set(self.decided(whole(persons=(a_person(permit=None),)))) == {"permit"}

    def test_staff_of_a_kindergarten_needs_none(self):
        person = a_person(permit=None, kind=PersonKind.KITA_STAFF)
        assert self.decided(whole(persons=(person,))) == {}


class TestCredentials(RuleContract):
    rule = "credentials"
    says = "vertretung fehlt am 03.08.2026 ein gültiger Nachweis: Erste Hilfe am Kind."

    def case(self, until: Day) -> Case:
        proofs = (
            Credential(PROOFS[0], None, until),
            *(Credential(kind) for kind in PROOFS[1:]),
        )
        return whole(persons=(a_person(credentials=proofs),))

    def allowed(self):
        return self.case(NEXT_DAY)

    def at_the_limit(self):
        return self.case(DAY)

    def forbidden(self):
        return self.case(Day(DAY - 1))

    def test_a_renewed_proof_counts(self):
        proofs = [Credential(kind) for kind in PROOFS]
        old = Credential(PROOFS[0], None, Day(DAY - 9))
        person = a_person(credentials=(old, *proofs))
        assert self.decided(whole(persons=(person,))) == {}


class TestQualification(RuleContract):
    rule = "qualification"
    says = "vertretung hat 159 von 160 Unterrichtseinheiten (Grundqualifizierung)."

    def case(self, units: int, **changes) -> Case:
        return whole(persons=(a_person(qualification_units=units, **changes),))

    def allowed(self):
        return self.case(300)

    def at_the_limit(self):
        return self.case(160)

    def forbidden(self):
        return self.case(159)

    def test_a_professional_needs_eighty(self):
        assert self.decided(self.case(80, professional=True)) == {}
        short = self.case(79, professional=True)
        assert set(self.decided(short)) == {"qualification"}

    def test_inclusion_asks_for_a_hundred_more(self):
        child = a_child(required_capabilities=frozenset({"inclusion"}))
        for units, expected in ((99, {"qualification"}), (100, set())):
            person = a_person(inclusion_units=units)
            case = whole(children=(child,), persons=(person,))
            assert set(self.decided(case)) == expected


class TestCapabilities(RuleContract):
    rule = "capabilities"
    says = "kind braucht Säuglingspflege; das bieten vertretung und der Ort nicht."

    def case(self, person=(), place=()) -> Case:
        wanted = frozenset({"infant", "step_free"})
        return whole(
            children=(a_child(required_capabilities=wanted),),
            persons=(a_person(capabilities=frozenset(person)),),
            places=(a_place(capabilities=frozenset(place)),),
        )

    def allowed(self):
        return self.case(person=("infant", "step_free", "language_tr"))

    def at_the_limit(self):
        return self.case(person=("infant",), place=("step_free",))

    def forbidden(self):
        return self.case(place=("step_free",))


class TestFamiliarityLevel(RuleContract):
    rule = "familiarity-level"
    says = (
        "kind ist vertretung am 03.08.2026 noch nicht vertraut genug: schon begegnet"
        " statt mindestens vertraut."
    )

    def case(self, state: Familiarity, **changes) -> Case:
        return whole(familiarity=(known(state=state, **changes),))

    def allowed(self):
        return self.case(Familiarity.SETTLED)

    def at_the_limit(self):
        return self.case(Familiarity.FAMILIAR, first_day=DAY, last_day=DAY)

    def forbidden(self):
        return self.case(Familiarity.MET)

    def test_a_counsellor_may_let_a_pair_pass(self):
        problem, taken = self.forbidden()
        let_pass = FamiliarityOverride("kind", PersonId("vertretung"), DAY, DAY)
        assert self.decided((replace(problem, overrides=(let_pass,)), taken)) == {}

    def test_a_record_of_another_day_does_not_count(self):
        late = self.case(Familiarity.SETTLED, first_day=NEXT_DAY)
        assert set(self.decided(late)) == {"familiarity-level"}


class TestPlaceUsable(RuleContract):
    rule = "place-usable"
    says = (
        "Die Räume (ort) sind am 03.08.2026 ohne die Inhaberin nicht für vertretung"
        " nutzbar."
    )

    def case(self, until: float, **place) -> Case:
        owner = a_person("inhaberin", available={DAY: (hours(7, until),)})
        ort = a_place(
            usable_without_owner=False, staff=(PersonId("inhaberin"),), **place
        )
        return whole(
            persons=(a_person(), owner), places=(ort,), links=(a_link("vertretung"),)
        )

    def allowed(self):
        return self.case(18)

    def at_the_limit(self):
        return self.case(12)

    def forbidden(self):
        return self.case(11.75)

    def test_her_own_home_is_hers(self):
        home = a_place(usable_without_owner=False, staff=(PersonId("vertretung"),))
        assert self.decided(whole(places=(home,))) == {}


class TestPlaceOpen(RuleContract):
    rule = "place-open"
    says = "ort ist am 03.08.2026 von 08:00 bis 12:00 nicht durchgehend geöffnet."

    def case(self, *opened) -> Case:
        return whole(places=(a_place(open={DAY: opened}),))

    def allowed(self):
        return self.case(hours(7, 17))

    def at_the_limit(self):
        return self.case(hours(8, 12))

    def forbidden(self):
        return self.case(hours(8, 11.75))

    def test_closed_all_day(self):
        assert set(self.decided(self.case())) == {"place-open"}

    def test_a_day_without_hours_is_open(self):
        assert self.decided(whole(places=(a_place(open={NEXT_DAY: ()}),))) == {}


class TestExtraWayLimit(RuleContract):
    rule = "extra-way-limit"
    says = "kind hätte zu ort 21 Minuten Mehrweg (höchstens 20 Minuten)."

    def case(self, to_place: int, limit: int | None = None) -> Case:
        return whole(
            children=(a_child(max_extra_way_minutes=limit),),
            family_minutes={("kind", "ort"): to_place, ("kind", "zuhause"): 10},
        )

    def allowed(self):
        return self.case(5, limit=0)

    def at_the_limit(self):
        return self.case(30)

    def forbidden(self):
        return self.case(31)

    def test_the_family_s_own_limit_stands_over_the_profile_s(self):
        assert set(self.decided(self.case(16, limit=5))) == {"extra-way-limit"}
        assert self.decided(self.case(40, limit=30)) == {}

    def test_an_unknown_way_cannot_be_gone(self):
        case = whole(family_minutes={})
        facts = self.decided(case)["extra-way-limit"]
        assert facts["extra_way"] == "unreachable"

    def test_the_regular_place_is_always_reached(self):
        problem = a_problem(family_minutes={}, links=(a_link(place="zuhause"),))
        option = an_option(problem, place=PlaceId("zuhause"))
        assert self.decided((problem, [option])) == {}


def test_busy_with_own_children_elsewhere_is_refused():
    problem = a_problem(
        presences=(a_presence("eigenes", hours(9, 10), place="daheim"),),
        children=(a_child(), a_child("eigenes")),
        places=(a_place(), a_place("daheim")),
        place_minutes={("ort", "daheim"): 10, ("daheim", "ort"): 10},
    )
    contract = TestAvailability()
    decided = contract.decided((problem, [an_option(problem)]))
    assert set(decided) == {"one-place-at-a-time"}
