"""Rule 8b: the person is available and not absent herself."""

from collections.abc import Sequence

from solver.rule import (
    AgreementSource,
    Binding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.slots import Slot
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import PairRule
from solver.substitution.plan import Option


class Availability(PairRule[NoParameters]):
    """Every minute lies in the person's availability and outside her absences."""

    info = RuleInfo(
        id=RuleId("availability"),
        number=8,
        title="Verfügbar und nicht abwesend",
        source=AgreementSource("Mitgeteilte Verfügbarkeit"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{person} ist am {day} von {start} bis {end} nicht durchgehend verfügbar."
        ),
    )
    timed = True

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse a slot that leaves the person's free time."""
        slot = option.slot
        for free in index.free(option.person, option.day):
            if free.start <= slot.start and slot.end <= free.end:
                return None
        return self.refusal(
            person=option.person,
            day=iso(option.day),
            start=slot.start,
            end=slot.end,
        )

    def windows(self, index: ProblemIndex, option: Option) -> Sequence[Slot]:
        """Parts of the slot within the person's free time."""
        free = index.free(option.person, option.day)
        return [p for f in free if (p := f.intersection(option.slot))]
