"""Rule 5: a kindergarten lies within the coach's radius."""

from math import inf

from solver.matching.index import MatchingIndex
from solver.matching.kinds import PairRule
from solver.matching.problem import Engagement, Month, Way
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
    """One way <= the minutes the coach is ready to travel, in each month."""

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
        """Refuse a way that is unknown or longer than the radius in any month."""
        found = [
            (way, index.longest_way_allowed(option.coach, Month(month)))
            for months, way in index.ways_of(option)
            for month in months
        ]
        way, limit = max(found, key=_beyond)
        if _beyond((way, limit)) <= 0:
            return None
        return self.refusal(
            coach=option.coach,
            kindergarten=option.kindergarten,
            way="unreachable" if way is None else way.minutes,
            limit="unlimited" if limit is None else limit,
        )


def _beyond(found: tuple[Way | None, int | None]) -> float:
    """By how many minutes a way is longer than the radius; without end if unknown."""
    way, limit = found
    if way is None:
        return inf
    return 0 if limit is None else way.minutes - limit
