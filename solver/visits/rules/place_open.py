"""Rule 4: the place is open."""

from solver.rule import (
    AgreementSource,
    Binding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.slots import covers
from solver.visits.index import VisitIndex
from solver.visits.kinds import PairRule
from solver.visits.problem import Visit


class PlaceOpen(PairRule[NoParameters]):
    """The openings of the day contain the visit; a day without any told is open."""

    info = RuleInfo(
        id=RuleId("contact-place-open"),
        number=4,
        title="Besuche liegen in den Öffnungszeiten",
        source=AgreementSource("Öffnungszeiten des Ortes"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{place} ist am {day} von {start} bis {end} Uhr nicht geöffnet; {person}"
            " und {host} können sich dort nicht treffen."
        ),
    )

    def refuse(self, index: VisitIndex, option: Visit) -> Refusal | None:
        """Refuse a time outside of the openings."""
        place = index.problem.places[index.bond(option).place]
        if place.open is None or option.day not in place.open:
            return None
        if covers(place.open[option.day], option.slot):
            return None
        return self.refusal(**index.when(option), place=place.id)
