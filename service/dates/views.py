"""Dates as people see them: names in place of ids, reasons as sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from sqlalchemy.orm import Session

from service.dates.state import Dates
from service.domain.actor import Actor
from service.i18n import translate
from service.matching.names import programme_names
from solver.sessions.explanation.sentences import sentence
from solver.sessions.plan import SessionPlan


@dataclass(frozen=True, slots=True)
class RefusedDay:
    """A day on which a session cannot be, and why."""

    day: date
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class UnplacedSession:
    """A session without a date; ``month`` is its first day."""

    coach: str
    kindergarten: str
    month: date
    number: int
    refusals: Sequence[RefusedDay]


@dataclass(frozen=True)
class Names:
    """Names of both sides of engagements, as the actor may see them."""

    session: Session
    actor: Actor
    dates: Dates

    @cached_property
    def by_id(self) -> Mapping[str, str]:
        """Name by id."""
        rows = (*self.dates.engagements.values(), *self.dates.without_way)
        ids = {i for row in rows for i in (row.coach_id, row.kindergarten_id)}
        return programme_names(self.session, self.actor, sorted(ids))

    def house(self, id_: UUID) -> str:
        """Name of a kindergarten."""
        return self.by_id[str(id_)]


def unplaced_views(
    names: Names, dates: Dates, plan: SessionPlan
) -> Sequence[UnplacedSession]:
    """Sessions that found no date, each day of its month with its rule."""
    found: list[UnplacedSession] = []
    for alone in plan.unplaced:
        row = dates.engagements[alone.session.engagement]
        year, month = divmod(alone.session.month, 12)
        found.append(
            UnplacedSession(
                names.by_id[str(row.coach_id)],
                names.by_id[str(row.kindergarten_id)],
                date(year, month + 1, 1),
                alone.session.number,
                [
                    RefusedDay(
                        date.fromordinal(refused.day),
                        refused.rule,
                        sentence(refused.rule, refused.facts, names.by_id, translate),
                    )
                    for refused in alone.refusals
                ],
            )
        )
    return found
