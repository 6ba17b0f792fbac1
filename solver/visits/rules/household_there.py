"""Rule 3: the household is there: a visit meets children, and their childminder."""

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


class HouseholdThere(PairRule[NoParameters]):
    """A child of the host meets the visitor, and the host is not away meanwhile."""

    info = RuleInfo(
        id=RuleId("contact-household-there"),
        number=3,
        title="Besucht wird, wenn die Kinder da sind",
        source=AgreementSource("Betreuungszeiten und Abwesenheiten"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "Am {day} von {start} bis {end} Uhr sind bei {host} keine Kinder, die"
            " {person} kennenlernen könnten."
        ),
    )

    def refuse(self, index: VisitIndex, option: Visit) -> Refusal | None:
        """Refuse a time without children or without the host."""
        bond = index.bond(option)
        away = index.problem.persons[bond.host].absent.get(option.day, ())
        met = any(person == bond.visitor for _, person in index.contacted(option))
        if met and not any(slot.overlaps(option.slot) for slot in away):
            return None
        return self.refusal(**index.when(option))
