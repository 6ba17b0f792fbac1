"""What a stress test says of a net, and that its figures hang together."""

import random
from dataclasses import replace

import pytest

from solver.errors import ProblemError, ProfileError
from solver.rule import RuleId
from solver.slots import ClockChange, Day
from solver.stress.evaluator import Net
from solver.stress.problem import SickRates, StressProblem, StressSettings
from solver.stress.run import stress, stressed
from solver.substitution.problem import PersonalLimits, PersonId
from tests.solver.build import DAY, a_need, a_person, a_place, a_profile
from tests.solver.stress.build import a_day, a_kid, a_way
from tests.solver.stress.worlds import a_town

FEW = StressSettings(draws=5)
FOUR_HOURS = 240
ANNA, BIRTE, CLARA = map(PersonId, ("anna", "birte", "clara"))


def anna_and_birte(limit=1, **clara):
    """Each has a child; only Clara stands in for them, for so many at once."""
    limits = PersonalLimits(max_extra_children=limit)
    homes = tuple(
        a_place(name[0], staff=(name,)) for name in ("anna", "birte", "clara")
    )
    people = (
        a_person("anna", home="a"),
        a_person("birte", home="b"),
        a_person("clara", home="c", **{"limits": limits, **clara}),
    )
    kids = a_kid("alma", "anna", "a"), a_kid("ben", "birte", "b")
    ways = a_way("anna", "clara", "c"), a_way("birte", "clara", "c")
    return a_day(people, homes, kids, ways)


def figures(result, person):
    return next(f for f in result.persons if f.person == person)


def test_two_who_share_one_substitute_are_each_others_worst_partner():
    result = stress(anna_and_birte(), a_profile(), FEW)
    assert [s.uncovered_minutes for s in result.singles] == [0, 0]
    assert result.n1.safe_permille == 1000
    pairs = {(p.first, p.second): p.surplus_minutes for p in result.pairs}
    assert pairs == {
        (ANNA, BIRTE): FOUR_HOURS,
        (ANNA, CLARA): FOUR_HOURS,
        (BIRTE, CLARA): FOUR_HOURS,
    }
    assert result.n2.absences == 3
    assert result.n2.safe_permille == 0
    # both away need 480 of which 240 stay open, either with Clara 240 of 240
    assert result.n2.needed_minutes == 960
    assert result.n2.uncovered_minutes == 720
    assert result.n2.covered_permille == 250
    assert result.fragile[0] == ANNA
    assert figures(result, CLARA).substitute_surplus_minutes == 2 * FOUR_HOURS
    assert figures(result, CLARA).partners == 2
    assert figures(result, ANNA).worst_partner == BIRTE
    assert figures(result, CLARA).needed_minutes == 0


def test_a_gap_names_the_rule_that_keeps_it_open():
    result = stress(anna_and_birte(limit=0), a_profile(), FEW)
    assert result.n1.safe_permille == 0
    (gap,) = result.singles[0].gaps
    assert gap.bottleneck == "extra-children"
    assert gap.slot.minutes == FOUR_HOURS
    assert figures(result, ANNA).bottleneck == "extra-children"


def test_a_gap_names_a_standing_rule_too():
    result = stress(anna_and_birte(qualification_units=0), a_profile(), FEW)
    assert {g.bottleneck for s in result.singles for g in s.gaps} == {"qualification"}


def test_a_gap_of_somebody_who_is_not_linked_says_so():
    problem = anna_and_birte()
    problem = replace(problem, week=replace(problem.week, links=()))
    result = stress(problem, a_profile(), FEW)
    assert {g.bottleneck for s in result.singles for g in s.gaps} == {"nobody-linked"}
    assert result.pairs == ()
    assert result.fragile == ()


