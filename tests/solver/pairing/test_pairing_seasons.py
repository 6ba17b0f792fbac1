"""Seasons by hand: what a team is worth, what rules refuse, what nobody can form."""

from dataclasses import replace

import pytest

from solver.errors import ProblemError, ProfileError
from solver.pairing.audit import audit, sentence
from solver.pairing.codec import (
    plan_from_bytes,
    plan_to_bytes,
    problem_from_bytes,
    problem_to_bytes,
)
from solver.pairing.cover import Cover
from solver.pairing.explanation.teams import alone_reasons, team_reasons
from solver.pairing.explanation.why_not import ChangeKind, best_changes, why_not
from solver.pairing.explanation.why_team import why_team
from solver.pairing.index import PairingIndex
from solver.pairing.matching import match_teams
from solver.pairing.plan import Method, PairingPlan
from solver.pairing.planning import solve
from solver.pairing.problem import (
    Floater,
    PersonId,
    Refused,
    Sickness,
    Team,
    TeamKind,
)
from solver.pairing.rules import load_rules
from solver.pairing.sickness import SickDays
from solver.pairing.standing import cover_of
from solver.profile import RuleProfile
from solver.result import SolveLimits
from solver.rule import RuleId
from tests.solver.pairing.build import MONDAY, SMALL, drawn, minder, off, season, week

A, B, C, D = (PersonId(name) for name in "abcd")
AB = Team(TeamKind.TANDEM, (A, B))
#: One child for six hours on five days.
WEEK_HOURS = 30
LIMITS = SolveLimits(120)


def planned(problem, profile=SMALL):
    plan = solve(problem, profile, LIMITS).plan
    assert plan is not None
    assert audit(problem, profile, plan).accepted
    return plan


def refusals(problem, team, profile=SMALL):
    rules = load_rules(profile)
    cover = cover_of(problem, rules)
    return {r.rule for rule in rules.pair if (r := rule.refuse(cover, team))}


def test_a_tandem_covers_with_its_free_places_and_nothing_when_both_are_away():
    apart = season(minder("a", announced=off(0)), minder("b", announced=off(1)))
    assert Cover(PairingIndex(apart)).hours(AB) == 2 * WEEK_HOURS
    same = season(minder("a", announced=off(0)), minder("b", announced=off(0)))
    assert Cover(PairingIndex(same)).hours(AB) == 0


def test_everybody_away_in_the_same_week_forms_no_team():
    problem = season(*(minder(name, announced=off(2)) for name in "abcd"))
    plan = planned(problem)
    assert plan.assignments == ()
    assert plan.alone == (A, B, C, D)
    assert plan.tiers[0].value == 4 * 4 * WEEK_HOURS
    assert plan.tiers[0].proven


def test_a_season_of_one_and_a_season_of_nobody_have_no_team():
    assert planned(season(minder("a", announced=off(0)))).alone == (A,)
    assert planned(season()).tiers[0].value == 0


def test_a_year_without_vacations_needs_no_team():
    plan = planned(season(minder("a"), minder("b")))
    assert plan.assignments == ()
    assert plan.tiers[0].value == 0


def test_two_out_of_reach_form_no_team_and_are_told_so():
    people = (minder("a", announced=off(0)), minder("b", announced=off(1)))
    problem = season(*people, ways={(A, B): 16})
    plan = planned(problem)
    assert plan.alone == (A, B)
    rules = load_rules(SMALL)
    (first, _) = alone_reasons(cover_of(problem, rules), rules, plan)
    near = first.nearest[0]
    assert near.rule == "team-ways"
    assert "16 Minuten Weg" in sentence(near.rule, near.facts)
    assert planned(season(*people, ways={(A, B): 15})).alone == ()


@pytest.mark.parametrize(
    ("team", "rule"),
    [
        (Team(TeamKind.TANDEM, (A,)), "team-size"),
        (Team(TeamKind.GROUP, (A, B), (A, B)), "team-size"),
        (Team(TeamKind.GROUP, (A, B, C), (A, B)), "team-held-places"),
        (Team(TeamKind.TANDEM, (A, D), (D,)), "team-held-places"),
        (Team(TeamKind.TANDEM, (A, B), (A,)), "held-budget"),
        (Team(TeamKind.TANDEM, (A, C)), "refused-together"),
    ],
)
def test_a_rule_refuses_what_is_no_team(team, rule):
    people = [
        minder(name, holdable=1, kept_free=0, held_place_cents=100, announced=off(n))
        for n, name in enumerate("abc")
    ]
    problem = season(*people, minder("d", announced=off(3)), refused=(Refused(A, C),))
    assert RuleId(rule) in refusals(problem, team)
    plan = PairingPlan((team,))
    found = {finding.rule for finding in audit(problem, SMALL, plan).findings}
    assert RuleId(rule) in found


