"""Rule 1: a session is neither too short to be worth the way nor too long."""

from dataclasses import dataclass

from solver.rule import Binding, PersonGroup, Practice, Refusal, RuleId, RuleInfo
from solver.sessions.facts import whose
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import PairRule
from solver.sessions.problem import Visit


@dataclass(frozen=True, slots=True)
class Parameters:
    """How long a session is, from and to [min]."""

    least_minutes: int = 60
    most_minutes: int = 300

    def __post_init__(self) -> None:
        """Refuse limits that no session keeps."""
        if not 0 < self.least_minutes <= self.most_minutes:
            raise ValueError("least_minutes liegt zwischen 1 und most_minutes.")


class SessionLength(PairRule[Parameters]):
    """least_minutes <= length <= most_minutes."""

    info = RuleInfo(
        id=RuleId("session-length"),
        number=1,
        title="Ein Termin dauert eine bis fünf Stunden",
        source=Practice(
            "Umfang der Prozessbegleitung: zwei bis fünf Stunden im Monat",
            reference="thekiz.de/begleitung",
        ),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{coach} wäre am {day} {minutes} Minuten bei {kindergarten} (vereinbar:"
            " {least} bis {most})."
        ),
    )
    parameters_type = Parameters

    def refuse(self, index: SessionIndex, option: Visit) -> Refusal | None:
        """Refuse a length outside of the limits."""
        least, most = self.parameters.least_minutes, self.parameters.most_minutes
        minutes = option.slot.minutes
        if least <= minutes <= most:
            return None
        facts = {"minutes": minutes, "least": least, "most": most}
        return self.refusal(**whose(index, option), **facts)
