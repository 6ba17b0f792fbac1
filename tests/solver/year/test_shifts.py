"""Shifts of weeks: what is told is what planning the whole year again would save."""

from dataclasses import replace

import pytest

from solver.result import Solved, SolveLimits
from solver.rule import RuleId
from solver.slots import ClockChange, Day
from solver.substitution.planning import solve
from solver.substitution.problem import PersonId
from solver.year.candidates import Candidate, Span, candidates
from solver.year.level import BAND_MINUTES, LEVEL
from solver.year.openings import open_days
from solver.year.planning import plan_year
from solver.year.problem import Announced, AnnouncedKind
from solver.year.run import look_ahead
from solver.year.shifts import MOST_SHIFTS, best_shifts
from tests.solver.build import a_profile
from tests.solver.year.build import (
    Minder,
    SmallTown,
    a_year,
    announced_of,
    drawn_town,
    monday,
    workdays,
)

LIMITS = SolveLimits(seconds=120)
FIRST = replace(a_profile(), tiers=(RuleId("uncovered"),))


def found(town: SmallTown):
    year = a_year(town)
    plan = plan_year(year.problem, a_profile(), LIMITS)
    assert plan is not None
    return best_shifts(year, a_profile(), plan, LIMITS)


def uncovered(town: SmallTown) -> int:
    """First tier of the whole year, all days at once."""
    result = solve(a_year(town).problem, FIRST, LIMITS)
    assert isinstance(result, Solved)
    (tier,) = result.plan.tiers
    assert tier.proven
    return tier.value


def moved(town: SmallTown, shift: Candidate) -> SmallTown:
    """The town if she had announced the other week."""
    week = {monday(i): i for i in range(town.weeks)}
    minders = tuple(
        replace(
            m,
            vacation=tuple(
                sorted({*m.vacation} - {week[shift.from_week]} | {week[shift.to_week]})
            ),
        )
        if m.name == shift.person
        else m
        for m in town.minders
    )
    return replace(town, minders=minders)


@pytest.mark.parametrize("seed", range(10))
def test_gains_are_those_of_planning_every_shift_by_hand(seed):
    town = drawn_town(seed)
    before = uncovered(town)
    span = Span(monday(0), Day(monday(town.weeks) - 1))
    by_hand = {
        shift: before - uncovered(moved(town, shift))
        for shift in candidates(announced_of(town), span)
    }
    expected = sorted((gain for gain in by_hand.values() if gain > 0), reverse=True)

    shifts = found(town)

    assert [s.gain_minutes for s in shifts.best] == expected[:MOST_SHIFTS]
    for shift in shifts.best:
        asked = Candidate(shift.person, shift.from_week, shift.to_week)
        assert by_hand[asked] == shift.gain_minutes == shift.least_gain_minutes
    assert shifts.asked == len(by_hand)
    worst = shifts.best[-1].gain_minutes if len(shifts.best) == MOST_SHIFTS else 0
    assert shifts.most_of_others_minutes <= worst


def test_partners_away_in_the_same_week_are_parted():
    town = SmallTown((Minder("a", 1, (1,)), Minder("b", 1, (1,))), (("a", "b"),), ())

    shifts = found(town)

    assert {(s.person, s.from_week, s.to_week) for s in shifts.best} == {
        (person, monday(1), monday(week)) for person in "ab" for week in (0, 2)
    }
    assert {s.gain_minutes for s in shifts.best} == {2 * 5 * 240}
    assert {s.gain_child_days for s in shifts.best} == {10}


def test_no_shift_helps_where_everybody_is_covered():
    town = SmallTown((Minder("a", 2, (0,)), Minder("b", 2, (2,))), (("a", "b"),))
    shifts = found(town)
    assert shifts.best == ()
    assert shifts.asked > 0
    assert shifts.most_of_others_minutes == 0


def test_no_shift_helps_where_nobody_is_linked():
    shifts = found(SmallTown((Minder("a", 2, (1,)), Minder("b", 2, (1,)))))
    assert (shifts.best, shifts.most_of_others_minutes) == ((), 0)


def test_without_time_nothing_is_claimed():
    town = SmallTown((Minder("a", 1, (1,)), Minder("b", 1, (1,))), (("a", "b"),))
    year = a_year(town)
    plan = plan_year(year.problem, a_profile(), LIMITS)
    assert plan is not None
    shifts = best_shifts(year, a_profile(), plan, SolveLimits(seconds=0.0))
    assert shifts.best == ()
    assert shifts.planned == 0
    assert shifts.most_of_others_minutes >= 2 * 5 * 240


