"""What is said of teams claims no more than what is proven."""

from dataclasses import replace

import pytest

from service.ahead.pairing.document import PairingDocument
from service.ahead.pairing.sentences import Speaker
from service.studies.naming import NOBODY
from solver.pairing.explanation.teams import NotWith, TeamReason
from solver.pairing.explanation.why_not import Together
from solver.pairing.explanation.why_team import WithoutTeam
from solver.pairing.plan import PairingPlan
from solver.pairing.problem import PersonId, Team, TeamKind
from solver.rule import Refusal, RuleId
from solver.slots import Day
from solver.tier import TierResult

A, B, C = (PersonId(name) for name in "abc")
AB, BC = Team(TeamKind.TANDEM, (A, B)), Team(TeamKind.TANDEM, (B, C), (C,))
HOURS = TierResult("team-uncovered", "child-hours", 10, 10)
WAYS = TierResult("team-ways-total", "minutes", 5, 5)
WITH_A = NotWith(B, 3, None, {}, hours=7, cents=400)


def a_document(*tiers, together=None, without=None):
    reason = TeamReason(BC, 9, 8, 0, 600, 3, 0, kept=False)
    plan = PairingPlan((BC,), (A,), tiers=tiers or (HOURS, WAYS))
    return PairingDocument(
        first_day=Day(1),
        last_day=Day(2),
        people=3,
        need_hours=18,
        budget_cents=900,
        draws=1,
        plan=plan,
        teams=(reason,),
        alone=(),
        changes=(),
        together=together,
        explained=True,
        without=without,
    )


def said(document, other):
    return Speaker(document, NOBODY).not_with(other)


def test_another_team_is_called_the_better_one_only_where_that_is_proven():
    taken = replace(WITH_A, instead=BC)
    assert said(a_document(), taken).endswith("Team b + c (bewiesen).")
    open_ = replace(HOURS, bound=9)
    assert said(a_document(open_, WAYS), taken).endswith("ist nicht bewiesen.")
    below = replace(WAYS, bound=0, conditional=True)
    assert said(a_document(HOURS, below), taken).endswith("ist nicht bewiesen.")


@pytest.mark.parametrize(("cents", "words"), [(301, "nötig"), (300, "Rechenzeit")])
def test_the_budget_is_blamed_only_where_too_little_of_it_is_left(cents, words):
    assert words in said(a_document(), replace(WITH_A, cents=cents))


def asked(*worse):
    together = Together(A, B, team=AB, worse=worse)
    return Speaker(a_document(together=together), NOBODY).together()


def test_what_two_together_would_cost_says_how_far_it_is_proven():
    dear = (HOURS, replace(HOURS, value=12, bound=12))
    first, line = asked(dear, (WAYS, WAYS))
    assert "am besten so: a, b" in first
    assert "12 statt 10 (bewiesen)" in line

    cut = (HOURS, replace(HOURS, value=12, bound=11))
    rest = (WAYS, replace(WAYS, value=4, bound=0, conditional=True))
    first, line, lower, warning = asked(cut, rest)
    assert "zum Beispiel so: a, b" in first
    assert "12 statt 10 (nicht bewiesen" in line
    assert "nicht unter 11" in line
    assert lower.endswith("4 statt 5 (nicht bewiesen).")
    assert "fehlen" in warning


def test_two_who_could_be_together_at_no_cost_are_told_so():
    _, line = asked((HOURS, HOURS), (WAYS, WAYS))
    assert "so gut wie der Plan" in line


def why(**answer):
    without = WithoutTeam(B, **answer)
    return Speaker(a_document(without=without), NOBODY).why()


def test_why_a_team_is_what_the_best_plan_without_it_loses_or_a_rule():
    dear = (HOURS, replace(HOURS, value=13, bound=13))
    first, line = why(team=BC, worse=(dear,))
    assert first.startswith("b ist im Team b + c. Der beste Plan ohne")
    assert "13 statt 10 (bewiesen)" in line
    first, _, warning = why(
        team=BC, worse=((HOURS, replace(HOURS, bound=1, value=11)),)
    )
    assert "Ein Plan ohne" in first
    assert "kann fehlen" in warning
    facts = {"person": "b", "percent": 70, "covered_percent": 60}
    (kept,) = why(team=BC, stays=Refusal(RuleId("good-teams-stay"), facts))
    assert "70 %" in kept
    assert why() == ("b ist in keinem Team.",)
    assert "Rechenzeit" in why(team=BC)[0]
