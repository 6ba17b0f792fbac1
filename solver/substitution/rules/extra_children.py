"""Rule 8e: as many extra children at once as the person agreed to."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from solver.rule import (
    AgreementSource,
    Binding,
    Finding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.slots import Day, Slot
from solver.substitution.capacity import contended, fullest, post_capacity, room_windows
from solver.substitution.charge import Load
from solver.substitution.facts import iso
from solver.substitution.grouping import by_person_day
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import JointRule, PairRule
from solver.substitution.plan import Option
from solver.substitution.problem import ChildId, PersonId
from solver.substitution.variables import Variables


class ExtraChildren(PairRule[NoParameters], JointRule[NoParameters]):
    """Children in substitution at once, fixed cover included, <= the person's number.

    Heads are counted, not places; own regular children are not extra.
    """

    info = RuleInfo(
        id=RuleId("extra-children"),
        number=8,
        title="So viele Kinder zusätzlich, wie die Person zugesagt hat",
        source=AgreementSource("Eigene Angaben der Person"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{person} hätte am {day} um {time} Uhr {present} zusätzliche Kinder"
            " (zugesagt: {limit})."
        ),
    )
    timed = True

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse a child beyond what fixed cover leaves."""
        limit = index.problem.persons[option.person].limits.max_extra_children
        if limit is None:
            return None
        load = _extra_load(index, option.person, option.day)
        taken, when = load.peak(option.slot)
        if taken + 1 <= limit:
            return None
        return Refusal(
            self.id, _facts(option.person, option.day, when, taken + 1, limit)
        )

    def windows(self, index: ProblemIndex, option: Option) -> Sequence[Slot]:
        """Parts of the slot in which fixed cover leaves room."""
        limit = index.problem.persons[option.person].limits.max_extra_children
        if limit is None:
            return (option.slot,)
        if limit == 0:
            return ()
        load = _extra_load(index, option.person, option.day)
        return room_windows(load, limit - 1, option.slot)

    def post(self, index: ProblemIndex, variables: Variables) -> None:
        """Bound the extra children of each person at every minute."""
        for person, day in variables.person_days():
            limit = index.problem.persons[person].limits.max_extra_children
            if limit is not None:
                post_capacity(
                    variables,
                    variables.of_person_day(person, day),
                    _one,
                    _extra_load(index, person, day),
                    limit,
                    f"zusätzliche Kinder bei {person} am {iso(day)}",
                )

    def taken_by(
        self, index: ProblemIndex, option: Option, rivals: Sequence[Option]
    ) -> Iterable[Slot]:
        """When others may be as many as the person agreed to."""
        limit = index.problem.persons[option.person].limits.max_extra_children
        if limit is None:
            return ()
        same = (r for r in rivals if (r.person, r.day) == (option.person, option.day))
        load = _extra_load(index, option.person, option.day)
        return contended(option, same, _one, load, limit)

    def breaches(
        self, index: ProblemIndex, assignments: Iterable[Option]
    ) -> Iterable[Finding]:
        """The fullest minute of each person and day beyond her number."""
        for (person, day), taken in by_person_day(assignments).items():
            limit = index.problem.persons[person].limits.max_extra_children
            load = _extra_load(index, person, day)
            present, when = fullest(taken, _one, load)
            if limit is not None and present > limit:
                facts = _facts(person, day, when, present, limit)
                yield Finding(self.id, facts, (person,))

    def fixed_breaches(self, index: ProblemIndex) -> Iterable[Finding]:
        """Persons whose fixed cover alone exceeds their number."""
        for person, day in index.fixed_person_days():
            limit = index.problem.persons[person].limits.max_extra_children
            present, when = _extra_load(index, person, day).peak(Slot(0, 1440))
            if limit is not None and present > limit:
                facts = _facts(person, day, when, present, limit)
                yield Finding(self.id, facts, (person,), decided=False)


def _one(_child: ChildId) -> int:
    return 1


def _extra_load(index: ProblemIndex, person: PersonId, day: Day) -> Load:
    """Heads of fixed cover with a person."""
    charges = index.charges(person, day)
    return Load(replace(c, weight=1) for c in charges if not c.regular)


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
