"""What a matching costs against another: other kindergartens that change."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from solver.explanation.cost import PlanCost
from solver.explanation.statements import Statement
from solver.matching.explanation.answers import (
    LEFT_UNSERVED,
    MOVED_COACH,
    MOVED_HOURS,
    NEWLY_SERVED,
)
from solver.matching.problem import Engagement, KindergartenId


@dataclass(frozen=True, slots=True)
class Move:
    """Another kindergarten's engagement before and after, where it differs."""

    kindergarten: KindergartenId
    before: Engagement | None
    after: Engagement | None


@dataclass(frozen=True, slots=True)
class Cost(PlanCost[Engagement, Move]):
    """The best matching with something forced, against the plan."""


def moves_between(
    before: Sequence[Engagement],
    after: Sequence[Engagement],
    asked: Collection[KindergartenId] = (),
) -> tuple[Move, ...]:
    """Kindergartens that differ; those asked about are left out."""
    old = {e.kindergarten: e for e in before}
    new = {e.kindergarten: e for e in after}
    return tuple(
        Move(id_, old.get(id_), new.get(id_))
        for id_ in sorted(old.keys() | new.keys())
        if id_ not in asked and old.get(id_) != new.get(id_)
    )


def move_statements(moves: Iterable[Move]) -> Iterator[Statement]:
    """What moves mean for each kindergarten."""
    for move in moves:
        before, after = move.before, move.after
        facts: dict[str, int | str] = {"kindergarten": move.kindergarten}
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
