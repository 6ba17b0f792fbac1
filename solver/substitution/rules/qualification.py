"""Rule 5: the qualification ladder, the professional's short course, inclusion."""

from dataclasses import dataclass

from solver.rule import Binding, LegalSource, PersonGroup, Refusal, RuleId, RuleInfo
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import PairRule
from solver.substitution.plan import Option
from solver.substitution.problem import PersonKind


@dataclass(frozen=True, slots=True)
class Parameters:
    """Lessons (UE) asked of a person; ``exempt_kinds`` are not asked at all."""

    min_units: int = 160
    professional_units: int = 80
    inclusion_units: int = 100
    inclusion_capability: str = "inclusion"
    exempt_kinds: tuple[str, ...] = ("kita_staff",)

    def __post_init__(self) -> None:
        """Refuse negative lessons and kinds that nobody is of."""
        if min(self.min_units, self.professional_units, self.inclusion_units) < 0:
            raise ValueError("Unterrichtseinheiten sind nie negativ.")
        for kind in self.exempt_kinds:
            PersonKind(kind)


class Qualification(PairRule[Parameters]):
    """Lessons reach the ladder's step; inclusion lessons where the child needs them."""

    info = RuleInfo(
        id=RuleId("qualification"),
        number=5,
        title="Ausreichende Qualifizierung",
        source=LegalSource(
            law="SGB VIII",
            section="§ 23 Abs. 3 und § 43 Abs. 2",
            reference="Stufen je Land, siehe Regelprofil",
        ),
        binding=Binding.LAW,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{person} hat {units} von {required_units} Unterrichtseinheiten"
            " ({qualification})."
        ),
    )
    parameters_type = Parameters

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse too few lessons on the ladder or, if needed, in inclusion."""
        person = index.problem.persons[option.person]
        parameters = self.parameters
        if person.kind in parameters.exempt_kinds:
            return None
        required = (
            parameters.professional_units
            if person.professional
            else parameters.min_units
        )
        if person.qualification_units < required:
            return self.refusal(
                person=option.person,
                units=person.qualification_units,
                required_units=required,
                qualification="ladder",
            )
        needs = index.problem.children[option.child].required_capabilities
        if (
            parameters.inclusion_capability in needs
            and person.inclusion_units < parameters.inclusion_units
        ):
            return self.refusal(
                person=option.person,
                units=person.inclusion_units,
                required_units=parameters.inclusion_units,
                qualification="inclusion",
            )
        return None
