"""Rule 5: a kindergarten lies within the coach's radius."""

from solver.matching.index import MatchingIndex
from solver.matching.kinds import PairRule
from solver.matching.problem import Engagement
from solver.rule import (
    AgreementSource,
    Binding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)


class WithinReach(PairRule[NoParameters]):
    """One way <= the minutes the coach is ready to travel."""

    info = RuleInfo(
        id=RuleId("within-reach"),
        number=5,
        title="Fahrzeit innerhalb des Umkreises der Prozessbegleitung",
        source=AgreementSource("Eigene Angabe der Prozessbegleitung"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{coach} hätte bis {kindergarten} {way} zu fahren (höchstens: {limit})."
        ),
    )

    def refuse(self, index: MatchingIndex, option: Engagement) -> Refusal | None:
        """Refuse a way that is unknown or longer than the radius."""
        way = index.problem.ways.get((option.coach, option.kindergarten))
        limit = index.coach(option).max_way_minutes
        if way is not None and (limit is None or way.minutes <= limit):
            return None
        return self.refusal(
            coach=option.coach,
            kindergarten=option.kindergarten,
            way="unreachable" if way is None else way.minutes,
            limit="unlimited" if limit is None else limit,
        )
