"""Rule 6: the host is one of the cluster and has room for everybody."""

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
from solver.workshops.kinds import Looks, PairRule
from solver.workshops.problem import EventDate


class RoomForAll(PairRule[NoParameters]):
    """participants <= seats of the host's room, for hosted events."""

    info = RuleInfo(
        id=RuleId("room-for-all"),
        number=6,
        title="Platz für alle in den Räumen der gastgebenden Kommune",
        source=AgreementSource("Angaben der Kommunen zu ihren Räumen"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{event} hätte {participants} Teilnehmende bei {host} (Plätze: {room})."
        ),
    )

    looks_at = Looks.HOST

    def refuse(self, index: WorkshopIndex, option: EventDate) -> Refusal | None:
        """Refuse a host from elsewhere or with too few seats."""
        host, event = option.host, index.event(option)
        if host is None and not event.hosted:
            return None
        member = index.problem.members.get(host) if host else None
        inside = member is not None and member.cluster in event.clusters
        room = member.room if member is not None and inside else 0
        needed = index.participants(option)
        if event.hosted and inside and 0 < room >= needed:
            return None
        return self.refusal(
            event=option.event, participants=needed, host=host or "nobody", room=room
        )
