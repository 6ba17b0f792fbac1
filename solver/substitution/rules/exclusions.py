"""Rule 8c: declined offers and pairs that somebody excluded."""

from solver.rule import (
    AgreementSource,
    Binding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import PairRule
from solver.substitution.plan import Option


class Exclusions(PairRule[NoParameters]):
    """No exclusion of guardian, person, refusal or counsellor names the pair."""

    info = RuleInfo(
        id=RuleId("exclusions"),
        number=8,
        title="Ausschlüsse und Absagen gelten",
        source=AgreementSource("Wunsch der Eltern, Absage oder Sperre"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "Für {child} kommt {person} am {day} nicht in Frage: {exclusion_origin}."
        ),
    )

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse a pair that an exclusion of this day names."""
        for child in (option.child, None):
            for exclusion in index.exclusions.get((option.person, child), ()):
                if exclusion.first_day <= option.day <= exclusion.last_day and (
                    exclusion.need is None or exclusion.need == option.need
                ):
                    return self.refusal(
                        child=option.child,
                        person=option.person,
                        day=iso(option.day),
                        exclusion_origin=exclusion.origin.value,
                    )
        return None
