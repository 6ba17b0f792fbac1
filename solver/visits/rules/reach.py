"""Rule 5: the way is not too long."""

from dataclasses import dataclass

from solver.rule import Binding, PersonGroup, Practice, Refusal, RuleId, RuleInfo
from solver.visits.index import VisitIndex
from solver.visits.kinds import PairRule
from solver.visits.problem import Visit


@dataclass(frozen=True, slots=True)
class Parameters:
    """Longest way from home to the place of the visit [min]."""

    most_minutes: int = 60

    def __post_init__(self) -> None:
        """Refuse a way shorter than none."""
        if self.most_minutes < 0:
            raise ValueError("most_minutes ist nie negativ.")


class WithinReach(PairRule[Parameters]):
    """Way of the traveller from home <= most_minutes, and the day is long enough."""

    info = RuleInfo(
        id=RuleId("contact-reach"),
        number=5,
        title="Kein Besuch jenseits der Reichweite",
        source=Practice("Zeit mit den Kindern statt auf der Straße"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "Von {person} zu {host} sind es am {day} {way} (höchstens: {limit})."
        ),
    )
    parameters_type = Parameters

    def refuse(self, index: VisitIndex, option: Visit) -> Refusal | None:
        """Refuse a way that is unknown, too long, or longer than the day."""
        bond = index.bond(option)
        way = index.way(index.traveller(bond).home, bond.place)
        limit = self.parameters.most_minutes
        if index.outing(option) is not None and way is not None and way <= limit:
            return None
        told: int | str = "unreachable" if way is None else way
        return self.refusal(**index.whose(option), way=told, limit=limit)