def test_a_gap_for_want_of_room_names_the_rule_of_the_room():
    """Two children, and Clara takes one: the other would be one too many."""
    problem = anna_and_birte()
    kids = (*problem.week.presences, a_kid("anton", "anna", "a"))
    problem = a_day(
        problem.week.persons.values(),
        problem.week.places.values(),
        kids,
        problem.week.links,
    )
    result = stress(problem, a_profile(), FEW)
    (single,) = [s for s in result.singles if s.person == ANNA]
    assert single.uncovered_minutes == FOUR_HOURS
    assert [gap.bottleneck for gap in single.gaps] == ["extra-children"]


@pytest.mark.parametrize("shift", [60, -60])
def test_what_is_needed_on_a_day_the_clock_changes_is_really_so_long(shift):
    """Whoever is away needs four hours and one more, or one less; nobody comes."""
    week = anna_and_birte().week
    clock = (ClockChange(DAY, 600, shift),)
    alone = replace(week, links=(), clock_changes=clock)
    result = stress(replace(anna_and_birte(), week=alone), a_profile(), FEW)
    assert result.n1.needed_minutes == 2 * (FOUR_HOURS + shift)
    assert result.n1.uncovered_minutes == result.n1.needed_minutes
    assert figures(result, ANNA).needed_minutes == FOUR_HOURS + shift


@pytest.mark.parametrize("seed", range(6))
def test_figures_hang_together(seed):
    problem, profile = a_town(600 + seed, minders=6)
    people = sorted(problem.week.persons)
    districts = {p: f"ort {n % 2}" for n, p in enumerate(people)}
    problem = replace(problem, districts=districts)
    rates = SickRates(wave_factor_percent=600)
    result = stress(problem, profile, StressSettings(draws=8, rates=rates))
    assert result.complete
    assert result.unproven == 0
    assert result.n1.needed_minutes == sum(n.slot.minutes for n in problem.needs)
    assert sum(d.single.needed_minutes for d in result.districts) == (
        result.n1.needed_minutes
    )
    assert sum(f.uncovered_minutes for f in result.persons) == (
        result.n1.uncovered_minutes
    )
    for single in result.singles:
        # what is above the gaps are hand-overs
        gaps = sum(gap.slot.minutes for gap in single.gaps)
        assert gaps <= single.uncovered_minutes
        assert (gaps == 0) == (single.uncovered_minutes == 0)
    net = Net(problem, profile)
    for pair in result.pairs:
        together = net.uncovered((pair.first, pair.second), pair.day).minutes
        alone = sum(
            net.uncovered((p,), pair.day).minutes for p in (pair.first, pair.second)
        )
        assert (pair.uncovered_minutes, pair.surplus_minutes) == (
            together,
            together - alone,
        )
    wave = result.wave
    assert wave.draws == 8
    assert wave.median_minutes <= wave.tenth_worst_minutes <= wave.worst_minutes
    assert sum(m for _, m in wave.by_person) == sum(m for _, m in wave.by_district)
    assert sum(m for _, m in wave.by_person) <= wave.uncovered_minutes


def test_the_same_question_has_the_same_answer_and_another_seed_another_wave():
    problem, profile = a_town(610, minders=6)
    rates = SickRates(wave_factor_percent=900)
    asked = StressSettings(draws=6, rates=rates)
    one = stress(problem, profile, asked)
    assert stress(problem, profile, asked) == one
    other = stress(problem, profile, replace(asked, seed=2))
    assert other.singles == one.singles
    assert other.wave != one.wave


def test_a_net_that_knows_values_gives_the_same_result():
    problem, profile = a_town(611, minders=6)
    net = Net(problem, profile)
    first = stressed(net, FEW)
    again = stressed(net, FEW)
    assert again.evaluated < first.evaluated
    assert replace(again, evaluated=first.evaluated) == first


def test_two_processes_say_what_one_says():
    problem, profile = a_town(615, minders=12)
    rates = SickRates(wave_factor_percent=600)
    asked = StressSettings(draws=30, rates=rates)
    alone, told = stress(problem, profile, asked), []
    together = stress(problem, profile, replace(asked, workers=2), told.append)
    assert together == alone
    assert len(told) > 6
    shares = [p.share for p in told]
    assert shares == sorted(shares)


