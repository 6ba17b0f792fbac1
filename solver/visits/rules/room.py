"""Rule 7: the place has room for all children who meet there."""

from solver.rule import (
    AgreementSource,
    Binding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.visits.index import VisitIndex
from solver.visits.kinds import PairRule
from solver.visits.problem import Visit


class Room(PairRule[NoParameters]):
    """Children at the place during the visit <= its places.

    Counted are those of the host, at home or brought, and those the visitor brings.
    """

    info = RuleInfo(
        id=RuleId("contact-room"),
        number=7,
        title="Platz für alle Kinder, die sich treffen",
        source=AgreementSource("Plätze des Ortes"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{place} hat {limit_children} Plätze; am {day} wären beim Besuch von"
            " {person} bei {host} {children} Kinder da."
        ),
    )

    def refuse(self, index: VisitIndex, option: Visit) -> Refusal | None:
        """Refuse more children than there are places, if somebody brings any."""
        bond = index.bond(option)
        limit = index.problem.places[bond.place].max_children
        along = set(index.taken_along(option))
        there = {
            child
            for child, place, slot in index.there(bond.host, option.day)
            if place == bond.place and slot.overlaps(option.slot)
        }
        children = len(along | there)
        if limit is None or not along or children <= limit:
            return None
        return self.refusal(
            **index.whose(option),
            place=bond.place,
            children=children,
            limit_children=limit,
        )