def test_what_is_planned_without_a_proof_is_never_said_not_to_help():
    """The plan of the year may be worse than it could be by as much as it is open."""
    town = SmallTown((Minder("a", 1, (1,)), Minder("b", 1, (1,))), (("a", "b"),))
    year = a_year(town)
    plan = plan_year(year.problem, a_profile(), LIMITS)
    assert plan is not None
    unproven = replace(plan, slack=dict.fromkeys(map(monday, range(4)), 10_000))
    shifts = best_shifts(year, a_profile(), unproven, LIMITS)
    assert shifts.best == ()
    assert shifts.planned > 0
    assert shifts.most_of_others_minutes == 2 * 5 * 240


class TestCandidates:
    def asked(self, *minders: Minder, weeks: int = 4, closed=frozenset()):
        town = SmallTown(minders, weeks=weeks, closed=closed)
        span = Span(monday(0), Day(monday(weeks) - 1), closed)
        return {
            (c.person, c.from_week, c.to_week)
            for c in candidates(announced_of(town), span)
        }

    def test_a_week_moves_to_both_sides(self):
        assert self.asked(Minder("a", vacation=(1,))) == {
            ("a", monday(1), monday(0)),
            ("a", monday(1), monday(2)),
        }

    def test_never_out_of_the_year(self):
        assert self.asked(Minder("a", vacation=(0,)), weeks=1) == set()

    def test_weeks_in_a_row_move_as_one(self):
        assert self.asked(Minder("a", vacation=(1, 2))) == {
            ("a", monday(2), monday(0)),
            ("a", monday(1), monday(3)),
        }

    def test_not_over_a_day_of_training(self):
        training = (workdays(2)[3],)
        assert self.asked(Minder("a", vacation=(1,), training=training)) == {
            ("a", monday(1), monday(0))
        }

    def test_not_to_a_week_with_a_holiday_more(self):
        assert self.asked(
            Minder("a", vacation=(1,)), closed=frozenset({workdays(2)[0]})
        ) == {("a", monday(1), monday(0))}

    def test_single_days_of_a_week_are_no_week(self):
        days = workdays(1)[:4]
        announced = [
            Announced(PersonId("a"), day, AnnouncedKind.VACATION) for day in days
        ]
        assert candidates(announced, Span(monday(0), monday(4))) == ()

    def test_overlapping_announcements_of_a_day_count_once(self):
        twice = announced_of(SmallTown((Minder("a", vacation=(1,)),))) * 2
        assert len(candidates(twice, Span(monday(0), Day(monday(4) - 1)))) == 2


def test_a_year_looked_at_whole():
    town = SmallTown((Minder("a", 1, (1,)), Minder("b", 1, (1,))), (("a", "b"),))
    result = look_ahead(a_year(town), a_profile(), LIMITS)
    assert result is not None
    assert result.tiers[0].value == sum(day.uncovered_minutes for day in result.days)
    assert [(w.monday, w.district) for w in result.weeks] == [(monday(1), "Mitte")]
    assert len(result.shifts.best) == 4
    assert len(result.clashes) == 2  # the tandem, and more than half of everybody


@pytest.mark.parametrize("shift", [60, -60])
def test_figures_of_a_day_the_clock_changes_are_real_minutes(shift):
    """Three children of a tandem from eight to twelve, and one nobody can take."""
    minders = (Minder("a", 3, (1,)), Minder("b", 0), Minder("c", 1, (1,)))
    changes = (ClockChange(monday(1), 600, shift),)
    town = SmallTown(minders, (("a", "b"),), extra={"clock_changes": changes})
    result = look_ahead(a_year(town), a_profile(), LIMITS)
    assert result is not None
    assert [(d.needed_minutes, d.uncovered_minutes) for d in result.days] == [
        (4 * (240 + shift), 240 + shift),
        *((4 * 240, 240) for _ in range(4)),
    ]
    (week,) = result.weeks
    assert (week.needed_minutes, week.uncovered_minutes) == (
        sum(d.needed_minutes for d in result.days),
        result.tiers[0].value,
    )
    load = 3 * (5 * 240 + shift)
    assert week.by_model == {"tandem": load}
    assert result.peak_load == ("b", monday(1), load)
    levelled = {tier.id: tier.value for tier in result.tiers}
    assert levelled[LEVEL] == load - BAND_MINUTES


def test_an_hour_that_is_skipped_is_open_on_no_day():
    """The children are there in just the hour that there is not."""
    changes = (ClockChange(monday(1), 720, -240),)
    minders = (Minder("a", 1, (1,)), Minder("b", 0))
    town = SmallTown(minders, extra={"clock_changes": changes})
    problem = a_year(town).problem
    assert open_days(problem, ()) == {
        ("a0", day) for day in workdays(1) if day != monday(1)
    }
