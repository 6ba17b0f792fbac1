"""Rule 2: the visitor is at work and not away."""

from solver.rule import (
    AgreementSource,
    Binding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.visits.index import VisitIndex
from solver.visits.kinds import PairRule
from solver.visits.problem import Visit


class VisitorFree(PairRule[NoParameters]):
    """The visitor's available time of the day contains the visit; ways see travel."""

    info = RuleInfo(
        id=RuleId("contact-visitor-free"),
        number=2,
        title="Besuche liegen in der Zeit der Vertretung",
        source=AgreementSource("Angaben der Vertretung, Urlaub und Krankmeldungen"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{person} ist am {day} von {start} bis {end} Uhr nicht im Dienst und kann"
            " {host} nicht besuchen."
        ),
    )

    def refuse(self, index: VisitIndex, option: Visit) -> Refusal | None:
        """Refuse a time that no free stretch contains."""
        free = index.free(index.bond(option).visitor, option.day)
        if any(slot.contains(option.slot) for slot in free):
            return None
        return self.refusal(**index.when(option))
