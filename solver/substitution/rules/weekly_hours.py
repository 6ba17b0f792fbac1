"""Rule 10e: weekly contract hours, and eight hours a working day on average."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from solver.linear import Terms
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
from solver.substitution.accounts import Account, Parameters, accounts, monday
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import JointRule, PairRule
from solver.substitution.plan import Option
from solver.substitution.problem import Person, PersonId
from solver.substitution.variables import Variables
from solver.substitution.workpatterns import pattern_terms
from solver.substitution.worktime import work_terms
from solver.substitution.workweek import (
    added_minutes,
    fixed_minutes,
    most_added,
    planned_weeks,
)

_Facts = dict[str, int | str]


class WeeklyHours(PairRule[Parameters], JointRule[Parameters]):
    """Work of each calendar week <= contract hours, and on average <= 8 h a day.

    Work is counted as in a day's limit: minutes in charge (their union) and ways
    between places; breaks between charges are none. What is worked or fixed on days of
    the week that are not planned counts.

    The average is that of the week and of the weeks on record before it. A week that
    is not on record counts on neither side: without any record 48 hours are the most
    of a week of six working days. The sentence says how many weeks are known.

    Where fixed charges alone exceed a limit, the plan may not add a minute. A day whose
    fixed charges exclude one another counts as it is: its work cannot be told.
    """

    info = RuleInfo(
        id=RuleId("weekly-hours"),
        number=10,
        title="Wochenstunden und Ausgleich auf acht Stunden",
        source=LegalSource(
            law="ArbZG",
            section="§ 3 Satz 2",
            checked_on=date(2022, 3, 26),
            reference="github.com/bundestag/gesetze",
        ),
        binding=Binding.LAW,
        applies_to=PersonGroup.EMPLOYED,
        sentence=(
            "{person} käme in der Woche vom {day} auf {work_minutes} Minuten"
            " Arbeitszeit; {week_limit} sind höchstens {limit_minutes} möglich"
            " (Grundlage: {known_weeks} von {balance_weeks} Wochen)."
        ),
    )
    parameters_type = Parameters
    timed = True

    def _accounts(self, index: ProblemIndex, person: Person) -> Iterator[Account]:
        """Per week planned: the contract's limit of that week, then the average's."""
        return accounts(self.parameters, person, planned_weeks(index.problem))

    def __init__(self, parameters: Parameters) -> None:
        super().__init__(parameters)
        # Least room of each person's days; asked for every option there may be.
        self._least: WeakKeyDictionary[ProblemIndex, dict[PersonId, int]] = (
            WeakKeyDictionary()
        )

    def _least_room(self, index: ProblemIndex, person: PersonId) -> int:
        """Minutes that may come on top of what is fixed, whatever the day."""
        known = self._least.setdefault(index, {})
        if person not in known:
            fixed = fixed_minutes(index, person)
            accounts = self._accounts(index, index.problem.persons[person])
            known[person] = min(_room(account, fixed) for account in accounts)
        return known[person]

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse an option that alone, with fixed charges, is too much."""
        if not index.problem.persons[option.person].employed:
            return None
        room = self._least_room(index, option.person)
        minutes = index.clock(option.day).minutes(option.slot)
        if minutes <= room and not index.charges(option.person, option.day):
            return None
        facts = self._excess(index, option.person, [option])
        return None if facts is None else Refusal(self.id, facts)

    def windows(self, index: ProblemIndex, option: Option) -> Sequence[Slot]:
        """The whole slot, or as much of its beginning and end as the week leaves."""
        slot = option.slot
        if self.refuse(index, option) is None:
            return (slot,)
        person = index.problem.persons[option.person]
        fixed = fixed_minutes(index, option.person)
        room = min(
            _room(account, fixed)
            for account in self._accounts(index, person)
            if option.day in account.days
        )
        clock = index.clock(option.day)
        if not 0 < room < clock.minutes(slot):
            return ()
        return ends_of(clock, slot, room)

    def _excess(
        self, index: ProblemIndex, person: PersonId, taken: Iterable[Option]
    ) -> _Facts | None:
        """Facts of the first limit that the options break."""
        added = added_minutes(index, person, taken)
        fixed = fixed_minutes(index, person)
        for account in self._accounts(index, index.problem.persons[person]):
            more = sum(added.get(day, 0) for day in account.days)
            if more > _room(account, fixed):
                there = account.before + _sum(account, fixed)
                return self._facts(person, account, there + more)
        return None

    def _facts(self, person: PersonId, account: Account, minutes: int) -> _Facts:
        return {
            "person": person,
            "day": iso(account.monday),
            "work_minutes": minutes,
            "limit_minutes": account.limit,
            "week_limit": account.kind,
            "known_weeks": account.known_weeks,
            "balance_weeks": self.parameters.balance_weeks
            if account.kind == "average"
            else 1,
        }

    def post(self, index: ProblemIndex, variables: Variables) -> None:
        """Bound the work of each employed person's weeks, where it can be too much."""
        days: dict[PersonId, list[Day]] = {}
        for person, day in variables.person_days():
            if index.problem.persons[person].employed:
                days.setdefault(person, []).append(day)
        for person, with_options in days.items():
            self._post_person(index, variables, person, with_options)

    def _post_person(
        self,
        index: ProblemIndex,
        variables: Variables,
        person: PersonId,
        days: Sequence[Day],
    ) -> None:
        fixed = fixed_minutes(index, person)
        most = {day: most_added(index, variables, person, day) for day in days}
        binding = tuple(self._binding(index, person, most))
        rooms = _Rooms(binding, fixed, frozenset(day for day in days if most[day]))
        said = {
            day: _said(index, variables, person, day, rooms)
            for day in days
            if most[day] and any(day in account.days for account in binding)
        }
        for account in binding:
            room = _room(account, fixed)
            terms: Terms = ()
            for day in (d for d in said if d in account.days):
                terms = (*terms, *said[day][0])
                room += said[day][1]
            name = f"{person} in der Woche vom {iso(account.monday)}: {account.kind}"
            variables.model.add_at_most(terms, room, name)

    def _binding(
        self, index: ProblemIndex, person: PersonId, most: Mapping[Day, int]
    ) -> Iterable[Account]:
        """Accounts that the options can exceed, without those another one implies.

        Parameters
        ----------
        most
            Minutes that the options of a day can add at the most.
        """
        fixed = fixed_minutes(index, person)
        reach: dict[Day, int] = defaultdict(int)
        for day, minutes in most.items():
            reach[monday(day)] += minutes
        for account in self._accounts(index, index.problem.persons[person]):
            room = _room(account, fixed)
            if sum(reach[m] for m in {monday(d) for d in account.days}) <= room:
                continue
            reach[account.monday] = min(reach[account.monday], room)
            yield account

    def breaches(
        self, index: ProblemIndex, assignments: Iterable[Option]
    ) -> Iterable[Finding]:
        """Persons whom the plan gives too much work."""
        by_person: dict[PersonId, list[Option]] = {}
        for option in assignments:
            if index.problem.persons[option.person].employed:
                by_person.setdefault(option.person, []).append(option)
        for person, taken in by_person.items():
            facts = self._excess(index, person, taken)
            if facts is not None:
                yield Finding(self.id, facts, (person,))

    def fixed_breaches(self, index: ProblemIndex) -> Iterable[Finding]:
        """Persons whose fixed charges alone are too much."""
        for person in dict.fromkeys(p for p, _ in index.fixed_person_days()):
            if not index.problem.persons[person].employed:
                continue
            fixed = fixed_minutes(index, person)
            for account in self._accounts(index, index.problem.persons[person]):
                minutes = account.before + _sum(account, fixed)
                if _sum(account, fixed) and minutes > account.limit:
                    facts = self._facts(person, account, minutes)
                    yield Finding(self.id, facts, (person,), decided=False)
                    break