def test_a_permit_must_reach_the_first_day_and_counts_no_longer_than_it_lasts():
    a, b = minder("a", announced=off(0, 2)), minder("b")
    ended = season(a, replace(b, permit_until=MONDAY - 1))
    assert "permit-at-start" in refusals(ended, AB)
    half = season(a, replace(b, permit_until=MONDAY + 13))
    assert refusals(half, AB) == set()
    assert Cover(PairingIndex(half)).hours(AB) == WEEK_HOURS


def test_the_budget_pays_for_held_places_to_the_cent():
    people = [
        minder(n, holdable=1, kept_free=0, held_place_cents=100, announced=off(w))
        for w, n in enumerate("ab")
    ]
    for budget, hours in ((0, 0), (99, 0), (100, WEEK_HOURS), (200, 2 * WEEK_HOURS)):
        problem = season(*people, budget_cents=budget)
        plan = planned(problem)
        need = Cover(PairingIndex(problem)).index.need_hours
        assert need - plan.tiers[0].value == hours
        assert plan.tiers[1].value == min(budget, 200) // 100 * 100


def test_a_held_place_that_covers_nothing_is_not_paid():
    people = [
        minder(n, holdable=1, kept_free=4, permit_places=9, held_place_cents=100)
        for n in "ab"
    ]
    people[0] = replace(people[0], announced=off(0))
    plan = planned(season(*people, budget_cents=1000))
    assert plan.assignments == (AB,)


def test_a_floater_is_with_one_of_hers_a_day():
    people = [minder("a", announced=off(0)), minder("b", announced=off(0, 1))]
    floater = Floater(PersonId("v"), "v", 4, week(8, 14))
    problem = season(*people, floater)
    cover = Cover(PairingIndex(problem))
    team = Team(TeamKind.CLUSTER, (A, B), floater=PersonId("v"))
    assert cover.hours(team) == 2 * 4 * WEEK_HOURS
    (reason,) = team_reasons(cover, PairingPlan((team,)))
    assert reason.need_hours == 3 * 4 * WEEK_HOURS


def test_a_good_team_stays_and_a_poor_one_does_not():
    people = [
        minder("a", children=1, announced=off(0)),
        minder("b", children=1, announced=off(1)),
        minder("c", children=1, announced=off(2), kept_free=4),
    ]
    good = season(*people, existing=(AB,))
    assert AB in planned(good).assignments
    assert "good-teams-stay" in refusals(good, Team(TeamKind.TANDEM, (A, C)))
    stays = why_team(good, SMALL, planned(good), B, LIMITS).stays
    assert stays is not None
    assert sentence(stays.rule, stays.facts).startswith("b bleibt im bestehenden Team")
    missing = audit(good, SMALL, PairingPlan(()))
    assert [finding.rule for finding in missing.findings] == ["good-teams-stay"]
    poor = season(
        *(minder(p.id, children=4, announced=p.announced) for p in people[:2]),
        people[2],
        existing=(AB,),
    )
    assert refusals(poor, Team(TeamKind.TANDEM, (A, C))) == set()


def test_of_equal_teams_those_who_wish_it_come_together():
    people = [minder(name, announced=off(n % 2)) for n, name in enumerate("abcd")]
    for one, other in ((A, B), (A, D)):
        problem = season(
            *people,
            kinds=frozenset({TeamKind.TANDEM}),
            wishes=((one, other),),
        )
        plan = planned(problem)
        assert plan.method is Method.MATCHING
        assert any({one, other} == set(team.members) for team in plan.assignments)


def test_weights_beyond_64_bits_are_told_apart():
    ab, cd, bc = (Team(TeamKind.TANDEM, pair) for pair in ((A, B), (C, D), (B, C)))
    huge = 1 << 80
    for extra, best in ((0, (ab, cd)), (3, (bc,))):
        worths = [(ab, (-huge,)), (cd, (-huge - 1,)), (bc, (-2 * huge - extra,))]
        matched = match_teams(worths)
        assert matched is not None
        assert matched.teams == best
        assert matched.unique


def test_a_new_person_shifts_nobodys_luck():
    problem = drawn(3)
    more = replace(
        problem,
        childminders={PersonId("aa"): minder("aa"), **problem.childminders},
    )
    here, there = PairingIndex(problem), PairingIndex(more)
    assert all(here.away[p] == there.away[p] for p in problem.childminders)


