"""Rule 6: nobody leaves her own children for a visit; they come along or are gone."""

from dataclasses import dataclass

from solver.rule import Binding, PersonGroup, Practice, Refusal, RuleId, RuleInfo
from solver.visits.index import VisitIndex
from solver.visits.kinds import PairRule
from solver.visits.problem import Traveller, Visit


@dataclass(frozen=True, slots=True)
class Parameters:
    """Whether a childminder may visit another one together with her children."""

    with_children: bool = True


class OwnChildren(PairRule[Parameters]):
    """Each child in the traveller's care is there for the whole outing or not at all.

    Not at all is the only way for a visitor where the profile wants visits without her
    children. Who comes to a base always brings them: that is what for.
    """

    info = RuleInfo(
        id=RuleId("contact-own-children"),
        number=6,
        title="Eigene Tageskinder kommen mit oder sind schon abgeholt",
        source=Practice(
            "Tandems treffen sich wöchentlich gemeinsam mit den Kindern",
            reference="rund-um-kita.de/vor-und-nachteile-vertretungsmodelle",
        ),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{person} und {host}: am {day} von {start} bis {end} Uhr müsste {child}"
            " aus der eigenen Betreuung zurückbleiben oder unterwegs gebracht werden."
        ),
    )
    parameters_type = Parameters

    def refuse(self, index: VisitIndex, option: Visit) -> Refusal | None:
        """Refuse an outing in the middle of a child's time."""
        outing = index.outing(option)
        if outing is None:
            return None
        bond = index.bond(option)
        along = self.parameters.with_children or bond.traveller is Traveller.HOST
        for child, _, slot in index.there(index.traveller(bond).id, option.day):
            if slot.overlaps(outing) and not (along and slot.contains(outing)):
                return self.refusal(**index.when(option), child=child)
        return None
