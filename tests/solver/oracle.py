"""The rules said a third time, naively: ticks of five minutes, no shared code.

It answers which rules a plan breaches by what it decides. All times in random worlds
are multiples of five minutes.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache

from solver.profile import RuleProfile
from solver.substitution.plan import Option
from solver.substitution.problem import (
    Need,
    Person,
    Problem,
)

TICK = 5
DEFAULT_NUMBERS = {
    ("piece-length", "min_piece_minutes"): 120,
    ("piece-length", "step_minutes"): 15,
    ("qualification", "min_units"): 160,
    ("qualification", "professional_units"): 80,
    ("familiarity-level", "level"): "familiar",
    ("familiarity-level", "by_place"): False,
    ("extra-way-limit", "max_extra_way_minutes"): 20,
    ("present-at-once-person", "max_children"): 5,
    ("present-in-shared-setting", "places_by_persons"): {"1": 5, "2": 9, "3": 9},
    ("contracts", "limited"): False,
    ("contracts", "max_contracts"): 8,
    ("contracts", "wider_contracts"): 10,
    ("contracts", "count_substitution"): True,
    ("daily-limit", "limit_minutes"): 480,
    ("daily-limit", "extended_minutes"): 600,
    ("breaks", "alone_minutes"): 360,
    ("breaks", "work_minutes"): 360,
    ("breaks", "long_work_minutes"): 540,
    ("daily-rest", "rest_minutes"): 660,
    ("one-person-at-a-time", "handover"): "same_place",
    ("weekly-hours", "average_minutes"): 480,
    ("weekly-hours", "balance_weeks"): 24,
    ("weekly-hours", "overtime_minutes"): 0,
    ("longest-duration", "limited"): False,
    ("longest-duration", "max_days"): 21,
    ("distinct-persons", "limited"): False,
    ("distinct-persons", "max_persons"): 3,
    ("distinct-persons", "period_days"): 365,
    ("siblings-together", "required"): False,
}
PROOFS = ("first_aid", "infection_instruction", "measles", "conduct_certificate")


def ticks(start: int, end: int) -> set[int]:
    return set(range(start // TICK, end // TICK))


class Oracle:
    """Answers for one problem and profile."""

    def __init__(self, problem: Problem, profile: RuleProfile) -> None:
        self.problem = problem
        self.numbers = dict(DEFAULT_NUMBERS)
        # The same questions come thousands of times; the answers never change.
        self.fixed = cache(self.fixed)
        self.staff_there = cache(self.staff_there)
        self.stretches = cache(self.stretches)
        for rule, setting in profile.settings.items():
            for name, parameter in setting.parameters.items():
                self.numbers[rule, name] = parameter.value

    # --- small questions, answered the long way

    def need(self, option: Option) -> Need:
        return next(n for n in self.problem.needs if n.id == option.need)

    def person(self, option: Option) -> Person:
        return self.problem.persons[option.person]

    def months(self, option: Option) -> int:
        day = date.fromordinal(option.day)
        born = self.problem.children[option.child].birth_month
        return day.year * 12 + day.month - 1 - born

    def free(self, person: str, day: int) -> set[int]:
        found = set()
        who = self.problem.persons[person]
        for slot in who.available.get(day, ()):
            found |= ticks(slot.start, slot.end)
        for slot in who.absent.get(day, ()):
            found -= ticks(slot.start, slot.end)
        return found

    def fixed(self, day: int) -> list[tuple[str, str, str, set[int], int, bool]]:
        """(person, place, child, ticks, weight, regular) of what is not decided."""
        found = [
            (
                p.person,
                p.place,
                p.child,
                ticks(p.slot.start, p.slot.end),
                p.weight,
                True,
            )
            for p in self.problem.presences
            if p.day == day
        ]
        for pin in self.problem.fixed:
            c = pin.cover
            if c.day == day and c.person is not None:
                weight = self.problem.children[c.child].capacity_weight
                slot = ticks(c.slot.start, c.slot.end)
                found.append((c.person, c.place, c.child, slot, weight, False))
        return found

    def stays(self, person: str, day: int) -> list[tuple[str, int, int]]:
        """(place, first tick, last tick + 1) of fixed charges."""
        return [
            (place, min(t), max(t) + 1)
            for who, place, _, t, _, _ in self.fixed(day)
            if who == person
        ]

    def travel(self, start: str, end: str) -> int | None:
        if start == end:
            return 0
        return self.problem.place_minutes.get((start, end))

    def staff_there(self, place: str, day: int) -> dict[str, frozenset[int]]:
        found = {}
        for who in self.problem.places[place].staff:
            there = self.free(who, day)
            for person, where, _, t, _, _ in self.fixed(day):
                if person == who and where != place:
                    there -= t
            found[who] = frozenset(there)
        return found

    def stretches(self, need: Need) -> list[tuple[int, int]]:
        """Open stretches of a need in minutes."""
        gone: set[int] = set()
        for pin in self.problem.fixed:
            if (pin.cover.child, pin.cover.day) == (need.child, need.day):
                gone |= ticks(pin.cover.slot.start, pin.cover.slot.end)
        if self.problem.frozen_day is not None:
            if need.day < self.problem.frozen_day:
                gone |= ticks(0, 1440)
            elif need.day == self.problem.frozen_day:
                gone |= ticks(0, self.problem.frozen_minute)
        left = sorted(ticks(need.slot.start, need.slot.end) - gone)
        runs: list[list[int]] = []
        for tick in left:
            if runs and tick == runs[-1][1]:
                runs[-1][1] = tick + 1
            else:
                runs.append([tick, tick + 1])
        return [(a * TICK, b * TICK) for a, b in runs]

    def minutes(self, day: int, some: Iterable[int]) -> int:
        """Real minutes of some ticks: none of those skipped, more where lived twice."""
        total = 0
        for tick in some:
            length = TICK
            for change in self.problem.clock_changes:
                last = (tick + 1) * TICK
                if change.day != day:
                    continue
                if change.shift_minutes > 0 and last == change.minute:
                    length += change.shift_minutes
                if change.minute + change.shift_minutes < last <= change.minute:
                    length = 0
            total += length
        return total

    def apart(
        self, day: int, one: tuple[str, int, int], other: tuple[str, int, int]
    ) -> bool:
        """Whether both stays (place, start, end in ticks) can be kept."""
        if one[0] == other[0]:
            return True
        first, last = sorted((one, other), key=lambda s: s[1])
        way = self.travel(first[0], last[0])
        between = range(first[2], last[1])
        if way is None or first[2] > last[1]:
            return False
        return self.minutes(day, between) >= way
