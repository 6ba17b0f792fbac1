"""Rule 4b: first aid, instruction, measles and conduct proofs that hold on the day."""

from dataclasses import dataclass
from datetime import date

from solver.rule import Binding, LegalSource, PersonGroup, Refusal, RuleId, RuleInfo
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import PairRule
from solver.substitution.plan import Option
from solver.substitution.problem import PersonKind

_ALL = ("first_aid", "infection_instruction", "measles", "conduct_certificate")


@dataclass(frozen=True, slots=True)
class Parameters:
    """Kinds of proof asked of each kind of person."""

    childminder: tuple[str, ...] = _ALL
    floater: tuple[str, ...] = _ALL
    base_staff: tuple[str, ...] = _ALL
    kita_staff: tuple[str, ...] = ()

    def required(self, kind: PersonKind) -> tuple[str, ...]:
        """Kinds of proof asked of one kind of person."""
        match kind:
            case PersonKind.CHILDMINDER:
                return self.childminder
            case PersonKind.FLOATER:
                return self.floater
            case PersonKind.BASE_STAFF:
                return self.base_staff
            case PersonKind.KITA_STAFF:
                return self.kita_staff


class Credentials(PairRule[Parameters]):
    """Each required proof is there and holds on the day."""

    info = RuleInfo(
        id=RuleId("credentials"),
        number=4,
        title="Gültige Nachweise",
        source=LegalSource(
            law="SGB VIII, IfSG",
            section="§ 43 Abs. 2, § 72a SGB VIII; § 20 Abs. 8 und 9, § 35 IfSG",
            checked_on=date(2022, 3, 26),
            reference="github.com/bundestag/gesetze",
        ),
        binding=Binding.LAW,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{person} fehlt am {day} ein gültiger Nachweis: {credential}.",
    )
    parameters_type = Parameters

    def __init__(self, parameters: Parameters) -> None:
        super().__init__(parameters)
        self._required = {kind: parameters.required(kind) for kind in PersonKind}

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse a person who lacks a required proof on the day."""
        required = self._required[index.problem.persons[option.person].kind]
        held = index.proofs(option.person, option.day)
        if held.issuperset(required):
            return None
        missing = next(kind for kind in required if kind not in held)
        return self.refusal(
            person=option.person, day=iso(option.day), credential=missing
        )
