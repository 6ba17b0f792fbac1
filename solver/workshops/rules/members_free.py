"""Rule 5: everybody concerned can come."""

from solver.rule import (
    AgreementSource,
    Binding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.workshops.index import WorkshopIndex
from solver.workshops.kinds import PairRule
from solver.workshops.problem import EventDate


class MembersFree(PairRule[NoParameters]):
    """No day of the event is busy for any member."""

    info = RuleInfo(
        id=RuleId("members-free"),
        number=5,
        title="Alle Beteiligten können kommen",
        source=AgreementSource("Angaben der Kommunen"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=("Zu {event} ab {day} kann {member} nicht kommen."),
    )

    def refuse(self, index: WorkshopIndex, option: EventDate) -> Refusal | None:
        """Refuse a day on which a member is busy."""
        for member in index.members(option):
            if not member.busy.isdisjoint(index.days(option)):
                return self.refusal(**index.whose(option), member=member.id)
        return None
