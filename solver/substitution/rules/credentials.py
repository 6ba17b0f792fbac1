"""Rule 4b: first aid, instruction, measles and conduct proofs that hold on the day."""

from dataclasses import dataclass
from datetime import date

from solver.rule import (
    Binding,
    LegalSource,
    PairRule,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.slots import Day
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.plan import Option
from solver.substitution.problem import Person, PersonKind

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
        person = index.problem.persons[option.person]
        for kind in self._required[person.kind]:
            if not _holds(person, kind, option.day):
                return self.refusal(
                    person=option.person, day=iso(option.day), credential=kind
                )
        return None


def _holds(person: Person, kind: str, day: Day) -> bool:
    """Whether a proof of this kind holds on the day, bounds inclusive."""
    for proof in person.credentials:
        if (
            proof.kind == kind
            and (proof.valid_from is None or proof.valid_from <= day)
            and (proof.valid_until is None or day <= proof.valid_until)
        ):
            return True
    return False
