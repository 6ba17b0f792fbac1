"""Rule 6: what a child requires, person and place together must offer."""

from dataclasses import dataclass

from solver.rule import AgreementSource, Binding, PersonGroup, Refusal, RuleId, RuleInfo
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import PairRule
from solver.substitution.plan import Option


@dataclass(frozen=True, slots=True)
class Parameters:
    """``by_lessons`` are proven by lessons, which the qualification rule counts."""

    by_lessons: tuple[str, ...] = ("inclusion",)


class Capabilities(PairRule[Parameters]):
    """Each required capability is one of the person or of the place."""

    info = RuleInfo(
        id=RuleId("capabilities"),
        number=6,
        title="Nötige Fähigkeiten sind vorhanden",
        source=AgreementSource("Betreuungsvertrag des Kindes"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{child} braucht {capability}; das bieten {person} und der Ort nicht.",
    )
    parameters_type = Parameters

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse a pair that lacks a capability; names the first in the alphabet."""
        required = index.problem.children[option.child].required_capabilities
        if not required:
            return None
        missing = (
            required
            - index.problem.persons[option.person].capabilities
            - index.problem.places[option.place].capabilities
        ).difference(self.parameters.by_lessons)
        if not missing:
            return None
        return self.refusal(
            child=option.child, person=option.person, capability=min(missing)
        )
