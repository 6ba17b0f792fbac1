"""Rule 4a: a permit that holds on the day, with its side conditions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from solver.rule import Binding, LegalSource, PersonGroup, Refusal, RuleId, RuleInfo
from solver.slots import Slot
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import PairRule
from solver.substitution.plan import Option
from solver.substitution.problem import Permit, PersonKind


@dataclass(frozen=True, slots=True)
class Parameters:
    """Kinds of persons who need a permit."""

    kinds: tuple[str, ...] = ("childminder", "floater", "base_staff")

    def __post_init__(self) -> None:
        """Refuse a kind that nobody is of."""
        for kind in self.kinds:
            PersonKind(kind)


class PermitHolds(PairRule[Parameters]):
    """The permit holds on the day and its ages and hours include the piece."""

    info = RuleInfo(
        id=RuleId("permit"),
        number=4,
        title="Gültige Pflegeerlaubnis",
        source=LegalSource(
            law="SGB VIII",
            section="§ 43 Abs. 1 und 3",
            checked_on=date(2025, 10, 1),
            reference="sgbdigital.de, SGB-08_043",
        ),
        binding=Binding.LAW,
        applies_to=PersonGroup.PERMIT_HOLDERS,
        sentence=(
            "Die Pflegeerlaubnis von {person} trägt die Betreuung von {child} am {day}"
            " nicht: {permit_fault}."
        ),
    )
    parameters_type = Parameters
    timed = True

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse a missing or expired permit and breaches of its side conditions."""
        fault = self._fault(index, option)
        if fault is None:
            return None
        return self.refusal(
            person=option.person,
            child=option.child,
            day=iso(option.day),
            permit_fault=fault,
        )

    def windows(self, index: ProblemIndex, option: Option) -> Sequence[Slot]:
        """The part of the slot within the permit's hours, if nothing else is amiss."""
        fault = self._fault(index, option)
        if fault is None:
            return (option.slot,)
        permit = index.problem.persons[option.person].permit
        if fault != "hours" or permit is None or permit.hours is None:
            return ()
        part = permit.hours.intersection(option.slot)
        return (part,) if part else ()

    def _fault(self, index: ProblemIndex, option: Option) -> str | None:
        person = index.problem.persons[option.person]
        permit = person.permit
        if permit is None:
            return "missing" if person.kind in self.parameters.kinds else None
        if permit.valid_from is not None and option.day < permit.valid_from:
            return "not_yet"
        if permit.valid_until is not None and option.day > permit.valid_until:
            return "expired"
        if permit.hours is not None and not permit.hours.contains(option.slot):
            return _age_fault(index, option, permit) or "hours"
        return _age_fault(index, option, permit)


def _age_fault(index: ProblemIndex, option: Option, permit: Permit) -> str | None:
    """Whether the child is outside the permit's ages (months, inclusive)."""
    if permit.min_age_months is None and permit.max_age_months is None:
        return None
    age = index.age_months(index.problem.children[option.child], option.day)
    if permit.min_age_months is not None and age < permit.min_age_months:
        return "too_young"
    if permit.max_age_months is not None and age > permit.max_age_months:
        return "too_old"
    return None