def test_sick_days_are_as_many_as_said_and_mostly_in_winter():
    days = tuple(day for day in range(MONDAY, MONDAY + 364) if day % 7 not in (6, 0))
    sick = SickDays(Sickness(1, draws=10, days_per_year=9), days)
    spells = [sick.of(f"person {number}") for number in range(100)]
    count = sum(last - first + 1 for each in spells for first, last in each)
    assert 8 < count / 1000 < 10
    winter = sum(
        last - first + 1
        for each in spells
        for first, last in each
        if 65 <= first % len(days) < 172
    )
    assert winter > count / 2
    assert SickDays(Sickness(1, 3, 0), days).of("x") == ()


def test_why_not_is_a_rule_a_price_or_already_so():
    people = [minder(name, announced=off(n % 4)) for n, name in enumerate("abcd")]
    problem = season(
        *people,
        kinds=frozenset({TeamKind.TANDEM}),
        refused=(Refused(A, C),),
        ways={(A, B): 1, (C, D): 1, (A, D): 9, (B, C): 9, (A, C): 1, (B, D): 1},
    )
    plan = planned(problem)
    assert why_not(problem, SMALL, plan, (A, B), LIMITS).already
    refused = why_not(problem, SMALL, plan, (A, C), LIMITS).refused
    assert refused is not None
    assert refused.rule == "refused-together"
    dear = why_not(problem, SMALL, plan, (A, D), LIMITS)
    assert dear.team == Team(TeamKind.TANDEM, (A, D))
    assert [(x.value, y.value) for x, y in dear.worse][-1] == (2, 18)
    with pytest.raises(ProblemError):
        why_not(problem, SMALL, plan, (A, PersonId("x")), LIMITS)


def test_two_together_in_larger_teams_are_found_too():
    problem = drawn(4)
    plan = planned(problem)
    both = (PersonId("p0"), PersonId("p2"))
    found = why_not(problem, SMALL, plan, both, LIMITS)
    assert found.already or found.refused or found.worse
    if found.worse:
        assert found.worse[0][1].value >= found.worse[0][0].bound


def test_what_would_help_is_tried_and_counted():
    a = minder("a", announced=off(0), kept_free=0)
    b = minder("b", kept_free=0, holdable=1, held_place_cents=500)
    problem = season(a, b)
    plan = planned(problem)
    tried = best_changes(problem, SMALL, plan, LIMITS)
    changes = tried.helping
    assert tried.undecided == 0
    told = {(c.kind, c.person): (c.gain_hours, c.cents, c.proven) for c in changes}
    assert told[ChangeKind.BUDGET, None] == (WEEK_HOURS, 500, True)
    assert told[ChangeKind.FREE_PLACE, B] == (WEEK_HOURS, 0, True)
    assert (ChangeKind.FREE_PLACE, A) not in told


def test_problem_and_plan_survive_their_bytes():
    problem = drawn(1)
    assert problem_from_bytes(problem_to_bytes(problem)) == problem
    plan = planned(problem)
    assert plan_from_bytes(plan_to_bytes(plan)) == plan


def test_contradictions_are_refused_with_every_fault():
    problem = season(
        minder("a", kept_free=-1),
        existing=(Team(TeamKind.TANDEM, (B, A)),),
        budget_cents=-1,
        last_day=MONDAY - 1,
    )
    with pytest.raises(ProblemError) as told:
        solve(problem, SMALL)
    for words in ("1 bis 400 Tage", "nie negativ", "nicht angegeben", "geordnet"):
        assert words in str(told.value)


def test_coverage_is_the_first_tier_whatever_the_profile_says():
    other = replace(SMALL, tiers=(RuleId("held-cost"), RuleId("team-uncovered")))
    assert isinstance(other, RuleProfile)
    with pytest.raises(ProfileError, match="zuerst"):
        solve(season(minder("a")), other)


def test_parts_a_problem_does_not_know_are_findings():
    problem = season(minder("a"), minder("b"))
    strange = (
        Team(TeamKind.TANDEM, (A, PersonId("x"))),
        Team(TeamKind.CLUSTER, (A,)),
        Team(TeamKind.TANDEM, (A, A)),
    )
    report = audit(problem, SMALL, PairingPlan(strange))
    faults = {finding.facts.get("part_fault") for finding in report.findings}
    assert faults == {"unknown_person", "floater_or_not", "person_twice"}
