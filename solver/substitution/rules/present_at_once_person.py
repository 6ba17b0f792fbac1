"""Rule 2a: children present at once with a person stay within the permit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
from solver.slots import Day, Slot
from solver.substitution.capacity import contended, fullest, post_capacity, room_windows
from solver.substitution.facts import iso
from solver.substitution.grouping import by_person_day
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import JointRule, PairRule
from solver.substitution.plan import Option
from solver.substitution.problem import PersonId, PersonKind
from solver.substitution.variables import Variables


@dataclass(frozen=True, slots=True)
class Parameters:
    """Most places taken at once with one person; ``exempt_kinds`` have no such limit.

    A permit may only lower the number.
    """

    max_children: int = 5
    exempt_kinds: tuple[str, ...] = ("kita_staff",)

    def __post_init__(self) -> None:
        """Refuse a limit below 1 and kinds that nobody is of."""
        if self.max_children < 1:
            raise ValueError("max_children muss mindestens 1 sein.")
        for kind in self.exempt_kinds:
            PersonKind(kind)


class PresentAtOnceWithPerson(PairRule[Parameters], JointRule[Parameters]):
    """Regular children + fixed cover + children taken <= places, at every minute.

    Capacity weights count. Slots are half-open: a child leaving at 15:00 and one
    coming at 15:00 do not meet. Where the regular children alone exceed the limit,
    nothing is added and the finding is shown as not decided.
    """

    info = RuleInfo(
        id=RuleId("present-at-once-person"),
        number=2,
        title="Gleichzeitig anwesende Kinder je Person",
        source=LegalSource(
            law="SGB VIII",
            section="§ 43 Abs. 3",
            checked_on=date(2025, 10, 1),
            reference="sgbdigital.de, SGB-08_043",
        ),
        binding=Binding.LAW,
        applies_to=PersonGroup.PERMIT_HOLDERS,
        sentence=(
            "Bei {person} wären am {day} um {time} Uhr {present} von {limit} Plätzen"
            " belegt."
        ),
    )
    parameters_type = Parameters
    timed = True

    def limit(self, index: ProblemIndex, person: PersonId) -> int | None:
        """Places of a person, ``None`` where there is no limit."""
        found = index.problem.persons[person]
        if found.kind in self.parameters.exempt_kinds:
            return None
        if found.permit is None:
            return self.parameters.max_children
        return min(found.permit.places, self.parameters.max_children)

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse a child for whom the fixed load leaves no room."""
        limit = self.limit(index, option.person)
        if limit is None:
            return None
        taken, when = index.person_load(option.person, option.day).peak(option.slot)
        present = taken + index.weight(option.child)
        if present <= limit:
            return None
        return Refusal(self.id, _facts(option.person, option.day, when, present, limit))

    def windows(self, index: ProblemIndex, option: Option) -> Sequence[Slot]:
        """Parts of the slot in which the fixed load leaves room."""
        limit = self.limit(index, option.person)
        if limit is None:
            return (option.slot,)
        room = limit - index.weight(option.child)
        if room < 0:
            return ()
        load = index.person_load(option.person, option.day)
        return room_windows(load, room, option.slot)

    def post(self, index: ProblemIndex, variables: Variables) -> None:
        """Bound the children present with each person at every minute."""
        for person, day in variables.person_days():
            limit = self.limit(index, person)
            if limit is not None:
                post_capacity(
                    variables,
                    variables.of_person_day(person, day),
                    index.weight,
                    index.person_load(person, day),
                    limit,
                    f"Plätze bei {person} am {iso(day)}",
                )

    def taken_by(
        self, index: ProblemIndex, option: Option, rivals: Sequence[Option]
    ) -> Iterable[Slot]:
        """When others may take the person's last places."""
        limit = self.limit(index, option.person)
        if limit is None:
            return ()
        same = (r for r in rivals if (r.person, r.day) == (option.person, option.day))
        load = index.person_load(option.person, option.day)
        return contended(option, same, index.weight, load, limit)

    def breaches(
        self, index: ProblemIndex, assignments: Iterable[Option]
    ) -> Iterable[Finding]:
        """The fullest minute of each person and day beyond the limit."""
        for (person, day), taken in by_person_day(assignments).items():
            limit = self.limit(index, person)
            present, when = fullest(taken, index.weight, index.person_load(person, day))
            if limit is not None and present > limit:
                facts = _facts(person, day, when, present, limit)
                yield Finding(self.id, facts, (person,))

    def fixed_breaches(self, index: ProblemIndex) -> Iterable[Finding]:
        """Persons whose regular children and fixed cover alone exceed the limit."""
        for person, day in index.fixed_person_days():
            limit = self.limit(index, person)
            present, when = index.person_load(person, day).peak(Slot(0, 1440))
            if limit is not None and present > limit:
                facts = _facts(person, day, when, present, limit)
                yield Finding(self.id, facts, (person,), decided=False)


def _facts(
    person: PersonId, day: Day, when: int, present: int, limit: int
) -> dict[str, int | str]:
    return {
        "person": person,
        "day": iso(day),
        "time": when,
        "present": present,
        "limit": limit,
    }
