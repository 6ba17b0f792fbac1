"""The plan of a year: as good as the plan of all its days at once, and levelled."""

from dataclasses import replace

import pytest

from solver.profile import RuleProfile
from solver.result import Progress, Solved, SolveLimits
from solver.rule import RuleId
from solver.slots import PLAIN_CLOCKS, Day
from solver.substitution.planning import solve
from solver.substitution.problem import PersonId
from solver.year import planning
from solver.year.blocks import blocks_of
from solver.year.blockwise import YEAR_WISHES, plan_block, year_rules
from solver.year.level import BAND_MINUTES, LEVEL, level_value
from solver.year.planning import plan_year
from tests.solver.build import a_problem, a_profile
from tests.solver.year.build import Minder, SmallTown, a_year, drawn_town, monday

LIMITS = SolveLimits(seconds=120)


def profile(**numbers: object) -> RuleProfile:
    made = a_profile(**numbers)
    return replace(made, tiers=tuple(RuleId(wish) for wish in YEAR_WISHES))


@pytest.mark.parametrize("seed", range(8))
def test_block_by_block_is_as_good_as_all_days_at_once(seed):
    problem = a_year(drawn_town(seed)).problem

    plan = plan_year(problem, profile(), LIMITS)
    whole = solve(problem, profile(), LIMITS)

    assert plan is not None
    assert isinstance(whole, Solved)
    assert plan.kept
    ours = {tier.id: (tier.value, tier.bound) for tier in plan.tiers}
    for tier in whole.plan.tiers:
        assert tier.proven
        assert ours.get(tier.id, (0, 0)) == (tier.value, tier.bound), tier.id


def test_weeks_that_share_an_episode_are_one_block():
    two_weeks = Minder("a", vacation=(0, 1))
    town = SmallTown((two_weeks, Minder("b", vacation=(3,))), (("a", "b"),))

    blocks = blocks_of(a_year(town).problem)

    assert [b.mondays for b in blocks] == [(monday(0), monday(1)), (monday(3),)]


def test_load_is_levelled_over_persons_within_a_week():
    """Six children of three: two floaters share them."""
    minders = (Minder("a", 2, (0,)), Minder("b", 2, (0,)), Minder("c", 2, (0,)))
    town = SmallTown(minders, (), ("s", "t"), weeks=1)
    problem = a_year(town).problem

    plan = plan_year(problem, profile(), LIMITS)

    assert plan is not None
    level = next(tier for tier in plan.tiers if tier.id == LEVEL)
    assert level.proven
    assert level.value == level_value(PLAIN_CLOCKS, plan.assignments)
    load = {}
    for option in plan.assignments:
        load[option.person] = load.get(option.person, 0) + option.slot.minutes
    assert set(load) == {"s", "t"}


def test_price_of_a_week_begins_behind_the_band():
    problem = a_year(SmallTown((Minder("a", 3, (0,)), Minder("b", 0)), (("a", "b"),)))
    plan = plan_year(problem.problem, profile(), LIMITS)

    assert plan is not None
    minutes = sum(option.slot.minutes for option in plan.assignments)
    assert minutes == 3 * 5 * 240
    assert level_value(PLAIN_CLOCKS, plan.assignments) == minutes - BAND_MINUTES


def test_too_many_persons_over_the_year_are_mended_and_the_bound_still_holds():
    """Each week another partner is free, but one is the most a child may have."""
    town = SmallTown(
        (
            Minder("a", 1, (0, 2)),
            Minder("b", 0, (2,)),
            Minder("c", 0, (0,)),
        ),
        (("a", "b"), ("a", "c")),
    )
    problem = a_year(town).problem
    strict = profile(
        **{"distinct-persons": {"limited": True, "max_persons": 1, "period_days": 365}}
    )

    plan = plan_year(problem, strict, LIMITS)
    whole = solve(problem, strict, LIMITS)

    assert plan is not None
    assert isinstance(whole, Solved)
    assert plan.kept
    best = whole.plan.tiers[0]
    assert best.value == 5 * 240
    assert plan.tiers[0].value == best.value
    assert plan.tiers[0].bound <= best.value


def test_a_year_without_vacations_is_an_empty_plan():
    plan = plan_year(
        a_year(SmallTown((Minder("a"), Minder("b")))).problem, profile(), LIMITS
    )

    assert plan is not None
    assert (plan.assignments, plan.blocks, plan.tiers) == ((), 0, ())


def test_without_time_for_a_model_what_fits_is_taken_and_nothing_is_proven():
    problem = a_year(SmallTown((Minder("a", 2, (0,)), Minder("b", 1)), (("a", "b"),)))
    rules = year_rules(profile())
    (block,) = blocks_of(problem.problem)

    plan = plan_block(block.problem, rules, SolveLimits(seconds=0.0))
    best = plan_block(block.problem, rules, LIMITS)

    assert plan.assignments
    assert [t.id for t in plan.tiers] == [t.id for t in best.tiers]
    assert all(tier.bound <= tier.value for tier in plan.tiers)
    assert plan.tiers[0].value >= best.tiers[0].value


def test_a_stop_leaves_no_plan():
    problem = a_year(drawn_town(1)).problem
    assert plan_year(problem, profile(), LIMITS, None, lambda: True) is None


def test_progress_is_told_block_by_block():
    told: list[Progress] = []
    plan = plan_year(a_year(drawn_town(2)).problem, profile(), LIMITS, told.append)
    assert plan is not None
    assert len(told) == plan.blocks
    assert told[-1].share == 1.0


@pytest.mark.parametrize(("seed", "helps"), [(1, False), (2, True), (8, True)])
def test_another_floater_never_leaves_more_uncovered(seed, helps):
    """In some towns she leaves less, in others there is nothing to do for her."""
    town = drawn_town(seed)
    fewer = plan_year(a_year(town).problem, profile(), LIMITS)
    more = plan_year(
        a_year(replace(town, floaters=(*town.floaters, "neu"))).problem,
        profile(),
        LIMITS,
    )
    assert fewer is not None
    assert more is not None
    assert more.tiers[0].proven
    assert fewer.tiers[0].proven
    assert more.tiers[0].value <= fewer.tiers[0].value
    assert (more.tiers[0].value < fewer.tiers[0].value) is helps


@pytest.mark.parametrize(
    ("left", "sizes", "seconds"),
    [
        (60.0, [100], 60.0),
        (60.0, [100, 100], 30.0),
        (60.0, [100, 900], 18.0),
        (60.0, [1, 999], 2.0),
        (-5.0, [100], 2.0),
    ],
)
def test_time_goes_to_blocks_by_their_size_and_never_less_than_a_little(
    left, sizes, seconds
):
    assert planning._seconds(left, sizes) == pytest.approx(seconds)


def test_one_day_is_a_year_of_one_block():
    problem = a_problem()
    plan = plan_year(problem, profile(), LIMITS)
    assert plan is not None
    assert plan.blocks == 1
    assert {o.person for o in plan.assignments} == {PersonId("vertretung")}
    assert all(isinstance(option.day, int) for option in plan.assignments)
    assert Day(problem.needs[0].day) == plan.assignments[0].day
