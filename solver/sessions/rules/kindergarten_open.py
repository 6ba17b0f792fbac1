"""Rule 11: a session lies within the kindergarten's opening times."""

from solver.rule import (
    AgreementSource,
    Binding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.sessions.facts import when
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import Looks, PairRule
from solver.sessions.problem import Visit


class KindergartenOpen(PairRule[NoParameters]):
    """The opening times of that weekday contain the session."""

    info = RuleInfo(
        id=RuleId("kindergarten-open"),
        number=11,
        title="Termine liegen in den Öffnungszeiten der Einrichtung",
        source=AgreementSource("Öffnungszeiten der Einrichtung"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{kindergarten} ist am {day} von {start} bis {end} Uhr nicht durchgehend"
            " geöffnet; {coach} kann nicht kommen."
        ),
    )
    looks_at = Looks.TIME

    def refuse(self, index: SessionIndex, option: Visit) -> Refusal | None:
        """Refuse a time at which it is not open all the while."""
        house = index.engagement(option.session).kindergarten
        opening = index.opening(house, option.day)
        if any(slot.contains(option.slot) for slot in opening):
            return None
        return self.refusal(**when(index, option))