def _sum(account: Account, minutes: Mapping[Day, int]) -> int:
    """Minutes of the account's days."""
    return sum(minutes.get(day, 0) for day in account.days)


def _room(account: Account, fixed: Mapping[Day, int]) -> int:
    """Minutes that may be added to what is fixed."""
    return max(0, account.limit - account.before - _sum(account, fixed))


@dataclass(frozen=True, slots=True)
class _Rooms:
    """Accounts that can be exceeded, what is fixed of them, and days that can add."""

    accounts: Sequence[Account]
    fixed: Mapping[Day, int]
    days: frozenset[Day]

    def least(self, day: Day) -> int:
        """Minutes that no day's work can add without exceeding one."""
        return min(_room(a, self.fixed) for a in self.accounts if day in a.days)

    def tie(self, day: Day) -> bool:
        """Whether a day has to fit with others into an account."""
        return any(
            day in account.days and len(self.days.intersection(account.days)) > 1
            for account in self.accounts
        )


def _said(
    index: ProblemIndex,
    variables: Variables,
    person: PersonId,
    day: Day,
    rooms: _Rooms,
) -> tuple[Terms, int]:
    """Work of a day as terms, and the minutes of it that are there anyway."""
    if rooms.tie(day):
        patterns = pattern_terms(index, variables, person, day, rooms.least(day))
        if patterns is not None:
            return patterns, 0
    terms, with_fixed = work_terms(index, variables, person, day)
    return terms, rooms.fixed.get(day, 0) if with_fixed else 0
