"""The audit of any plan: ours, somebody's, and one that makes no sense."""

from dataclasses import replace

import pytest

from solver.rule import RuleId
from solver.slots import Day
from solver.substitution.audit import audit
from solver.substitution.explanation.reasons import sentence
from solver.substitution.plan import Plan
from solver.substitution.problem import (
    FamiliarityRecord,
    NeedId,
    Permit,
    PersonId,
    PlaceId,
)
from tests.solver.build import (
    a_child,
    a_fixed,
    a_need,
    a_person,
    a_presence,
    a_problem,
    a_profile,
    an_option,
    hours,
)


def test_a_good_plan_is_accepted_and_its_tiers_are_counted():
    problem = a_problem()
    report = audit(problem, a_profile(), Plan((an_option(problem),)))
    assert report.accepted
    assert report.findings == ()
    tiers = {tier.id: (tier.value, tier.unit) for tier in report.tiers}
    assert tiers["uncovered"] == (0, "child-minutes")
    assert "changes" not in tiers
    assert report.not_checked == ()


def test_the_empty_plan_is_accepted():
    report = audit(a_problem(), a_profile(), Plan(()))
    assert report.accepted
    assert report.tiers[0].value == 240


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"need": NeedId("?")}, "diesen Bedarf gibt es nicht"),
        ({"child": "?"}, "Kind oder Tag sind andere"),
        ({"day": Day(1)}, "Kind oder Tag sind andere"),
        ({"slot": hours(7, 12)}, "die Zeit liegt außerhalb des Bedarfs"),
        ({"person": PersonId("?")}, "diese Person gibt es nicht"),
        ({"place": PlaceId("?")}, "diesen Ort gibt es nicht"),
    ],
    ids=["need", "child", "day", "slot", "person", "place"],
)
def test_what_does_not_fit_the_problem_is_a_finding_and_no_crash(changes, fault):
    problem = a_problem()
    good = an_option(problem)
    report = audit(problem, a_profile(), Plan((good, replace(good, **changes))))
    assert not report.accepted
    (finding,) = report.findings
    assert fault in sentence(finding.rule, finding.facts)


def test_the_same_assignment_twice_is_refused():
    problem = a_problem()
    option = an_option(problem)
    report = audit(problem, a_profile(), Plan((option, option)))
    assert "one-person-at-a-time" in {f.rule for f in report.findings}
    assert not report.accepted


def test_findings_on_fixed_cover_are_shown_and_do_not_block():
    # She is unqualified, and pinned all the same; the other child is planned.
    unqualified = a_person("zugesagt", qualification_units=0)
    problem = a_problem(
        children=(a_child("ada"), a_child("ben")),
        persons=(a_person(), unqualified),
        needs=(a_need("ben"), a_need("ada")),
        fixed=(a_fixed("ada", person="zugesagt"),),
    )
    report = audit(problem, a_profile(), Plan((an_option(problem),)))
    assert [(f.rule, f.decided) for f in report.findings] == [
        (RuleId("qualification"), False)
    ]
    assert report.accepted


def test_too_many_regular_children_are_shown_and_do_not_block():
    problem = a_problem(
        children=(a_child(), a_child("eins"), a_child("zwei")),
        persons=(a_person(), a_person("volle", permit=Permit(1))),
        presences=tuple(
            a_presence(name, hours(8, 12), "volle", "zuhause")
            for name in ("eins", "zwei")
        ),
    )
    report = audit(problem, a_profile(), Plan((an_option(problem),)))
    assert [(f.rule, f.decided) for f in report.findings] == [
        (RuleId("present-at-once-person"), False)
    ]
    assert report.accepted


def test_a_plan_from_elsewhere_with_pieces_of_its_own_is_judged_by_the_same_rules():
    problem = a_problem(needs=(a_need(slot=hours(8, 14)),))
    pieces = (an_option(problem, hours(8, 10.25)), an_option(problem, hours(10.25, 14)))
    report = audit(problem, a_profile(), Plan(pieces))
    assert report.accepted
    assert report.tiers[0].value == 30  # one hand-over, though to the same person


def test_a_stranger_to_the_records_is_no_crash():
    problem = a_problem()
    odd = FamiliarityRecord("?", PersonId("?"), 3, Day(0), Day(10**6))
    report = audit(replace(problem, familiarity=(odd,)), a_profile(), Plan(()))
    assert report.accepted
