"""Rule 10d: eleven hours of rest between two working days of an employed person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from solver.rule import Binding, Finding, LegalSource, PersonGroup, RuleId, RuleInfo
from solver.slots import MINUTES_PER_DAY, Day, Slot, real_minutes
from solver.substitution.facts import iso
from solver.substitution.grouping import by_person_day
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import JointRule
from solver.substitution.plan import Option
from solver.substitution.problem import PersonId
from solver.substitution.rows import any_of
from solver.substitution.variables import Variables


@dataclass(frozen=True, slots=True)
class Parameters:
    """Rest between the end of one working day and the start of the next [real min]."""

    rest_minutes: int = 660

    def __post_init__(self) -> None:
        """Refuse no rest, and more than a day can hold."""
        if not 0 < self.rest_minutes < 24 * 60:
            raise ValueError("rest_minutes liegt zwischen 1 und 1439.")


class DailyRest(JointRule[Parameters]):
    """First minute in charge of a day - last one of the day before >= rest.

    Real minutes: the night of a clock change is an hour longer or shorter. A pair of
    fixed charges is shown, every other pair is forbidden.
    """

    info = RuleInfo(
        id=RuleId("daily-rest"),
        number=10,
        title="Elf Stunden Ruhezeit",
        source=LegalSource(
            law="ArbZG",
            section="§ 5",
            checked_on=date(2022, 3, 26),
            reference="github.com/bundestag/gesetze",
        ),
        binding=Binding.LAW,
        applies_to=PersonGroup.EMPLOYED,
        sentence=(
            "{person} hätte vor dem {day} nur {rest_minutes} Minuten Ruhezeit statt"
            " {required_minutes}."
        ),
    )
    parameters_type = Parameters

    def _rest(self, index: ProblemIndex, evening: Day, end: int, start: int) -> int:
        """Real minutes from an evening's minute to one of the next morning."""
        changes = index.problem.clock_changes
        return real_minutes(Day(evening + 1), start, changes) - real_minutes(
            evening, end, changes
        )

    def post(self, index: ProblemIndex, variables: Variables) -> None:
        """Late options exclude early ones of the next day."""
        evenings = dict.fromkeys(
            (person, Day(evening))
            for person, day in variables.person_days()
            if index.problem.persons[person].employed
            for evening in (day - 1, day)
        )
        for person, evening in evenings:
            self._post_night(index, variables, person, evening)

    def _post_night(
        self, index: ProblemIndex, variables: Variables, person: PersonId, evening: Day
    ) -> None:
        morning = Day(evening + 1)
        late = variables.of_person_day(person, evening)
        early = variables.of_person_day(person, morning)
        fixed_late = _last_end(index, person, evening)
        fixed_early = _first_start(index, person, morning)
        name = f"{person} vor dem {iso(morning)}: Ruhezeit"
        model = variables.model
        for option in early:
            if fixed_late is not None and self._short(
                index, evening, fixed_late, option.slot.start
            ):
                model.add_at_most(((variables.taken(option), 1),), 0, name)
        for option in late:
            if fixed_early is not None and self._short(
                index, evening, option.slot.end, fixed_early
            ):
                model.add_at_most(((variables.taken(option), 1),), 0, name)
        for start in sorted({o.slot.start for o in early}):
            too_late = [
                o for o in late if self._short(index, evening, o.slot.end, start)
            ]
            if too_late:
                one = any_of(variables, (variables.taken(o) for o in too_late), name)
                same = (variables.taken(o) for o in early if o.slot.start == start)
                other = any_of(variables, same, name)
                model.add_at_most(((one, 1), (other, 1)), 1, name)

    def _short(self, index: ProblemIndex, evening: Day, end: int, start: int) -> bool:
        rest = self._rest(index, evening, end, start)
        return rest < self.parameters.rest_minutes

    def taken_by(
        self, index: ProblemIndex, option: Option, rivals: Sequence[Option]
    ) -> Iterable[Slot]:
        """The early morning after a late evening, and the other way round."""
        if not index.problem.persons[option.person].employed:
            return
        rest, day = self.parameters.rest_minutes, option.day
        for rival in rivals:
            if rival.person != option.person:
                continue
            if rival.day == day - 1:
                short = rest - self._rest(index, rival.day, rival.slot.end, 0)
                if 0 < short < MINUTES_PER_DAY:
                    yield Slot(0, short)
            elif rival.day == day + 1:
                free = self._rest(index, day, MINUTES_PER_DAY, rival.slot.start)
                if 0 < rest - free < MINUTES_PER_DAY:
                    yield Slot(MINUTES_PER_DAY - (rest - free), MINUTES_PER_DAY)

    def breaches(
        self, index: ProblemIndex, assignments: Iterable[Option]
    ) -> Iterable[Finding]:
        """Nights that the plan makes too short."""
        days = by_person_day(assignments)
        nights = dict.fromkeys(
            (person, Day(evening))
            for person, day in days
            if index.problem.persons[person].employed
            for evening in (day - 1, day)
        )
        for person, evening in nights:
            morning = Day(evening + 1)
            late = [o.slot.end for o in days.get((person, evening), ())]
            early = [o.slot.start for o in days.get((person, morning), ())]
            fixed_late = _last_end(index, person, evening)
            fixed_early = _first_start(index, person, morning)
            pairs = [(end, start) for end in late for start in early]
            if fixed_late is not None:
                pairs.extend((fixed_late, start) for start in early)
            if fixed_early is not None:
                pairs.extend((end, fixed_early) for end in late)
            rest = min((self._rest(index, evening, *p) for p in pairs), default=None)
            if rest is not None and rest < self.parameters.rest_minutes:
                yield self._finding(person, morning, rest, decided=True)

    def fixed_breaches(self, index: ProblemIndex) -> Iterable[Finding]:
        """Nights that fixed charges alone make too short."""
        for person, evening in index.fixed_person_days():
            if not index.problem.persons[person].employed:
                continue
            morning = Day(evening + 1)
            end = _last_end(index, person, evening)
            start = _first_start(index, person, morning)
            if end is not None and start is not None:
                rest = self._rest(index, evening, end, start)
                if rest < self.parameters.rest_minutes:
                    yield self._finding(person, morning, rest, decided=False)

    def _finding(
        self, person: PersonId, morning: Day, rest: int, *, decided: bool
    ) -> Finding:
        facts: dict[str, int | str] = {
            "person": person,
            "day": iso(morning),
            "rest_minutes": rest,
            "required_minutes": self.parameters.rest_minutes,
        }
        return Finding(self.id, facts, (person,), decided)


def _last_end(index: ProblemIndex, person: PersonId, day: Day) -> int | None:
    return max((c.slot.end for c in index.charges(person, day)), default=None)


def _first_start(index: ProblemIndex, person: PersonId, day: Day) -> int | None:
    return min((c.slot.start for c in index.charges(person, day)), default=None)
