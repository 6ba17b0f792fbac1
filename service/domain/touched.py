"""Whom a change of what stands concerns: the feeds and messages to look at again."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Touched:
    """Rows and days whose calendars may differ after a change.

    Days count for care only: appointments of a programme are always looked at whole.
    """

    person_ids: frozenset[UUID] = field(default_factory=frozenset)
    child_ids: frozenset[UUID] = field(default_factory=frozenset)
    place_ids: frozenset[UUID] = field(default_factory=frozenset)
    area_ids: frozenset[UUID] = field(default_factory=frozenset)
    days: frozenset[date] = field(default_factory=frozenset)
    coach_ids: frozenset[UUID] = field(default_factory=frozenset)
    kindergarten_ids: frozenset[UUID] = field(default_factory=frozenset)
    host_ids: frozenset[UUID] = field(default_factory=frozenset)
    cluster_ids: frozenset[UUID] = field(default_factory=frozenset)

    @property
    def nothing(self) -> bool:
        """Whether no feed can have changed."""
        return not (
            *self.person_ids,
            *self.child_ids,
            *self.place_ids,
            *self.area_ids,
            *self.coach_ids,
            *self.kindergarten_ids,
            *self.host_ids,
            *self.cluster_ids,
        )
