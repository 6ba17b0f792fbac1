"""Rule 10c: breaks of an employed person, and never too long alone with children."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from solver.linear import LinearModel, Var
from solver.rule import (
    Binding,
    Finding,
    LegalSource,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.slots import Day, DayClock, Slot, ends_of
from solver.substitution.day_model import DayModel
from solver.substitution.daywork import DayWork, Stay, day_work, fixed_stays
from solver.substitution.facts import iso
from solver.substitution.grouping import by_person_day
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import JointRule, PairRule
from solver.substitution.plan import Option
from solver.substitution.problem import PersonId
from solver.substitution.rows import any_of
from solver.substitution.variables import Variables
from solver.substitution.workday import post_days
from solver.substitution.workpatterns import Check, post_allowed

_Run = tuple[int, int]

#: Pairs of more stays would be more rows than all else of a day [stays].
MOST_PAIRED = 100


@dataclass(frozen=True, slots=True)
class Parameters:
    """Breaks by working time [min]: none, then ``break_``, then ``long_break``."""

    alone_minutes: int = 360
    work_minutes: int = 360
    break_minutes: int = 30
    long_work_minutes: int = 540
    long_break_minutes: int = 45
    part_minutes: int = 15

    def __post_init__(self) -> None:
        """Refuse numbers that are not positive and ascending."""
        if not 0 < self.part_minutes <= self.break_minutes <= self.long_break_minutes:
            raise ValueError(
                "0 < part_minutes <= break_minutes <= long_break_minutes muss gelten."
            )
        if not 0 < self.work_minutes <= self.long_work_minutes:
            raise ValueError("0 < work_minutes <= long_work_minutes muss gelten.")
        if self.alone_minutes < 1:
            raise ValueError("alone_minutes muss mindestens 1 sein.")

    def break_for(self, work_minutes: int) -> int:
        """Minutes of break that so much work asks for."""
        if work_minutes > self.long_work_minutes:
            return self.long_break_minutes
        return self.break_minutes if work_minutes > self.work_minutes else 0


class Breaks(PairRule[Parameters], JointRule[Parameters]):
    """An employed person gets her breaks and is never too long in charge without one.

    *Bound* is every minute in charge at a place where nobody else of its regular staff
    is there (available, not absent, not in charge elsewhere). A *break part* is a
    stretch of at least 15 minutes, between her first and last minute in charge, that
    is neither bound nor on the way; the way to another place comes directly after
    leaving. Then:

    * between two break parts (or the ends of the day) at most 360 minutes pass from
      the first to the last bound minute;
    * more than 360 minutes of work (in charge and on the way) ask for 30 minutes of
      break parts, more than 540 for 45.

    Where fixed charges alone breach this, nothing is added.
    """

    info = RuleInfo(
        id=RuleId("breaks"),
        number=10,
        title="Pausen und höchstens sechs Stunden allein",
        source=LegalSource(
            law="ArbZG",
            section="§ 4",
            checked_on=date(2022, 3, 26),
            reference="github.com/bundestag/gesetze",
        ),
        binding=Binding.LAW,
        applies_to=PersonGroup.EMPLOYED,
        sentence=(
            "{person} hätte am {day} bei {work_minutes} Minuten Arbeit nur"
            " {rest_minutes} Minuten Pause und wäre bis zu {alone_minutes} Minuten ohne"
            " Pause allein verantwortlich."
        ),
    )
    parameters_type = Parameters
    timed = True

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse an option that, with fixed charges, is too long without a break.

        Too few minutes of break in all are no reason yet: a later charge may leave
        the break between.
        """
        person, day = option.person, option.day
        if not index.problem.persons[person].employed:
            return None
        alone = self.parameters.alone_minutes
        minutes = index.clock(day).minutes(option.slot)
        if minutes <= alone and not index.charges(person, day):
            return None
        facts = self._fixed_fault(index, person, day)
        if facts is None:
            facts = self._fault(index, person, day, [option])
            if facts is not None and int(facts["alone_minutes"]) <= alone:
                return None
        return None if facts is None else Refusal(self.id, facts)

    def windows(self, index: ProblemIndex, option: Option) -> Sequence[Slot]:
        """The whole slot, or the longest beginning and end without a break."""
        slot, longest = option.slot, self.parameters.alone_minutes
        clock = index.clock(option.day)
        if self.refuse(index, option) is None:
            return (slot,)
        if clock.minutes(slot) <= longest:
            return ()
        return ends_of(clock, slot, longest)

    def _fixed_fault(
        self, index: ProblemIndex, person: PersonId, day: Day
    ) -> dict[str, int | str] | None:
        """Facts if fixed charges alone lack breaks."""
        if not index.charges(person, day):
            return None
        return self._fault(index, person, day, ())

    def _fault(
        self, index: ProblemIndex, person: PersonId, day: Day, taken: Iterable[Option]
    ) -> dict[str, int | str] | None:
        """Facts if the day with these options lacks breaks."""
        stays = [*fixed_stays(index, person, day), *((o.place, o.slot) for o in taken)]
        return self._fault_of(index, person, day, stays)

    def _fault_of(
        self, index: ProblemIndex, person: PersonId, day: Day, stays: Iterable[Stay]
    ) -> dict[str, int | str] | None:
        """Facts if a day of these stays lacks breaks."""
        work = day_work(index, person, day, stays)
        part = self.parameters.part_minutes
        minutes = work.clock.minutes
        parts = [slot for slot in work.free() if minutes(slot) >= part]
        rest = sum(map(minutes, parts))
        alone = _longest_bound(work, parts)
        enough = rest >= self.parameters.break_for(work.minutes)
        if enough and alone <= self.parameters.alone_minutes:
            return None
        return {
            "person": person,
            "day": iso(day),
            "work_minutes": work.minutes,
            "rest_minutes": rest,
            "alone_minutes": alone,
        }

    def post(self, index: ProblemIndex, variables: Variables) -> None:
        """Ways to spend a day that have breaks, or rows over the breaks it can have."""
        for person, day in variables.person_days():
            if not index.problem.persons[person].employed:
                continue
            if self._fixed_fault(index, person, day) is not None:
                self._forbid(variables, person, day)
                continue
            if self._post_ways(index, variables, person, day):
                continue
            longest = min(self.parameters.alone_minutes, self.parameters.work_minutes)
            for model in post_days(index, variables, person, day, longest):
                self._post_day(variables.model, model)
            self._post_pairs(index, variables, person, day)

    def _post_ways(
        self, index: ProblemIndex, variables: Variables, person: PersonId, day: Day
    ) -> bool:
        """Leave the ways to spend the day that have breaks, where that says it."""
        charges = index.charges(person, day)

        def allows(stays: Iterable[Stay]) -> bool:
            return self._fault_of(index, person, day, stays) is None

        options = variables.of_person_day(person, day)
        places = sorted({o.place for o in options} | {c.place for c in charges})
        relief = tuple((p, index.relief(person, p, day)) for p in places)
        check = Check((self.id, self.parameters, relief), allows)
        return post_allowed(index, variables, person, day, check)

    def _forbid(self, variables: Variables, person: PersonId, day: Day) -> None:
        for option in variables.of_person_day(person, day):
            row = ((variables.taken(option), 1),)
            variables.model.add_at_most(row, 0, f"{person} am {iso(day)}: ohne Pause")

    def _post_pairs(
        self, index: ProblemIndex, variables: Variables, person: PersonId, day: Day
    ) -> None:
        """Of two stays at a place that no break can come between one is taken.

        Only where they are too long together: whatever is taken besides leaves no more
        free. The rows about segments say so too, but not to a relaxation.
        """
        taken: dict[Stay, list[Var]] = {}
        for option in variables.of_person_day(person, day):
            stay = option.place, option.slot
            taken.setdefault(stay, []).append(variables.taken(option))
        name = f"{person} am Tag {day}"
        if len(taken) > MOST_PAIRED:
            return
        for (place, slot), own in taken.items():
            relief = index.relief(person, place, day)
            too_long = [
                var
                for (other, later), some in taken.items()
                if other == place
                and self._runs_on(index.clock(day), slot, later)
                and not any(Slot(slot.start, later.end).overlaps(r) for r in relief)
                for var in some
            ]
            if too_long:
                here = any_of(variables, own, f"{name}: {slot}")
                for together in variables.exclusive(too_long):
                    row = ((here, 1), *((var, 1) for var in together))
                    variables.model.add_at_most(row, 1, f"{name}: zusammen zu lang")

    def _runs_on(self, clock: DayClock, slot: Slot, later: Slot) -> bool:
        """Whether a later slot makes one too long, with no room for a break between."""
        if not slot.start < later.start or later.end <= slot.end:
            return False
        gap = clock.between(slot.end, later.start) if slot.end < later.start else 0
        whole = clock.between(slot.start, later.end)
        return gap < self.parameters.part_minutes and (
            whole > self.parameters.alone_minutes
        )

    def _post_day(self, model: LinearModel, day: DayModel) -> None:
        parts = {
            run: model.new_bool(f"{day.name}: Pause {run}")
            for run in self._runs(model, day)
        }
        for s in range(len(day.segments)):
            inside = tuple((v, 1) for (a, b), v in parts.items() if a <= s <= b)
            if inside:
                row = (*inside, *day.bound[s], *day.way[s])
                model.add_at_most(row, 1, f"{day.name}: Pause oder nicht")
        self._post_alone(model, day, parts)
        self._post_rest(model, day, parts)

    def _runs(self, model: LinearModel, day: DayModel) -> list[_Run]:
        """First and last segment of every break part worth telling apart.

        Parts that fixed charges make sure of come first, long ones before short ones:
        who looks for some break part finds a good one.
        """
        runs: dict[_Run, tuple[bool, int]] = {}
        charged = [s for s, terms in enumerate(day.charge) if _always(model, terms)]
        for first in range(len(day.segments)):
            minutes = 0
            for last in range(first, len(day.segments)):
                if _always(model, day.bound[last]):
                    break
                minutes += day.clock.minutes(day.segments[last])
                if minutes >= self.parameters.part_minutes:
                    sure = bool(charged) and charged[0] <= first and last <= charged[-1]
                    runs[first, last] = (not sure, -minutes)
                if minutes >= self.parameters.long_break_minutes:
                    break
        return sorted(runs, key=runs.__getitem__)

    def _post_alone(
        self,
        model: LinearModel,
        day: DayModel,
        parts: dict[_Run, Var],
    ) -> None:
        """Two bound segments too far apart have a break part between them.

        At a single place, the next bound minute after the limit comes within the
        length of a break part if there is no break, so later segments need no row.
        """
        limit = self.parameters.alone_minutes
        reach = limit + self.parameters.part_minutes
        apart = day.clock.between

        for i, first in enumerate(day.segments):
            for j, last in enumerate(day.segments):
                if not any(day.way) and apart(first.start, last.start) > reach:
                    break
                if j < i or apart(first.start, last.end) <= limit:
                    continue
                between = [(v, -1) for (a, b), v in parts.items() if i < a and b < j]
                ends = day.bound[i] if i == j else (*day.bound[i], *day.bound[j])
                upper = 0 if i == j else 1
                if day.bound[i] and day.bound[j]:
                    model.add_at_most((*ends, *between), upper, f"{day.name}: allein")

    def _post_rest(
        self, model: LinearModel, day: DayModel, parts: dict[_Run, Var]
    ) -> None:
        """Long work asks for break parts that lie between minutes in charge."""
        most = sum(map(day.clock.minutes, day.segments))
        if most <= self.parameters.work_minutes:
            return
        name = f"{day.name}: Pausen"
        rest: list[tuple[Var, int]] = []
        # What is in charge up to a segment or from it on is a part of one long row.
        charged = tuple((v, -1) for charge in day.charge for v, _ in charge)
        begins = tuple(accumulate(map(len, day.charge), initial=0))
        for (first, last), part in parts.items():
            minutes = sum(map(day.clock.minutes, day.segments[first : last + 1]))
            rest.append((part, minutes))
            for some in (charged[: begins[first + 1]], charged[begins[last] :]):
                model.add_at_most(((part, 1), *some), 0, name)
        asked: list[tuple[Var, int]] = []
        parameters = self.parameters
        for limit, more in (
            (parameters.work_minutes, parameters.break_minutes),
            (
                parameters.long_work_minutes,
                parameters.long_break_minutes - parameters.break_minutes,
            ),
        ):
            if most > limit:
                over = model.new_bool(f"{day.name}: mehr als {limit} Minuten")
                row = (*day.work_terms(), (over, limit - most))
                model.add_at_most(row, limit, name)
                asked.append((over, -more))
        model.add_at_least((*rest, *asked), 0, name)

    def shifts(
        self, index: ProblemIndex, person: PersonId, day: Day, stays: Sequence[Slot]
    ) -> Iterable[Slot]:
        """As long as may be alone without a break, from where somebody may come.

        What ends where somebody goes is not asked about: it rarely reaches more.
        """
        if not index.problem.persons[person].employed:
            return
        clock, longest = index.clock(day), self.parameters.alone_minutes
        fixed = (charge.slot for charge in index.charges(person, day))
        for start in sorted({slot.start for slot in (*stays, *fixed)}):
            end = clock.longest_from(start, longest)
            if start < end:
                yield Slot(start, end)

    def breaches(
        self, index: ProblemIndex, assignments: Iterable[Option]
    ) -> Iterable[Finding]:
        """Days of employed persons that the plan leaves without breaks."""
        for (person, day), taken in by_person_day(assignments).items():
            if not index.problem.persons[person].employed:
                continue
            facts = self._fault(index, person, day, taken)
            if facts is None:
                facts = self._fixed_fault(index, person, day)
            if facts is not None:
                yield Finding(self.id, facts, (person,))

    def fixed_breaches(self, index: ProblemIndex) -> Iterable[Finding]:
        """Days that fixed charges alone leave without breaks."""
        for person, day in index.fixed_person_days():
            if not index.problem.persons[person].employed:
                continue
            facts = self._fixed_fault(index, person, day)
            if facts is not None:
                yield Finding(self.id, facts, (person,), decided=False)


def _always(model: LinearModel, terms: Sequence[tuple[Var, int]]) -> bool:
    """Whether one of the variables is 1 whatever is decided."""
    return any(model.lowers[var] == 1 for var, _ in terms)


def _longest_bound(work: DayWork, parts: Sequence[Slot]) -> int:
    """Most minutes from the first to the last bound one between two break parts."""
    longest, since, until = 0, None, 0
    cuts = [slot.start for slot in parts]
    for slot in work.bound:
        if since is None or any(until <= cut < slot.start for cut in cuts):
            since = slot.start
        until = slot.end
        longest = max(longest, work.clock.between(since, until))
    return longest
