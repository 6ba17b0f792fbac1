"""Which week of vacation, moved to a week beside it, leaves fewest children alone.

A shift changes two weeks, and in each only what is tied to the person. Both are planned
again on the first tier, with every rule that looks at a day or a week; what is told is
the difference to the plan of the year, never an estimate. Limits that a profile sets
over several weeks (longest duration, distinct persons, averages of working time) are
kept by the plan of the year, and not held against the weeks of a shift. Before that,
bounds sort out: no shift saves more than what is open around the person now and could
be met at all once she has moved.
"""

import heapq
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from solver.profile import RuleProfile
from solver.result import SolveLimits, StopCheck
from solver.slots import MINUTES_PER_DAY, Day, Slot
from solver.substitution.index import ProblemIndex
from solver.substitution.options import generate
from solver.substitution.problem import (
    Need,
    NeedId,
    Person,
    PersonId,
    Presence,
    Problem,
)
from solver.year.blocks import cut
from solver.year.blockwise import YearRules, first_rules, plan_block
from solver.year.candidates import Candidate, Span, candidates
from solver.year.neighbourhood import Part, Town
from solver.year.openings import first_tier_of_needs, open_days
from solver.year.problem import YearProblem, monday_of
from solver.year.result import Shift, Shifts, YearPlan

MOST_SHIFTS = 10
Item = TypeVar("Item", Need, Presence)
_WHOLE_DAY = (Slot(0, MINUTES_PER_DAY),)
#: One week around one person takes no longer than this [s].
_SECONDS_PER_WEEK = 2.0


def best_shifts(
    year: YearProblem,
    profile: RuleProfile,
    plan: YearPlan,
    limits: SolveLimits,
    should_stop: StopCheck | None = None,
) -> Shifts:
    """The ten shifts that save most, each planned again.

    Parameters
    ----------
    plan
        Of the year as it is announced.
    limits
        Seconds for all shifts; those that were not planned again by then are bounded.
    """
    search = _Search(year, first_rules(profile), plan, limits)
    ends_at = time.monotonic() + limits.seconds
    asked = search.asked()
    waiting = [(-search.room(c), number, c) for number, c in enumerate(asked)]
    heapq.heapify(waiting)
    best: list[Shift] = []
    planned, others = 0, 0
    most: dict[Candidate, int] = {}
    while waiting:
        room, number, candidate = heapq.heappop(waiting)
        worst = best[-1].least_gain_minutes if len(best) >= MOST_SHIFTS else 0
        late = time.monotonic() >= ends_at or (
            should_stop is not None and should_stop()
        )
        if -room <= worst or late:
            others = max(others, -room)
            break
        sharper = search.sharper_room(candidate)
        if sharper < -room:
            heapq.heappush(waiting, (-sharper, number, candidate))
            continue
        planned += 1
        shift, most[candidate] = search.shift(candidate)
        if shift.least_gain_minutes > 0:
            best = sorted((*best, shift), key=_by_gain)[:MOST_SHIFTS]
    for told in best:
        del most[Candidate(told.person, told.from_week, told.to_week)]
    others = max(0, others, *most.values())
    return Shifts(tuple(best), len(asked), planned, others)


def _who_is_there(presence: Presence) -> PersonId:
    return presence.person


def _who_is_away(need: Need) -> PersonId:
    return need.absent


def _by_gain(shift: Shift) -> tuple[int, str, Day, Day]:
    return -shift.least_gain_minutes, shift.person, shift.from_week, shift.to_week


@dataclass(frozen=True, slots=True)
class _Moved:
    """A week around a person as it would be: open now, and the problem then."""

    open_now: int
    open_days: int
    slack_now: int
    problem: Problem


