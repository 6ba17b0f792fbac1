"""Cover, rules and plans agree with a plain count and with brute force."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations

import pytest

from solver.engine.budget import Budget
from solver.errors import ProblemError
from solver.pairing.asked import Asked
from solver.pairing.audit import audit
from solver.pairing.columns import generate
from solver.pairing.cover import Cover
from solver.pairing.explanation.why_team import why_team
from solver.pairing.frame import framed
from solver.pairing.index import PairingIndex
from solver.pairing.pair_tables import PairTables
from solver.pairing.plan import Method
from solver.pairing.planning import solve
from solver.pairing.prices import CENT_PARTS, PARTS, Prices
from solver.pairing.problem import (
    Floater,
    PairingProblem,
    PersonId,
    Refused,
    Team,
    TeamKind,
    WeekTime,
)
from solver.pairing.rules import load_rules
from solver.pairing.standing import cover_of
from solver.result import Solved, SolveLimits
from solver.slots import Day, Slot
from tests.solver.pairing.build import (
    SMALL,
    best_by_brute_force,
    drawn,
    every_team,
    minder,
    plain_minutes,
    season,
)


@pytest.mark.parametrize("seed", range(3))
def test_what_teams_cover_is_what_a_plain_count_says(seed: int):
    problem = drawn(seed, people=4)
    cover = Cover(PairingIndex(problem))
    teams = list(every_team(problem))[seed::4]
    counted = {team: cover.minutes(team) for team in teams}
    assert counted == {team: plain_minutes(problem, team) for team in teams}
    assert any(counted.values())


@pytest.mark.parametrize("seed", range(4))
def test_many_pairs_at_once_are_counted_like_one_after_the_other(seed: int):
    """On a grid of half hours and on one of minutes, with days of several words."""
    drawn_one = drawn(seed, people=6)
    long = replace(drawn_one, last_day=Day(drawn_one.first_day + 300))
    odd = long.childminders[PersonId("p0")]
    odd = replace(odd, open=(WeekTime(0, Slot(421, 959)),))
    finer = replace(long, childminders={**long.childminders, odd.id: odd})
    for problem in (drawn_one, long, finer):
        index = PairingIndex(problem)
        pairs = list(permutations(problem.childminders, 2))
        for held in (False, True):
            each = [index.most_covered(*pair, held=held) for pair in pairs]
            assert PairTables(index).most_covered(pairs, held=held) == each
            assert any(each)
    assert PairTables(index).most_covered([], held=False) == []


@pytest.mark.parametrize("seed", range(8))
def test_teams_are_as_good_as_the_best_of_all_choices(seed: int):
    problem = drawn(seed)
    rules = load_rules(SMALL)
    cover = cover_of(problem, rules)
    teams = [t for t in every_team(problem) if not rules.refusal(cover, t)]
    result = solve(problem, SMALL, SolveLimits(120))
    assert isinstance(result, Solved)
    plan = result.plan
    assert audit(problem, SMALL, plan).accepted
    best = best_by_brute_force(rules, cover, teams)
    assert tuple(tier.value for tier in plan.tiers) == best
    assert all(tier.proven for tier in plan.tiers)


def test_two_together_are_as_good_as_the_best_of_all_choices_that_have_them_so():
    tried = 0
    for seed in range(6):
        problem = drawn(seed)
        rules = load_rules(SMALL)
        cover = cover_of(problem, rules)
        teams = [t for t in every_team(problem) if not rules.refusal(cover, t)]
        free = solve(problem, SMALL, SolveLimits(120)).plan
        for both in combinations([*problem.childminders, *problem.floaters], 2):
            asked = [team for team in teams if {*both} <= {*team.people}]
            if not asked or any({*both} <= {*t.people} for t in free.assignments):
                continue
            plan = solve(replace(problem, together=both), SMALL, SolveLimits(120)).plan
            best = best_by_brute_force(rules, cover, teams, both)
            assert tuple(tier.value for tier in plan.tiers) == best, (seed, both)
            assert all(tier.proven for tier in plan.tiers), (seed, both)
            tried += 1
            break
    assert tried >= 4


def test_what_speaks_for_a_team_is_the_best_of_all_choices_without_it():
    dearer = 0
    for seed in range(6):
        problem = drawn(seed)
        rules = load_rules(SMALL)
        plan = solve(problem, SMALL, SolveLimits(120)).plan
        team = plan.assignments[0]
        answer = why_team(problem, SMALL, plan, team.members[0], SolveLimits(120))
        assert answer.team == team
        assert answer.stays is None
        cover = cover_of(replace(problem, apart=team.people), rules)
        teams = [
            other
            for other in every_team(problem)
            if {*other.people} != {*team.people} and not rules.refusal(cover, other)
        ]
        best = best_by_brute_force(rules, cover, teams)
        assert tuple(there.value for _, there in answer.worse) == best, seed
        assert answer.proven
        assert best > tuple(tier.value for tier in plan.tiers) or not plan.unique
        dearer += best[0] > plan.tiers[0].value
    assert dearer >= 2


def test_whoever_is_in_no_team_is_told_so_and_strangers_are_refused():
    problem = season(minder("a"), minder("b"))
    plan = solve(problem, SMALL, SolveLimits(120)).plan
    assert why_team(problem, SMALL, plan, PersonId("a"), SolveLimits(120)).team is None
    with pytest.raises(ProblemError, match="nicht angegeben"):
        solve(replace(problem, apart=(PersonId("x"),)), SMALL)


@pytest.mark.parametrize("seed", range(8))
def test_tandems_alone_are_a_matching_as_good_as_the_best_of_all(seed: int):
    problem = replace(
        drawn(seed, people=7, floaters=0), kinds=frozenset({TeamKind.TANDEM})
    )
    rules = load_rules(SMALL)
    cover = cover_of(problem, rules)
    teams = [t for t in every_team(problem) if not rules.refusal(cover, t)]
    plan = solve(problem, SMALL, SolveLimits(120)).plan
    assert plan is not None
    best = best_by_brute_force(rules, cover, teams)
    assert tuple(tier.value for tier in plan.tiers) == best
    free = replace(problem, budget_cents=10**9)
    matched = solve(free, SMALL, SolveLimits(120)).plan
    assert matched is not None
    assert matched.method is Method.MATCHING
    assert all(tier.proven for tier in matched.tiers)


def _open_hours(problem: PairingProblem) -> int:
    plan = solve(problem, SMALL, SolveLimits(120)).plan
    assert plan is not None
    assert plan.tiers[0].proven
    return plan.tiers[0].value


def _with_floater(problem: PairingProblem) -> PairingProblem:
    floater = Floater(PersonId("w"), "w", 3, problem.childminders[PersonId("p0")].open)
    return replace(
        problem,
        floaters={**problem.floaters, floater.id: floater},
        ways={**problem.ways, **{(p, floater.id): 5 for p in problem.childminders}},
    )


def test_a_floater_or_money_more_never_leaves_more_open_nor_a_refusal_less():
    """The sign of the change is promised; that it happens at all, that each matters."""
    changed = set()
    for seed in range(4):
        problem = drawn(seed)
        no = Refused(PersonId("p2"), PersonId("p3"))
        money = problem.budget_cents + 50_000
        for name, other, sign in (
            ("floater", _with_floater(problem), -1),
            ("money", replace(problem, budget_cents=money), -1),
            ("refusal", replace(problem, refused=(*problem.refused, no)), 1),
        ):
            more = sign * (_open_hours(other) - _open_hours(problem))
            assert more >= 0, (seed, name)
            changed.update({name} if more else ())
    assert changed == {"floater", "money", "refusal"}


@pytest.mark.parametrize("seed", range(4))
def test_bounds_follow_from_their_prices_over_every_team_there_is(seed: int):
    """Weak duality said again, by hand: no pruning, all teams the rules pass.

    From prices of people and money that are not negative, no choice of teams covers
    more than all prices, the money's, and of each first person her team's surplus.
    """
    problem = drawn(seed)
    rules = load_rules(SMALL)
    cover = cover_of(problem, rules)
    frame = framed(cover, rules)
    with Budget(SolveLimits(120), None) as budget:
        columns = generate(
            frame, frame.tandems(), Asked(cover, ()), budget, lambda _: None
        )
    prices = columns.prices
    assert prices is not None
    assert columns.bound_parts is not None
    assert min((*prices.of_person.values(), prices.of_cent)) >= 0
    most: dict[str, Fraction] = {}
    for team in every_team(problem):
        if not rules.refusal(cover, team):
            root = team.floater or team.members[0]
            surplus = _surplus(cover, prices, team)
            most[root] = max(most.get(root, Fraction(0)), surplus)
    proven = Fraction(sum(prices.of_person.values()), PARTS)
    proven += Fraction(prices.of_cent, CENT_PARTS) * problem.budget_cents
    proven += sum(most.values())
    assert Fraction(columns.bound_parts, PARTS) >= proven
    # And it is no idle bound: what is reached is close below it.
    plan = solve(problem, SMALL, SolveLimits(120)).plan
    assert plan is not None
    covered = cover.index.need_hours - plan.tiers[0].value
    assert covered <= proven <= covered + 1 + Fraction(covered, 10)


def _surplus(cover: Cover, prices: Prices, team: Team) -> Fraction:
    taken = Fraction(sum(prices.of_person.get(p, 0) for p in team.people), PARTS)
    money = Fraction(prices.of_cent, CENT_PARTS) * cover.index.cents(team)
    return cover.hours(team) - taken - money
