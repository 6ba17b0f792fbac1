"""Rule 13: siblings in substitution at the same time are with one person and place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from solver.rule import (
    Binding,
    Finding,
    PersonGroup,
    Practice,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.slots import Day, Slot, subtracted
from solver.substitution.facts import iso
from solver.substitution.grouping import by_child_day
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import JointRule, PairRule
from solver.substitution.plan import Option
from solver.substitution.problem import ChildId, Cover
from solver.substitution.siblings import (
    apart,
    covers_on,
    meeting_rows,
    sibling_days,
)
from solver.substitution.variables import Variables


@dataclass(frozen=True, slots=True)
class Parameters:
    """``required`` makes a rule of it; otherwise the wish of the same name does it."""

    required: bool = False


class SiblingsTogether(PairRule[Parameters], JointRule[Parameters]):
    """At no minute are two siblings with different persons or at different places.

    It separates nobody, but it demands no gap either: while one sibling is covered the
    other may stay uncovered, or be in care arranged outside (a grandmother). Regular
    care is left as it is: only substitution counts, fixed cover included.
    """

    info = RuleInfo(
        id=RuleId("siblings-together"),
        number=13,
        title="Geschwister bleiben zusammen",
        source=Practice("Geschwister bleiben zusammen"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{child} und {sibling} wären am {day} um {time} Uhr als Geschwister"
            " getrennt."
        ),
    )
    parameters_type = Parameters
    timed = True

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse an option elsewhere than a sibling's fixed cover."""
        if not self.parameters.required or option.child not in index.siblings:
            return None
        for other in self._fixed(index, option.child, option.day):
            if apart(option.cover, other):
                return Refusal(self.id, _facts(option.cover, other))
        return None

    def windows(self, index: ProblemIndex, option: Option) -> Sequence[Slot]:
        """What siblings' fixed cover elsewhere leaves of the slot."""
        if not self.parameters.required:
            return (option.slot,)
        elsewhere = [
            other.slot
            for other in self._fixed(index, option.child, option.day)
            if apart(option.cover, other)
        ]
        return subtracted((option.slot,), elsewhere)

    def _fixed(self, index: ProblemIndex, child: ChildId, day: Day) -> Iterator[Cover]:
        """Fixed cover of a child's siblings on a day."""
        for sibling in sorted(index.siblings.get(child, ())):
            yield from covers_on(index, sibling, day)

    def post(self, index: ProblemIndex, variables: Variables) -> None:
        """At most one stay per minute that both are covered; fixed cover decides it."""
        if not self.parameters.required:
            return
        for one, other, day in sibling_days(index):
            name = f"{one} und {other} am {iso(day)}: zusammen"
            for terms, room in meeting_rows(index, variables, one, other, day):
                variables.model.add_at_most(terms, room, name)

    def taken_by(
        self, index: ProblemIndex, option: Option, rivals: Sequence[Option]
    ) -> Iterable[Slot]:
        """When a sibling may be with somebody else or elsewhere."""
        if not self.parameters.required:
            return
        siblings = index.siblings.get(option.child, ())
        for rival in rivals:
            same_day = rival.day == option.day and rival.child in siblings
            if same_day and apart(option.cover, rival.cover):
                yield rival.slot

    def breaches(
        self, index: ProblemIndex, assignments: Iterable[Option]
    ) -> Iterable[Finding]:
        """Siblings whom the plan separates, once per pair and day."""
        if not self.parameters.required:
            return
        taken = by_child_day(assignments)
        for one, other, day in sibling_days(index):
            mine = [option.cover for option in taken.get((one, day), ())]
            theirs = [option.cover for option in taken.get((other, day), ())]
            pairs = [(a, b) for a in mine for b in theirs]
            pairs += [(a, b) for a in mine for b in covers_on(index, other, day)]
            pairs += [(a, b) for a in covers_on(index, one, day) for b in theirs]
            yield from _first(self.id, pairs, decided=True)

    def fixed_breaches(self, index: ProblemIndex) -> Iterable[Finding]:
        """Siblings whom fixed cover alone separates."""
        if not self.parameters.required:
            return
        for one, other, day in sibling_days(index):
            mine, theirs = covers_on(index, one, day), covers_on(index, other, day)
            pairs = [(a, b) for a in mine for b in theirs]
            yield from _first(self.id, pairs, decided=False)


def _first(
    rule: RuleId, pairs: Iterable[tuple[Cover, Cover]], *, decided: bool
) -> Iterator[Finding]:
    """A finding for the first pair of covers that is apart."""
    for one, other in pairs:
        if apart(one, other):
            subjects = (one.child, other.child)
            yield Finding(rule, _facts(one, other), subjects, decided)
            return


def _facts(one: Cover, other: Cover) -> dict[str, int | str]:
    return {
        "child": one.child,
        "sibling": other.child,
        "day": iso(one.day),
        "time": max(one.slot.start, other.slot.start),
    }
