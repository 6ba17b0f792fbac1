"""A single change closes its gap, and nothing before it in the catalogue does."""

from dataclasses import replace

import pytest

from solver.result import SolveLimits
from solver.slots import ClockChange, Slot
from solver.substitution.audit import audit_with
from solver.substitution.explanation.answers import NOT_SMALLEST
from solver.substitution.explanation.changed import Changed
from solver.substitution.explanation.changes.catalogue import (
    KINDS,
    changes_for,
    lacks_of,
)
from solver.substitution.explanation.changes.change import Change, ChangeKind
from solver.substitution.explanation.single_change import ChangeSearch, Undecided
from solver.substitution.index import ProblemIndex
from solver.substitution.options import generate
from solver.substitution.plan import Plan
from solver.substitution.problem import (
    Capacity,
    Child,
    Credential,
    Familiarity,
    Permit,
    PersonalLimits,
    PersonId,
)
from tests.solver.brute import plans
from tests.solver.build import (
    DAY,
    PROOFS,
    a_child,
    a_need,
    a_person,
    a_place,
    a_problem,
    a_profile,
    hours,
    known,
)
from tests.solver.explanation.build import (
    left_open,
    planned,
    said,
    small_worlds,
)

MOST_OPTIONS = 13


def closes(basis, gap, change: Change) -> bool | None:
    """Every plan of the changed problem tried; ``None`` where there are too many."""
    index = ProblemIndex(change.make())
    options = generate(index, basis.rules).options
    if len(options) > MOST_OPTIONS:
        return None
    wanted = change.option
    asked = {
        o
        for o in options
        if (o.need, o.person, o.place) == (wanted.need, wanted.person, wanted.place)
        and o.slot.contains(gap.slot)
    }
    before = left_open(basis.index, basis.coverage_rules, basis.plan.assignments)
    most = before - basis.index.clock(gap.day).minutes(gap.slot)
    return any(
        left_open(index, basis.coverage_rules, plan.assignments) <= most
        for plan in plans(index, basis.rules, options)
        if not asked.isdisjoint(plan.assignments)
    )


def test_the_change_named_is_the_first_that_closes_the_gap():
    named, ruled_out = set(), 0
    for seed, basis in small_worlds(200, 290):
        search = ChangeSearch(basis)
        for gap in basis.plan.gaps[:3]:
            answer = search.smallest(gap)
            assert answer.smallest, seed
            for change in changes_for(basis.index, basis.rules, gap):
                truth = closes(basis, gap, change)
                if change == answer.change:
                    break  # that it does: the next test, by the audit
                assert not truth, (seed, gap, change)
                ruled_out += truth is False
            else:
                assert answer.change is None
            named.add(answer.change and answer.change.kind)
    assert ChangeKind.PERSON in named
    assert len(named) > 1
    assert ruled_out > 5


def test_a_plan_that_closes_a_gap_passes_the_audit_of_the_changed_problem():
    checked = 0
    for seed, basis in small_worlds(300, 340):
        search = ChangeSearch(basis)
        for gap in basis.plan.gaps:
            for change in changes_for(basis.index, basis.rules, gap):
                after = search.closing_plan(gap, change)
                if after is None or isinstance(after, Undecided):
                    continue
                index = ProblemIndex(change.make())
                report = audit_with(index, basis.rules, Plan(after))
                assert report.accepted, (seed, change, report.findings)
                mine = [o.slot for o in after if o.need == gap.need]
                assert any(slot.contains(gap.slot) for slot in mine)
                before = basis.plan.assignments
                rules = basis.coverage_rules
                gained = left_open(basis.index, rules, before) - left_open(
                    index, rules, after
                )
                assert gained >= basis.index.clock(gap.day).minutes(gap.slot)
                checked += 1
    assert checked > 20


