"""Rule 12: what is fixed stays; what began before the plan is not planned again."""

from collections.abc import Iterable, Iterator

from solver.rule import (
    Binding,
    Finding,
    NoParameters,
    PersonGroup,
    Practice,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.slots import Day, Slot
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import JointRule, PairRule
from solver.substitution.plan import Option
from solver.substitution.problem import ChildId, Cover, PersonId, PlaceId
from solver.substitution.variables import Variables

_With = tuple[PersonId | None, PlaceId | None]


class FixedCoverStays(PairRule[NoParameters], JointRule[NoParameters]):
    """No option overlaps fixed cover of the child or begins in the past.

    Two fixed covers of one child that overlap contradict each other, unless person
    and place are the same; that is shown and never blocks the rest.
    """

    info = RuleInfo(
        id=RuleId("fixed-cover"),
        number=12,
        title="Feste Zusagen bleiben",
        source=Practice("Was zugesagt oder begonnen ist, löst nur ein Mensch"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "Für {child} steht die Zeit am {day} von {start} bis {end} schon fest."
        ),
    )
    on_fixed = False

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse an option that overlaps fixed cover or begins in the past."""
        frozen = index.frozen_until(option.day)
        if option.slot.start < frozen:
            return self.refusal(**_facts(option.child, option.day, Slot(0, frozen)))
        for fixed in index.fixed_of_child_day.get((option.child, option.day), ()):
            if fixed.cover.slot.overlaps(option.slot):
                return self.refusal(
                    **_facts(option.child, option.day, fixed.cover.slot)
                )
        return None

    def post(self, index: ProblemIndex, variables: Variables) -> None:
        """Nothing to post: options beside fixed cover are refused one by one."""

    def breaches(
        self, index: ProblemIndex, assignments: Iterable[Option]
    ) -> Iterable[Finding]:
        """One finding per assignment that touches what is fixed."""
        for option in assignments:
            refusal = self.refuse(index, option)
            if refusal is not None:
                yield Finding(self.id, refusal.facts, (option.child,))

    def fixed_breaches(self, index: ProblemIndex) -> Iterable[Finding]:
        """Fixed covers of one child that contradict one that began before them."""
        for (child, day), found in index.fixed_of_child_day.items():
            for shared in _contradicted(fixed.cover for fixed in found):
                facts = _facts(child, day, shared)
                yield Finding(self.id, facts, (child,), decided=False)


def _contradicted(covers: Iterable[Cover]) -> Iterator[Slot]:
    """Of each cover the time it shares with earlier ones of somebody else.

    One time of each: thousands of pins of one child would be as many times thousands.
    """
    nobody = (-1, None)
    longest: tuple[int, _With | None] = nobody
    of_others: tuple[int, _With | None] = nobody  # the longest of anybody else
    for cover in sorted(covers, key=lambda c: (c.slot.start, c.slot.end)):
        start, end, whom = cover.slot.start, cover.slot.end, (cover.person, cover.place)
        until, _ = of_others if longest[1] == whom else longest
        if until > start:
            yield Slot(start, min(end, until))
        if longest[1] == whom:
            longest = max(longest[0], end), whom
        elif end > longest[0]:
            longest, of_others = (end, whom), longest
        elif end > of_others[0]:
            of_others = end, whom


def _facts(child: ChildId, day: Day, slot: Slot) -> dict[str, int | str]:
    return {"child": child, "day": iso(day), "start": slot.start, "end": slot.end}
