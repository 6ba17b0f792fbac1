"""Rule 10b: an employed person works at most eight, or ten, hours a day."""

from collections.abc import Iterable, Sequence
from datetime import date

from solver.rule import (
    Binding,
    Finding,
    LegalSource,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.slots import Day, Slot, ends_of
from solver.substitution.daily_hours import Parameters
from solver.substitution.daywork import Stay, day_work, fixed_stays
from solver.substitution.facts import iso
from solver.substitution.grouping import by_person_day
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import JointRule, PairRule
from solver.substitution.plan import Option
from solver.substitution.problem import PersonId
from solver.substitution.variables import Variables
from solver.substitution.workday import post_days, same_day
from solver.substitution.workpatterns import Check, post_allowed


class DailyLimit(PairRule[Parameters], JointRule[Parameters]):
    """Minutes in charge (their union) plus ways between places <= limit.

    Where fixed charges alone exceed the limit, the plan may not add a minute.
    """

    info = RuleInfo(
        id=RuleId("daily-limit"),
        number=10,
        title="Tägliche Arbeitszeit",
        source=LegalSource(
            law="ArbZG",
            section="§ 3",
            checked_on=date(2022, 3, 26),
            reference="github.com/bundestag/gesetze",
        ),
        binding=Binding.LAW,
        applies_to=PersonGroup.EMPLOYED,
        sentence=(
            "{person} käme am {day} auf {work_minutes} Minuten Arbeitszeit"
            " (höchstens {limit_minutes})."
        ),
    )
    parameters_type = Parameters
    timed = True

    def _limit(self, index: ProblemIndex, person: PersonId) -> int | None:
        found = index.problem.persons[person]
        if not found.employed:
            return None
        return self.parameters.most(extended=found.may_extend_day)

    def _ceiling(self, index: ProblemIndex, person: PersonId, day: Day) -> int | None:
        """The limit, or what fixed charges take if that is more."""
        limit = self._limit(index, person)
        fixed = fixed_stays(index, person, day)
        if limit is None or not fixed:
            return limit
        return max(limit, day_work(index, person, day, fixed).minutes)

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse an option that alone, with fixed charges, is too much."""
        limit = self._limit(index, option.person)
        if limit is None or (
            index.clock(option.day).minutes(option.slot) <= limit
            and not index.charges(option.person, option.day)
        ):
            return None
        facts = self._excess(index, option.person, option.day, [option])
        return None if facts is None else Refusal(self.id, facts)

    def windows(self, index: ProblemIndex, option: Option) -> Sequence[Slot]:
        """The whole slot, or its longest beginning and end."""
        limit = self._limit(index, option.person)
        slot, clock = option.slot, index.clock(option.day)
        if limit is None or self.refuse(index, option) is None:
            return (slot,)
        if clock.minutes(slot) <= limit:
            return ()
        return ends_of(clock, slot, limit)

    def _excess(
        self, index: ProblemIndex, person: PersonId, day: Day, taken: Iterable[Option]
    ) -> dict[str, int | str] | None:
        """Facts if the day with these options is too long."""
        ceiling = self._ceiling(index, person, day)
        if ceiling is None:
            return None
        stays = [*fixed_stays(index, person, day), *((o.place, o.slot) for o in taken)]
        minutes = day_work(index, person, day, stays).minutes
        if minutes <= ceiling:
            return None
        return {
            "person": person,
            "day": iso(day),
            "work_minutes": minutes,
            "limit_minutes": self._limit(index, person) or 0,
        }

    def post(self, index: ProblemIndex, variables: Variables) -> None:
        """Bound charge and ways of each employed person and day."""
        for person, day in variables.person_days():
            ceiling = self._ceiling(index, person, day)
            if ceiling is None:
                continue
            if self._post_ways(index, variables, person, day):
                continue
            for model in post_days(index, variables, person, day, ceiling):
                name = f"{model.name}: Arbeitszeit"
                variables.model.add_at_most(model.work_terms(), ceiling, name)

    def _post_ways(
        self, index: ProblemIndex, variables: Variables, person: PersonId, day: Day
    ) -> bool:
        """Leave the ways to spend the day that are short enough, where that says it."""
        ceiling = self._ceiling(index, person, day)

        def allows(stays: Iterable[Stay]) -> bool:
            work = day_work(index, person, day, stays)
            return ceiling is None or work.minutes <= ceiling

        check = Check((self.id, ceiling), allows)
        return post_allowed(index, variables, person, day, check)

    def taken_by(
        self, index: ProblemIndex, option: Option, rivals: Sequence[Option]
    ) -> Iterable[Slot]:
        """All but as much of the beginning, or the end, as a rival's work leaves."""
        ceiling = self._ceiling(index, option.person, option.day)
        if ceiling is None:
            return
        slot, clock = option.slot, index.clock(option.day)
        fixed = fixed_stays(index, option.person, option.day)
        for rival in same_day(option, rivals):
            stays = [*fixed, (option.place, slot), (rival.place, rival.slot)]
            work = day_work(index, option.person, option.day, stays)
            room = clock.minutes(slot) + ceiling - work.minutes
            if 0 < room < clock.minutes(slot):
                first, last = ends_of(clock, slot, room)
                yield Slot(first.end, slot.end)
                yield Slot(slot.start, last.start)

    def breaches(
        self, index: ProblemIndex, assignments: Iterable[Option]
    ) -> Iterable[Finding]:
        """Days of employed persons that the plan makes too long."""
        for (person, day), taken in by_person_day(assignments).items():
            facts = self._excess(index, person, day, taken)
            if facts is not None:
                yield Finding(self.id, facts, (person,))

    def fixed_breaches(self, index: ProblemIndex) -> Iterable[Finding]:
        """Days that fixed charges alone make too long."""
        for person, day in index.fixed_person_days():
            limit = self._limit(index, person)
            if limit is None:
                continue
            minutes = day_work(
                index, person, day, fixed_stays(index, person, day)
            ).minutes
            if minutes > limit:
                facts: dict[str, int | str] = {
                    "person": person,
                    "day": iso(day),
                    "work_minutes": minutes,
                    "limit_minutes": limit,
                }
                yield Finding(self.id, facts, (person,), decided=False)
