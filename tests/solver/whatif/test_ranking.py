"""The ranking is that of every change evaluated from scratch, one after the other."""

from dataclasses import replace

import pytest

from solver.result import SolveLimits
from solver.slots import ClockChange
from solver.stress.absence import switched
from solver.stress.evaluator import Net
from solver.substitution.planning import solve
from solver.substitution.problem import PersonalLimits
from solver.whatif.candidate import Change, ChangeKind, cents_a_year, standing_cents
from solver.whatif.candidates import Candidates
from solver.whatif.problem import CostRates, Order, WhatIfProblem
from solver.whatif.ranking import Measured, whatif
from solver.whatif.stress_set import StressSet
from solver.whatif.vary import varied
from tests.solver.build import DAY, a_person, a_place, a_profile, hours
from tests.solver.stress.build import a_day, a_kid, a_way
from tests.solver.whatif.worlds import a_ground, settings

RATES = CostRates()


def planned(stress, profile, absent, day) -> int:
    """Open minutes of the planner's own plan of the very problem."""
    result = solve(switched(stress, absent, day), profile, SolveLimits(workers=1))
    return result.plan.tiers[0].value


def from_scratch(problem, profile, asked, change, evaluate) -> int:
    """What a change covers of the whole set, in the set's fractions."""
    held = StressSet.of(problem.stress, asked)
    after, rules = varied(problem, profile, change)
    single = sum(
        evaluate(problem.stress, profile, absent, day)
        - evaluate(after, rules, absent, day)
        for absent, day in held.singles
    )
    pairs = zip(held.waves(problem.stress), held.waves(after), strict=True)
    wave = sum(
        evaluate(problem.stress, profile, before, day)
        - evaluate(after, rules, now, day)
        for (before, day), (now, _) in pairs
    )
    return held.weigh(single, wave)[0]


def by_net(stress, profile, absent, day) -> int:
    return Net(stress, profile).uncovered(absent, day).minutes


def test_all_that_is_open_on_a_day_with_an_hour_more_can_be_reached():
    """Alma's five hours from eight to twelve: a place might save them all."""
    stress = a_day(
        (a_person("anna", home="a"),),
        (a_place("a", staff=("anna",)),),
        (a_kid("alma", "anna", "a"),),
        (),
        clock_changes=(ClockChange(DAY, 600, 60),),
    )
    measured = Measured(WhatIfProblem(stress), a_profile(), settings(), RATES)
    assert measured.measure(lambda: False)
    assert measured.single_minutes == 300
    assert measured.open_time.within("anna", lambda _need: True) == 300


def changes_of(problem, profile, asked):
    measured = Measured(problem, profile, asked, RATES)
    assert measured.measure(lambda: False)
    return Candidates(problem, profile, asked, measured.open_time).changes()


def weight_of(problem, asked, found) -> int:
    held = StressSet.of(problem.stress, asked)
    return held.weigh(found.covered.single_minutes, found.covered.wave_minutes)[0]


@pytest.mark.parametrize("seed", range(6))
def test_the_best_are_those_of_all_evaluated_from_scratch(seed):
    problem, profile = a_ground(seed)
    asked = settings(best=3)
    result = whatif(problem, profile, asked)
    best: dict[tuple, int] = {}
    for change in changes_of(problem, profile, asked):
        covers = from_scratch(problem, profile, asked, change, by_net)
        best[change.measure] = max(covers, best.get(change.measure, 0))
    expected = sorted((covers for covers in best.values() if covers > 0), reverse=True)
    assert [weight_of(problem, asked, v) for v in result.ranked] == expected[:3]
    assert result.verified + result.ruled_out == result.considered
    assert result.unproven == 0
    assert result.complete


@pytest.mark.parametrize("seed", [1, 4])
def test_what_is_told_is_what_the_planner_makes_of_it(seed):
    problem, profile = a_ground(seed, minders=4)
    asked = settings(best=2, draws=1)
    result = whatif(problem, profile, asked)
    assert result.ranked
    for found in result.ranked:
        expected = from_scratch(problem, profile, asked, found.change, planned)
        assert weight_of(problem, asked, found) == expected


@pytest.mark.parametrize("seed", range(6, 10))
def test_ordered_by_cost_the_cheapest_hour_comes_first(seed):
    problem, profile = a_ground(seed)
    asked = settings(Order.COST, best=50)
    result = whatif(problem, profile, asked)
    prices = [
        standing_cents(v.change, RATES) / weight_of(problem, asked, v)
        for v in result.ranked
    ]
    assert prices == sorted(prices)
    by_hours = whatif(problem, profile, settings(best=50))
    assert len(result.ranked) == len(by_hours.ranked)


