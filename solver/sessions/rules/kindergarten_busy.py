"""Rule 12: a kindergarten's other calendars are respected."""

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


class KindergartenNotBusy(PairRule[NoParameters]):
    """The kindergarten has nothing else at that time; a visit takes its ways, too."""

    info = RuleInfo(
        id=RuleId("kindergarten-busy"),
        number=12,
        title="Belegte Zeiten der Einrichtung bleiben frei",
        source=AgreementSource("Eigener Kalender und Besuche der Einrichtung"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{kindergarten} hat am {day} von {start} bis {end} Uhr schon etwas anderes;"
            " {coach} kann nicht kommen."
        ),
    )
    looks_at = Looks.TIME

    def refuse(self, index: SessionIndex, option: Visit) -> Refusal | None:
        """Refuse a time that overlaps something else."""
        busy = index.kindergarten(option.session).busy.get(option.day, ())
        if any(slot.overlaps(option.slot) for slot in busy):
            return self.refusal(**when(index, option))
        return None
