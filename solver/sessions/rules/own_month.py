"""Rule 2: what is agreed for a month is done in that month, and not in the past."""

from solver.facts import iso
from solver.rule import (
    AgreementSource,
    Binding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.sessions.facts import whose
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import PairRule
from solver.sessions.problem import Visit, days_of
from solver.slots import Day


class OwnMonth(PairRule[NoParameters]):
    """The day lies in the session's month and not before the first day to plan."""

    info = RuleInfo(
        id=RuleId("own-month"),
        number=2,
        title="Termine liegen in ihrem Monat und nicht in der Vergangenheit",
        source=AgreementSource("Stunden je Monat laut Begleitung"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "Der Termin von {coach} bei {kindergarten} wäre am {day}; er kann nur vom"
            " {first_day} bis zum {last_day} sein."
        ),
    )
    on_fixed = False
    indispensable = True

    def refuse(self, index: SessionIndex, option: Visit) -> Refusal | None:
        """Refuse a day of another month, or one before the plan begins."""
        days = days_of(option.session.month)
        first = max(days[0], index.problem.first_day)
        if first <= option.day <= days[-1]:
            return None
        facts = {"first_day": iso(Day(first)), "last_day": iso(Day(days[-1]))}
        return self.refusal(**whose(index, option), **facts)
