"""Rule 9a: a place is used by those who work there, or where its owner allows it."""

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


class PlaceUsable(PairRule[NoParameters]):
    """Passes regular staff of the place, usable places, and places with staff there.

    A home is not used without its owner unless the place says so. Where regular staff
    is there for every minute of the piece, a guest substitute may join in.
    """

    info = RuleInfo(
        id=RuleId("place-usable"),
        number=9,
        title="Räume ohne Inhaberin nutzbar",
        source=AgreementSource("Nutzungsvereinbarung der Räume"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "Die Räume ({place}) sind am {day} ohne die Inhaberin nicht für {person}"
            " nutzbar."
        ),
    )

    timed = True

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse a guest at an unstaffed place that is not usable without its owner."""
        place = index.problem.places[option.place]
        if (
            place.usable_without_owner
            or option.person in place.staff
            or index.staffed(option.place, option.day, option.slot)
        ):
            return None
        return self.refusal(
            place=option.place, day=iso(option.day), person=option.person
        )

    def windows(self, index: ProblemIndex, option: Option) -> Sequence[Slot]:
        """The whole slot, or the parts of it in which regular staff is there."""
        if self.refuse(index, option) is None:
            return (option.slot,)
        staffed = index.staffed_times(option.place, option.day)
        return [part for slot in staffed if (part := slot.intersection(option.slot))]
