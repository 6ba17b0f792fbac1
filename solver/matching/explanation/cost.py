"""What a matching costs against another: other kindergartens that change."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from solver.explanation import moves
from solver.explanation.cost import PlanCost
from solver.explanation.statements import Statement
from solver.matching.explanation.answers import (
    LEFT_UNSERVED,
    MOVED_COACH,
    MOVED_HOURS,
    NEWLY_SERVED,
)
from solver.matching.problem import Engagement, KindergartenId

Move = moves.Move[KindergartenId, Engagement]


@dataclass(frozen=True, slots=True)
class Cost(PlanCost[Engagement, Move]):
    """The best matching with something forced, against the plan."""


def moves_between(
    before: Sequence[Engagement],
    after: Sequence[Engagement],
    asked: Collection[KindergartenId] = (),
) -> tuple[Move, ...]:
    """Kindergartens that differ; those asked about are left out."""
    return moves.moves_between(
        {e.kindergarten: e for e in before},
        {e.kindergarten: e for e in after},
        asked,
    )


def move_statements(moved: Iterable[Move]) -> Iterator[Statement]:
    """What moves mean for each kindergarten."""
    for move in moved:
        before, after = move.before, move.after
        facts: dict[str, int | str] = {"kindergarten": move.key}
        if after is None and before is not None:
            yield Statement(LEFT_UNSERVED.id, {**facts, "chosen": before.coach})
        elif after is not None and before is None:
            yield Statement(NEWLY_SERVED.id, {**facts, "coach": after.coach})
        elif after is not None and before is not None:
            facts["coach"] = after.coach
            if after.coach != before.coach:
                yield Statement(MOVED_COACH.id, {**facts, "chosen": before.coach})
            else:
                hours = after.half_hours, before.half_hours
                facts |= dict(zip(("agreed", "agreed_before"), hours, strict=True))
                yield Statement(MOVED_HOURS.id, facts)
