"""Rule 8a: whoever stands in does so by an agreed cooperation, at an agreed place."""

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


class Cooperation(PairRule[NoParameters]):
    """A link of the absent person names substitute, place, days and children."""

    info = RuleInfo(
        id=RuleId("cooperation"),
        number=8,
        title="Vertretung nach Absprache",
        source=AgreementSource("Kooperationsvereinbarung der Vertretung"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "Für {child} ist am {day} keine Vertretung durch {person} an diesem Ort"
            " vereinbart."
        ),
    )
    on_fixed = False

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse a pair of person and place that no link of this day names."""
        need = index.needs[option.need]
        pair = need.absent, option.person, option.place
        for link in index.agreed.get(pair, ()):
            if (
                (link.first_day is None or link.first_day <= option.day)
                and (link.last_day is None or option.day <= link.last_day)
                and (link.children is None or option.child in link.children)
            ):
                return None
        return self.refusal(
            child=option.child, person=option.person, day=iso(option.day)
        )