def test_what_the_catalogue_leaves_out_would_not_help():
    tried = 0
    for seed, basis in small_worlds(340, 380):
        search = ChangeSearch(basis)
        for gap in basis.plan.gaps[:2]:
            for lack in lacks_of(basis.index, basis.rules, gap):
                for kind in KINDS:
                    if lack.rules <= kind.answers or (
                        kind.kind is ChangeKind.QUALIFICATION
                        and not lack.rules & kind.answers
                    ):
                        continue
                    for change in kind.of(basis.index, basis.rules, lack):
                        tried += 1
                        assert search.closing_plan(gap, change) is None, seed
    assert tried > 10


def only(problem, profile=None):
    """The answer for the one gap of a story."""
    basis = planned(problem, profile)
    (gap,) = basis.plan.gaps
    return ChangeSearch(basis).smallest(gap)


def test_a_place():
    full = a_person(permit=Permit(1))
    problem = a_problem(
        persons=(full,),
        children=(a_child("ada"), a_child("ben")),
        needs=(a_need("ada"), a_need("ben", hours(9, 12))),
        familiarity=(known("ada"), known("ben")),
    )
    answer = only(problem)
    assert said(answer) == [
        (
            "Die Lücke von ben am 03.08.2026 schließt sich, wenn vertretung 1 Platz"
            " mehr hat (ort)."
        )
    ]


def test_a_place_of_a_time_was_no_place_bug():
    """Whoever gives one place from 8 to 12 lacks a place, not a person."""
    given = Capacity(1, DAY, hours(8, 12), person=PersonId("vertretung"))
    problem = a_problem(
        persons=(a_person(),),
        children=(a_child("ada"), a_child("ben")),
        needs=(a_need("ada"), a_need("ben", hours(9, 12))),
        familiarity=(known("ada"), known("ben")),
    )
    answer = only(replace(problem, capacities=(given,)))
    assert answer.change.kind is ChangeKind.PLACE
    nowhere = replace(given, places=0, slot=hours(9, 12))
    needs = (problem.needs[1],)
    alone = only(replace(problem, needs=needs, capacities=(nowhere,)))
    assert alone.change.kind is ChangeKind.PLACE


def test_hours():
    late = a_person(available={DAY: (hours(9, 20),)}, home="ort")
    answer = only(
        a_problem(persons=(late,)), a_profile(piece_length={"min_piece_minutes": 240})
    )
    assert said(answer) == [
        (
            "Die Lücke von kind am 03.08.2026 schließt sich, wenn vertretung von 08:00"
            " bis 12:00 da ist (60 Minuten mehr)."
        )
    ]


@pytest.mark.parametrize(("shift", "missing"), [(60, 180), (-60, 60)])
def test_hours_of_a_night_the_clock_changes(shift, missing):
    """From one to three it is three hours in October, in March it is one."""
    whole = {DAY: (Slot(0, 1440),)}
    late = a_person(available={DAY: (hours(3, 20),)}, home="ort")
    night = a_problem(
        persons=(late,),
        needs=(a_need(slot=hours(1, 5)),),
        places=(a_place(open=whole),),
        clock_changes=(ClockChange(DAY, 180, shift),),
    )
    answer = only(night, a_profile(piece_length={"min_piece_minutes": 240}))
    assert said(answer) == [
        (
            "Die Lücke von kind am 03.08.2026 schließt sich, wenn vertretung von 01:00"
            f" bis 05:00 da ist ({missing} Minuten mehr)."
        )
    ]


def test_a_contact():
    answer = only(a_problem(familiarity=(known(state=Familiarity.MET),)))
    assert said(answer) == [
        (
            "Die Lücke von kind am 03.08.2026 schließt sich, wenn kind mit vertretung"
            " vertraut gemacht wird (vertraut)."
        )
    ]


def test_whoever_lacks_fewer_levels_is_made_familiar_first():
    twins = (a_person("anna"), a_person("zoe"))
    seen, met = (
        known(person=person, state=state)
        for person, state in (("anna", Familiarity.UNKNOWN), ("zoe", Familiarity.MET))
    )
    answer = only(a_problem(persons=twins, familiarity=(seen, met)))
    assert (answer.change.kind, answer.change.option.person, answer.change.size) == (
        ChangeKind.CONTACT,
        "zoe",
        1,
    )


