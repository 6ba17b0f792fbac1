"""A gap closed by force: whose assignment would worsen."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from solver.explanation.forcing import ANSWER_LIMITS
from solver.explanation.statements import Statement
from solver.explanation.undisturbed import undisturbed
from solver.result import SolveLimits
from solver.slots import Slot
from solver.substitution.explanation.answers import GAP_CANNOT, GAP_FORCED
from solver.substitution.explanation.basis import Basis
from solver.substitution.explanation.cost import Cost, move_statements
from solver.substitution.explanation.forcing import force
from solver.substitution.facts import iso
from solver.substitution.plan import Gap, Option


@dataclass(frozen=True, slots=True)
class ForcedGap:
    """The best plan in which nothing of the gap is open, if there is one.

    ``cost`` is ``None`` where no options cover it: then the refusals say it all.
    """

    gap: Gap
    cost: Cost | None
    statements: tuple[Statement, ...]


@undisturbed
def forced_gap(
    basis: Basis, gap: Gap, limits: SolveLimits = ANSWER_LIMITS
) -> ForcedGap:
    """Which other children would pay for closing the gap with the persons there are."""
    demands = covering(basis.options_of(gap.need), gap.slot)
    cost = force(basis, demands, limits) if all(demands) else None
    where: dict[str, int | str] = {
        "child": gap.child,
        "day": iso(gap.day),
        "start": gap.slot.start,
        "end": gap.slot.end,
    }
    if cost is None or (cost.unmet and cost.decided):
        return ForcedGap(gap, cost, (Statement(GAP_CANNOT.id, where),))
    first = cost.first_difference
    if cost.unmet or first is None:
        return ForcedGap(gap, cost, ())
    taker = next(
        o.person
        for o in cost.assignments
        if o.need == gap.need and o.slot.overlaps(gap.slot)
    )
    forced = Statement(GAP_FORCED.id, {**where, "person": taker, **first.facts})
    return ForcedGap(gap, cost, (forced, *move_statements(cost.moves)))


def covering(options: Sequence[Option], slot: Slot) -> list[list[Option]]:
    """For each stretch of a slot between bounds of options: those that cover it.

    Taking one of each covers the slot, by one piece or by several.
    """
    inside = (m for o in options for m in (o.slot.start, o.slot.end))
    bounds = sorted(
        {slot.start, slot.end, *(m for m in inside if slot.start < m < slot.end)}
    )
    return [
        [o for o in options if o.slot.start <= start and end <= o.slot.end]
        for start, end in pairwise(bounds)
    ]