class _Search:
    """What is asked again and again while shifts are compared."""

    def __init__(
        self,
        year: YearProblem,
        rules: YearRules,
        plan: YearPlan,
        limits: SolveLimits,
    ) -> None:
        self._year = year
        self._rules = rules
        self._limits = limits
        self._town = Town(year.problem, rules.rules)
        self._slack = plan.slack
        self._open = first_tier_of_needs(year.problem, rules, plan.assignments)
        self._open_days = open_days(year.problem, plan.assignments)
        self._returning = _by_person_week(year.returning, _who_is_there)
        self._leaving = _by_person_week(year.leaving, _who_is_away)
        self._sharper: dict[Candidate, int] = {}
        self._parts: dict[tuple[Candidate, Day], Part] = {}

    def asked(self) -> tuple[Candidate, ...]:
        """Shifts that are possible and of which the year knows the children."""
        problem = self._year.problem
        first = max(problem.first_day, (problem.frozen_day or 0) + 1)
        span = Span(Day(first), problem.last_day, self._year.closed)
        return tuple(
            found
            for found in candidates(self._year.announced, span)
            if self._needed(found)
        )

    def _needed(self, candidate: Candidate) -> int:
        """Minutes that the person's own children need in the week given up."""
        week = self._town.needs.get(candidate.from_week, ())
        hers = (n for n in week if n.absent == candidate.person)
        return self._town.clocks.minutes((n.day, n.slot) for n in hers)

    def room(self, candidate: Candidate) -> int:
        """No shift saves more in both weeks.

        In the week given up: what is open around her, but no more than her children and
        those need whom she might then take. For take her assignments out of any plan of
        the week with her: what is left is a plan of the week without her. In the week
        taken the same: only at her own places there may be more room.
        """
        back = self._part(candidate, candidate.from_week)
        gone = self._part(candidate, candidate.to_week)
        own = self._needed(candidate) + back.touched_minutes
        return min(self._sum(back.needs), own) + min(
            self._sum(gone.needs), gone.touched_minutes
        )

    def sharper_room(self, candidate: Candidate) -> int:
        """The same, less what nobody could take once she has moved."""
        known = self._sharper.get(candidate)
        if known is None:
            known = self._sharper[candidate] = sum(
                week.open_now - self._unreachable(week.problem)
                for week in self._weeks(candidate)
            )
            known = self._sharper[candidate] = min(known, self.room(candidate))
        return known

    def shift(self, candidate: Candidate) -> tuple[Shift, int]:
        """Plan both weeks again; the difference, and what it can be at most."""
        limits = replace(self._limits, seconds=_SECONDS_PER_WEEK)
        gain = least = most = days = 0
        for week in self._weeks(candidate):
            found = plan_block(week.problem, self._rules, limits)
            value = sum(tier.value for tier in found.tiers)
            gain += week.open_now - value
            least += week.open_now - week.slack_now - value
            most += week.open_now - sum(tier.bound for tier in found.tiers)
            days += week.open_days - len(open_days(week.problem, found.assignments))
        school = self._year.school_weeks
        weeks = candidate.from_week, candidate.to_week
        shift = Shift(
            candidate.person,
            *weeks,
            gain_minutes=gain,
            least_gain_minutes=least,
            school_holidays=(weeks[0] in school, weeks[1] in school),
            gain_child_days=days,
        )
        return shift, most

    def _part(self, candidate: Candidate, monday: Day) -> Part:
        key = candidate.person, monday
        known = self._parts.get((candidate, monday))
        if known is None:
            taken = monday == candidate.to_week
            more = self._leaving.get(key, ()) if taken else ()
            known = self._town.week(monday).part(candidate.person, more)
            self._parts[candidate, monday] = known
        return known

    def _weeks(self, candidate: Candidate) -> tuple[_Moved, _Moved]:
        return self._back(candidate), self._gone(candidate)

    def _back(self, candidate: Candidate) -> _Moved:
        """The week given up: she and her children are there."""
        person, monday = candidate.person, candidate.from_week
        part = self._part(candidate, monday)
        needs = [need for need in part.needs if need.absent != person]
        there = [*part.presences, *self._returning.get((person, monday), ())]
        return self._moved_week(part, candidate, monday, needs, there)

    def _gone(self, candidate: Candidate) -> _Moved:
        """The week taken: her children need somebody, and she stands in for nobody."""
        person, monday = candidate.person, candidate.to_week
        part = self._part(candidate, monday)
        needs = [*part.needs, *self._leaving.get((person, monday), ())]
        there = [p for p in part.presences if p.person != person]
        return self._moved_week(part, candidate, monday, needs, there)

    def _moved_week(
        self,
        part: Part,
        candidate: Candidate,
        monday: Day,
        needs: list[Need],
        presences: list[Presence],
    ) -> _Moved:
        problem = cut(self._year.problem, (monday,), needs, presences)
        person = problem.persons[candidate.person]
        away = _WHOLE_DAY if monday == candidate.to_week else None
        persons = {**problem.persons, person.id: _with_week(person, problem, away)}
        return _Moved(
            self._sum(part.needs),
            len(self._open_days.intersection((n.child, n.day) for n in part.needs)),
            self._slack.get(monday, 0),
            replace(problem, persons=persons),
        )

    def _sum(self, needs: Iterable[Need]) -> int:
        return sum(self._open.get(need.id, 0) for need in needs)

    def _unreachable(self, problem: Problem) -> int:
        """Minutes of needs outside of every option there is for them."""
        index = ProblemIndex(problem)
        options = generate(index, self._rules.rules)
        most: dict[NeedId, int] = defaultdict(int)
        for option in options.options:
            most[option.need] += index.clock(option.day).minutes(option.slot)
        open_ = (
            sum(map(index.clock(index.needs[need].day).minutes, slots)) - most[need]
            for need, slots in index.segments.items()
        )
        return sum(minutes for minutes in open_ if minutes > 0)


def _with_week(
    person: Person, problem: Problem, away: tuple[Slot, ...] | None
) -> Person:
    """A person away on every day of a week's problem, or on none."""
    days = range(problem.first_day, problem.last_day + 1)
    return replace(person, absent={Day(d): away for d in days} if away else {})


def _by_person_week(
    items: Iterable[Item], person: Callable[[Item], PersonId]
) -> Mapping[tuple[PersonId, Day], Sequence[Item]]:
    found: dict[tuple[PersonId, Day], list[Item]] = defaultdict(list)
    for item in items:
        found[person(item), monday_of(item.day)].append(item)
    return found
