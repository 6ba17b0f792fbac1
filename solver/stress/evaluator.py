"""Answers what absences leave uncovered, from memory wherever it can.

One ``Net`` is one variation of a normal week under one rule profile. It splits a day's
absent into groups that touch nothing in common (``reach``), computes each group once,
and adds up. A net made ``like`` another takes over every value that nothing changed
between the two can touch.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from solver.profile import RuleProfile
from solver.slots import Clocks, Day
from solver.stress.changes import Changes, changes_between, differ_in_admission
from solver.stress.day_tables import DayTables
from solver.stress.part import part_of
from solver.stress.problem import StressProblem
from solver.stress.reach import STANDING, Reach, components, reach_of
from solver.stress.value import (
    NOTHING,
    Answered,
    Value,
    answer,
    first_tier_rules,
)
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.problem import PersonId, Problem
from solver.substitution.rules import load_rules
from solver.substitution.validate import require_valid

#: Persons away together whose absences may matter to each other.
Group = frozenset[PersonId]


class Net:
    """A normal week under a rule profile, asked again and again.

    Parameters
    ----------
    like
        A net of almost the same week: its values are taken over where nothing that
        differs touches them. It is not changed.

    Raises
    ------
    ProblemError
        If the week contradicts itself.
    ProfileError
        If the profile does not make a rule set, or counts no open minutes first.
    """

    def __init__(
        self,
        problem: StressProblem,
        profile: RuleProfile,
        like: "Net | None" = None,
    ) -> None:
        require_valid(problem.week)
        self.problem = problem
        self.profile = profile
        self.clocks = Clocks(problem.week.clock_changes)
        self.evaluated = 0
        self._rules = first_tier_rules(load_rules(profile))
        self._like = like
        self._asked_anew = like is not None and like.profile != profile
        self._changed = self._differences(like)
        self._days: dict[Day, _DayNet] = {}
        self._last: tuple[Group, Day, Answered] | None = None

    def _differences(self, like: "Net | None") -> Changes | None:
        """What differs from another net; ``None`` where that may be everything."""
        if like is None or (
            self._asked_anew and not differ_in_admission(like.rules, self._rules)
        ):
            return None
        return changes_between(like.problem, self.problem)

    def uncovered(self, absent: Collection[PersonId], day: Day) -> Value:
        """What stays uncovered if these persons are away on a day, and its proof."""
        values = [self.value(group, day) for group in self.groups(absent, day)]
        found = values[0] if len(values) == 1 else NOTHING
        for value in values if len(values) > 1 else ():
            found = Value(
                found.minutes + value.minutes,
                found.bound + value.bound,
                (*found.open_minutes, *value.open_minutes),
            )
        return found

    def groups(self, absent: Collection[PersonId], day: Day) -> list[Group]:
        """The absent in groups that touch nothing in common, those in need only."""
        net = self.day(day)
        found = components(absent, net.reaches)
        return [g for g in found if any(p in net.tables.needs for p in g)]

    def value(self, group: Group, day: Day) -> Value:
        """Value of one group, from memory if it is known."""
        net = self.day(day)
        known = net.known(group)
        if known is None:
            known = net.values[group] = self.answered(group, day).value
            self.evaluated += 1
        return known

    def knows(self, group: Group, day: Day) -> bool:
        """Whether the value of a group is known."""
        return self.day(day).known(group) is not None

    def take(self, day: Day, values: Mapping[Group, Value]) -> None:
        """Remember values of this net that somebody else computed."""
        self.day(day).values.update(values)

    def answered(self, group: Group, day: Day) -> Answered:
        """The value of a group with its plan; only the last one asked is kept."""
        if self._last is not None and self._last[:2] == (group, day):
            return self._last[2]
        net = self.day(day)
        found = answer(part_of(net.tables, group, net.reaches), self._rules)
        self._last = group, day, found
        return found

    def everybody_asked(self, group: Group, day: Day) -> Problem:
        """The group's part of the day, with all who are linked in it."""
        return part_of(self.day(day).tables, group, None)

    @property
    def unproven(self) -> int:
        """Values known here whose bound is lower than they are."""
        return sum(
            not value.proven
            for net in self._days.values()
            for value in net.values.values()
        )

    @property
    def rules(self) -> RuleSet:
        """The rules, with the tiers of open minutes only."""
        return self._rules

    def interact(self, one: PersonId, other: PersonId, day: Day) -> bool:
        """Whether two absences touch something in common."""
        reaches = self.day(day).reaches
        return not reaches[one].touched.isdisjoint(reaches[other].touched)

    def needed(self, person: PersonId, day: Day) -> int:
        """Child-minutes a person's absence would need."""
        needs = self.day(day).tables.needs.get(person, ())
        return self.clocks.minutes((need.day, need.slot) for need in needs)

    def day(self, day: Day) -> "_DayNet":
        """One day of the net, made when it is first asked for."""
        found = self._days.get(day)
        if found is None:
            before = None
            if self._like is not None and self._changed is not None:
                before = self._like.day(day)
            found = _DayNet(
                DayTables(self.problem, day),
                self._rules,
                before,
                self._changed,
                asked_anew=self._asked_anew,
            )
            self._days[day] = found
        return found


class _DayNet:
    """Tables, reaches and known values of one day.

    Parameters
    ----------
    asked_anew
        Whether the rules about who may take a need differ from those before.
    """

    def __init__(
        self,
        tables: DayTables,
        rules: RuleSet,
        before: "_DayNet | None",
        changed: Changes | None,
        *,
        asked_anew: bool,
    ) -> None:
        self.tables = tables
        self.values: dict[Group, Value] = {}
        self._before = before
        self.reaches = self._reaches(rules, None if asked_anew else changed)
        self.untouched = self._untouched(changed)

    def _reaches(
        self, rules: RuleSet, changed: Changes | None
    ) -> dict[PersonId, Reach]:
        """Reach of everybody; taken over where no person or place linked differs."""
        tables = self.tables
        asked = replace(
            rules, pair=tuple(r for r in rules.pair if r.id in STANDING), joint=()
        )
        index: ProblemIndex | None = None
        found: dict[PersonId, Reach] = {}
        before = {} if self._before is None else self._before.reaches
        for person in tables.persons:
            old = before.get(person)
            if (
                old is not None
                and changed is not None
                and not changed.touch(old.linked)
            ):
                found[person] = old
                continue
            index = index or ProblemIndex(tables.everybody())
            found[person] = reach_of(tables, index, asked, person)
        return found

    def _untouched(self, changed: Changes | None) -> frozenset[PersonId]:
        """Persons whose absence touches nothing that differs from the net before."""
        if self._before is None or changed is None:
            return frozenset()
        before = self._before.reaches
        return frozenset(
            person
            for person, reach in self.reaches.items()
            if (old := before.get(person)) is not None
            and old.passing == reach.passing
            and old.touched == reach.touched
            and not changed.touch(reach.touched)
        )

    def known(self, group: Group) -> Value | None:
        """The value if it was computed here, or there and nothing in it differs."""
        found = self.values.get(group)
        if found is None and self._before is not None and group <= self.untouched:
            found = self._before.known(group)
            if found is not None:
                self.values[group] = found
        return found