def test_the_same_again_is_the_same():
    problem, profile = a_ground(3)
    assert whatif(problem, profile, settings()) == whatif(problem, profile, settings())


def test_stopped_at_once_nothing_is_claimed():
    problem, profile = a_ground(3)
    result = whatif(problem, profile, settings(), cancelled=lambda: True)
    assert (result.ranked, result.verified, result.complete) == ((), 0, False)


def test_progress_rises_to_the_end():
    problem, profile = a_ground(3)
    told = []
    whatif(problem, profile, settings(), progress=lambda p: told.append(p.share))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


def alone(**more):
    """One childminder with a child, in rooms nobody else may use."""
    anna = a_person("anna", home="annas")
    home = a_place("annas", staff=("anna",), usable_without_owner=False)
    return a_day([anna], [home], [a_kid("mia", "anna", "annas")], [], **more)


def test_where_nothing_can_be_changed_none_helps():
    problem = WhatIfProblem(alone())
    result = whatif(problem, a_profile(), settings())
    assert result.base.single_minutes == 240
    assert not result.helps
    assert result.ranked == ()


def test_where_nothing_is_open_none_helps():
    anna, birte = (a_person(n, home=f"{n}s") for n in ("anna", "birte"))
    homes = [a_place(f"{n}s", staff=(n,)) for n in ("anna", "birte")]
    kids = [a_kid("mia", "anna", "annas")]
    town = a_day([anna, birte], homes, kids, [a_way("anna", "birte", "birtes")])
    result = whatif(WhatIfProblem(town), a_profile(), settings(draws=0))
    assert result.base.year_minutes == 0
    assert not result.helps
    assert result.verified == 0


def test_a_floater_covers_exactly_her_hours():
    anna = a_person("anna", home="annas")
    rooms = a_place("annas", staff=("anna",), usable_without_owner=True)
    town = a_day([anna], [rooms], [a_kid("mia", "anna", "annas", hours(8, 14))], [])
    problem, profile = WhatIfProblem(town), a_profile()
    change = Change(
        ChangeKind.FLOATER, members=("anna",), place="annas", minutes=5 * 240
    )
    after, rules = varied(problem, profile, change)
    day = town.days[0]
    assert by_net(town, profile, ("anna",), day) == 360
    assert by_net(after, rules, ("anna",), day) == 120


def test_costs_are_the_rates_times_what_is_paid():
    floater = Change(ChangeKind.FLOATER, minutes=1_800)
    assert standing_cents(floater, RATES) == 52 * 30 * 2_600
    assert cents_a_year(floater, 6_000, RATES) == 52 * 30 * 2_600
    base = Change(ChangeKind.BASE, minutes=1_500)
    assert standing_cents(base, RATES) == 2 * 52 * 25 * 2_600 + 12 * 120_000
    held = Change(ChangeKind.HELD_PLACE)
    assert cents_a_year(held, 600, RATES) == 12 * 30_000 + 10 * 524
    assert cents_a_year(Change(ChangeKind.EXTRA_WAY), 600, RATES) == 5_240
    course = Change(ChangeKind.QUALIFICATION)
    assert standing_cents(course, RATES) == 30_000


def test_a_held_place_more_takes_one_child_more():
    anna, birte = (a_person(n, home=f"{n}s") for n in ("anna", "birte"))
    birte = replace(birte, limits=PersonalLimits(max_extra_children=1))
    homes = [a_place(f"{n}s", staff=(n,)) for n in ("anna", "birte")]
    kids = [a_kid(name, "anna", "annas") for name in ("mia", "ole", "ben")]
    town = a_day([anna, birte], homes, kids, [a_way("anna", "birte", "birtes")])
    problem, profile = WhatIfProblem(town), a_profile()
    (held,) = [
        change
        for change in changes_of(problem, profile, settings(draws=0))
        if change.kind is ChangeKind.HELD_PLACE
    ]
    assert (held.person, held.members) == ("birte", ())
    after, rules = varied(problem, profile, held)
    day = town.days[0]
    assert by_net(town, profile, ("anna",), day) == 2 * 240
    assert by_net(after, rules, ("anna",), day) == 240