def test_two_processes_stop_when_told():
    problem, profile = a_town(615, minders=12)
    asked = 0

    def cancelled():
        nonlocal asked
        asked += 1
        return asked > 20

    settings = StressSettings(draws=30, workers=2)
    assert not stress(problem, profile, settings, cancelled=cancelled).complete


def test_it_says_how_far_it_is():
    problem, profile = a_town(612)
    told = []
    stress(problem, profile, FEW, progress=told.append)
    shares = [p.share for p in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert list(dict.fromkeys(p.phase for p in told)) == [
        "singles",
        "pairs",
        "wave",
        "done",
    ]


@pytest.mark.parametrize("after", [0, 1, 4, 9])
def test_cancelled_it_gives_back_what_it_knows(after):
    problem, profile = a_town(613, minders=6)
    asked = 0

    def cancelled():
        nonlocal asked
        asked += 1
        return asked > after

    whole = stress(problem, profile, FEW)
    part = stress(problem, profile, FEW, cancelled=cancelled)
    assert not part.complete
    assert part.singles == whole.singles[: len(part.singles)]
    assert len(part.singles) <= after
    assert part.n2 is None or part.n2 == whole.n2


def test_pairs_and_draws_can_be_left_out():
    result = stress(*a_town(614), StressSettings(pairs=False, draws=0))
    assert result.n2 is None
    assert result.pairs == ()
    assert result.wave is None
    assert result.complete


def test_a_net_of_nobody_has_nothing_to_say():
    result = stress(a_day((), (), (), ()), a_profile(), FEW)
    assert result.days == result.singles == result.persons == ()
    assert result.n1.safe_permille is None
    assert result.n1.covered_permille is None
    assert result.wave.uncovered_minutes == 0


def test_everybody_away_at_once_leaves_all_open_that_nobody_else_takes():
    rates = SickRates(
        days_per_year=250, peak_factor_percent=100, wave_factor_percent=400
    )
    problem, profile = a_town(random.Random(1).randrange(99), minders=5)
    result = stress(problem, profile, StressSettings(draws=2, rates=rates))
    assert result.wave.uncovered_minutes == result.wave.needed_minutes


def test_a_week_that_is_not_normal_is_refused():
    problem = anna_and_birte()
    with pytest.raises(ProblemError, match="normale Woche"):
        replace(problem, week=replace(problem.week, needs=problem.needs))
    away = {ANNA: a_person("anna", absent={DAY: (problem.needs[0].slot,)})}
    with pytest.raises(ProblemError, match="niemand abwesend"):
        StressProblem(replace(problem.week, persons=away), ())
    with pytest.raises(ProblemError, match="außerhalb"):
        replace(problem, needs=(a_need(day=Day(DAY + 9)),))


def test_a_profile_that_does_not_count_open_minutes_first_is_refused():
    tiers = a_profile().tiers
    profile = replace(a_profile(), tiers=(tiers[1], tiers[0]))
    with pytest.raises(ProfileError, match="erster Stelle"):
        stress(anna_and_birte(), profile, FEW)
    without = replace(a_profile(), tiers=(RuleId("cost"),))
    with pytest.raises(ProfileError, match="erster Stelle"):
        stress(anna_and_birte(), without, FEW)


def test_urgent_children_first_is_a_tier_of_its_own():
    """Clara has one place; the urgent child gets it and the sum stays the same."""
    problem = anna_and_birte()
    needs = tuple(replace(n, urgency=int(n.child == "ben")) for n in problem.needs)
    problem = replace(problem, needs=needs)
    profile = a_profile(uncovered={"urgency_order": ("1",)})
    value = Net(problem, profile).uncovered((ANNA, BIRTE), DAY)
    assert value.minutes == value.bound == FOUR_HOURS
    assert value.open_minutes == ((ANNA, FOUR_HOURS),)
