"""Rule 15: weekly contract hours, and eight hours a working day on average."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from solver.facts import iso
from solver.rule import (
    Binding,
    Finding,
    LegalSource,
    PersonGroup,
    RuleId,
    RuleInfo,
)
from solver.slots import Day
from solver.substitution.accounts import Account, Parameters, accounts, weeks_of
from solver.substitution.problem import PersonId
from solver.visits.day import day_of
from solver.visits.index import VisitIndex
from solver.visits.kinds import JointRule
from solver.visits.problem import Visit
from solver.visits.variables import Choice, VisitVariables

_Minutes = Mapping[Day, int]


class WeeklyHours(JointRule[Parameters]):
    """Visits, everything else and ways of a calendar week <= contract hours.

    On average of the weeks on record no more than eight hours a working day, counted
    as in substitution. Where everything else alone is too much, no visit comes on top.
    """

    info = RuleInfo(
        id=RuleId("contact-weekly-hours"),
        number=15,
        title="Wochenstunden mit Besuchen",
        source=LegalSource(
            law="ArbZG",
            section="§ 3 Satz 2",
            checked_on=date(2022, 3, 26),
            reference="github.com/bundestag/gesetze",
        ),
        binding=Binding.LAW,
        applies_to=PersonGroup.EMPLOYED,
        sentence=(
            "{person} käme mit Besuchen in der Woche vom {day} auf {work_minutes}"
            " Minuten Arbeitszeit; {week_limit} sind höchstens {limit_minutes} möglich."
        ),
    )
    parameters_type = Parameters

    def _accounts(self, index: VisitIndex, person: PersonId) -> Iterator[Account]:
        weeks = weeks_of(index.problem.first_day, index.problem.last_day)
        return accounts(self.parameters, index.problem.persons[person], weeks)

    def post(self, index: VisitIndex, variables: VisitVariables) -> None:
        """Bound what rounds add to the accounts they can exceed."""
        of_person: dict[PersonId, dict[Day, list[Choice]]] = defaultdict(dict)
        for (person, day), choices in variables.of_day.items():
            if index.problem.persons[person].employed:
                of_person[person][day] = choices
        for person, days in of_person.items():
            there = _there(index, person)
            for account in self._accounts(index, person):
                inside = [days[day] for day in account.days if day in days]
                most = sum(max(c.round.work_minutes for c in day) for day in inside)
                room = _room(account, there)
                if most > room:
                    terms = (
                        (choice.taken, choice.round.work_minutes)
                        for day in inside
                        for choice in day
                    )
                    name = f"{person}, {account.kind} bis {account.monday}"
                    variables.model.add_at_most(terms, room, name)

    def breaches(
        self, index: VisitIndex, assignments: Iterable[Visit]
    ) -> Iterable[Finding]:
        """Persons whom the plan gives too much work."""
        planned: dict[PersonId, dict[Day, list[Visit]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for visit in assignments:
            planned[index.bond(visit).visitor][visit.day].append(visit)
        for person, days in sorted(planned.items()):
            if not index.problem.persons[person].employed:
                continue
            there = _there(index, person)
            added = {
                day: _work(index, person, day, visits) - _work(index, person, day, ())
                for day, visits in days.items()
            }
            for account in self._accounts(index, person):
                if _sum(account, added) > _room(account, there):
                    minutes = _sum(account, there) + _sum(account, added)
                    yield self._finding(person, account, minutes)
                    break

    def fixed_breaches(self, index: VisitIndex) -> Iterable[Finding]:
        """Persons for whom what stands is too much, visits among it."""
        for person in sorted({person for person, _ in index.fixed_on}):
            if not index.problem.persons[person].employed:
                continue
            there = _there(index, person)
            for account in self._accounts(index, person):
                minutes = _sum(account, there)
                if account.before + minutes > account.limit:
                    yield self._finding(person, account, minutes, decided=False)
                    break

    def _finding(
        self, person: PersonId, account: Account, minutes: int, *, decided: bool = True
    ) -> Finding:
        facts: dict[str, int | str] = {
            "person": person,
            "day": iso(account.monday),
            "work_minutes": account.before + minutes,
            "limit_minutes": account.limit,
            "week_limit": account.kind,
        }
        return Finding(self.id, facts, (person,), decided)


def _work(
    index: VisitIndex, person: PersonId, day: Day, visits: Iterable[Visit]
) -> int:
    fixed = index.fixed_on.get((person, day), ())
    return day_of(index, person, day, (*fixed, *visits)).work_minutes


def _there(index: VisitIndex, person: PersonId) -> _Minutes:
    """Work of each day that is there whatever is planned."""
    return {day: _work(index, person, day, ()) for day in index.days}


def _sum(account: Account, minutes: _Minutes) -> int:
    return sum(minutes.get(day, 0) for day in account.days)


def _room(account: Account, there: _Minutes) -> int:
    return max(0, account.limit - account.before - _sum(account, there))
