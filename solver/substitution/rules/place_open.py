"""Rule 9b: the place is open for the whole piece."""

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
from solver.slots import Slot, merged
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import PairRule
from solver.substitution.plan import Option


class PlaceOpen(PairRule[NoParameters]):
    """Every minute lies in the opening hours; a day without entry is open all day."""

    info = RuleInfo(
        id=RuleId("place-open"),
        number=9,
        title="Ort ist geöffnet",
        source=AgreementSource("Öffnungs- und Schließzeiten des Ortes"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{place} ist am {day} von {start} bis {end} nicht durchgehend geöffnet."
        ),
    )
    timed = True

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse a piece that leaves the opening hours."""
        hours = index.problem.places[option.place].open
        if hours is None or option.day not in hours:
            return None
        if any(slot.contains(option.slot) for slot in merged(hours[option.day])):
            return None
        return self.refusal(
            place=option.place,
            day=iso(option.day),
            start=option.slot.start,
            end=option.slot.end,
        )

    def windows(self, index: ProblemIndex, option: Option) -> Sequence[Slot]:
        """Parts of the slot within the opening hours."""
        hours = index.problem.places[option.place].open
        if hours is None or option.day not in hours:
            return (option.slot,)
        opened = merged(hours[option.day])
        return [p for slot in opened if (p := slot.intersection(option.slot))]