def test_a_stranger_whom_the_family_can_reach_is_a_contact_too():
    stranger = a_person("fremde", home="ort")
    answer = only(a_problem(persons=(stranger,), links=(), familiarity=()))
    assert (answer.change.kind, answer.change.option.person) == (
        ChangeKind.CONTACT,
        "fremde",
    )


def test_lessons_a_proof_and_a_capability():
    unlearned = a_person(qualification_units=100)
    answer = only(a_problem(persons=(unlearned,)))
    assert "60 Unterrichtseinheiten nachholt (Grundqualifizierung)" in said(answer)[0]
    unproven = a_person(credentials=tuple(Credential(k) for k in PROOFS[1:]))
    answer = only(a_problem(persons=(unproven,)))
    assert "den Nachweis erneuert: Erste Hilfe am Kind." in said(answer)[0]
    needing = a_child(required_capabilities=frozenset({"medication"}))
    answer = only(a_problem(children=(needing,)))
    assert "das bietet: Einweisung in Medikamente." in said(answer)[0]


def test_the_way():
    problem = a_problem(children=(a_child(max_extra_way_minutes=15),))
    far = {**problem.family_minutes, ("kind", "ort"): 35}
    answer = only(replace(problem, family_minutes=far))
    assert said(answer) == [
        (
            "Die Lücke von kind am 03.08.2026 schließt sich, wenn die Familie 10"
            " Minuten mehr Weg zu vertretung annimmt."
        )
    ]


def test_one_more_person():
    answer = only(a_problem(links=(), persons=()))
    assert said(answer) == [
        (
            "Die Lücke von kind am 03.08.2026 schließt sich mit einer Person mehr,"
            " die kind kennt und von 08:00 bis 12:00 da ist."
        )
    ]


def test_without_time_nobody_says_that_the_change_named_is_the_smallest():
    early = a_person(permit=Permit(1), available={DAY: (hours(6, 13),)})
    problem = a_problem(
        persons=(early,),
        children=(a_child("ada"), a_child("ben")),
        needs=(a_need("ada", hours(8, 13)), a_need("ben", hours(11, 14))),
        familiarity=(known("ada"), known("ben")),
    )
    basis = planned(problem)
    gap = basis.plan.gaps[-1]
    assert gap.child == "ben"
    for seconds, smallest in ((20, True), (0, False)):
        limits = SolveLimits(seconds=seconds, workers=1)
        answer = ChangeSearch(basis, limits).smallest(gap)
        assert answer.change.kind is ChangeKind.PERSON
        assert answer.smallest is smallest
        assert (NOT_SMALLEST.id in [s.kind for s in answer.statements]) is not smallest


def test_two_things_amiss_are_no_single_change():
    both = a_person(qualification_units=100, credentials=(), limits=PersonalLimits(0))
    answer = only(a_problem(persons=(both,)))
    assert answer.change.kind is ChangeKind.PERSON


def test_a_gap_that_not_even_another_person_may_close():
    held = a_child()
    assert isinstance(held, Child)
    problem = a_problem(
        needs=(a_need(slot=Slot(480, 540)),),
        persons=(),
        links=(),
    )
    profile = a_profile(piece_length={"min_piece_minutes": 120})
    assert only(problem, profile).change.kind is ChangeKind.PERSON


def test_what_a_change_makes_possible_is_the_same_with_windows_known_and_without():
    compared = 0
    for seed, basis in small_worlds(900, 1000):
        for gap in basis.plan.gaps[:2]:
            for change in changes_for(basis.index, basis.rules, gap):
                index = ProblemIndex(change.make(), basis.index)
                known = Changed(basis, index, change).fresh
                alone = Changed(replace(basis, windows={}), index, change).fresh
                assert known == alone, (seed, gap, change)
                compared += 1
    assert compared > 100
