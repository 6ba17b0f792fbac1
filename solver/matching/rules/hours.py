"""Rule 1: hours between what is sensible and what the kindergarten wishes."""

from solver.matching.index import MatchingIndex
from solver.matching.kinds import PairRule
from solver.matching.problem import Engagement
from solver.rule import (
    Binding,
    NoParameters,
    PersonGroup,
    Practice,
    Refusal,
    RuleId,
    RuleInfo,
)


class HoursAgreed(PairRule[NoParameters]):
    """Half-hours a month lie between the kindergarten's least and its wish."""

    info = RuleInfo(
        id=RuleId("hours-agreed"),
        number=1,
        title="Stunden zwischen Mindestmaß und Wunsch",
        source=Practice(
            "Prozessbegleitung mit 2 bis 5 Stunden im Monat",
            reference="Fach- und Forschungsstelle ThEKiZ",
        ),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{kindergarten} braucht zwischen {least} und {most} halbe Stunden im Monat,"
            " nicht {half_hours}."
        ),
    )

    def refuse(self, index: MatchingIndex, option: Engagement) -> Refusal | None:
        """Refuse hours below the least or above the wish."""
        kindergarten = index.kindergarten(option)
        least, most = kindergarten.min_half_hours, kindergarten.wished_half_hours
        if least <= option.half_hours <= most:
            return None
        return self.refusal(
            kindergarten=option.kindergarten,
            least=least,
            most=most,
            half_hours=option.half_hours,
        )
