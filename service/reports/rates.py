"""What an hour or a held place is paid, in cents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from service.reports.real_time import QUARTERS_PER_HOUR


@dataclass(frozen=True, slots=True)
class FlatRate:
    """For a child on a place kept free, on a day; days of the agreement inclusive."""

    cents: int
    valid_from: date
    valid_until: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it was agreed on the day."""
        return self.valid_from <= day and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclass(frozen=True, slots=True)
class Rates:
    """Cents for an hour of one child by person, flat rates by person and absent one.

    They are those stored now: no earlier ones are kept.
    """

    per_hour: Mapping[UUID, int] = field(default_factory=dict)
    flat: Mapping[tuple[UUID, UUID], Sequence[FlatRate]] = field(default_factory=dict)

    def flat_cents(self, person: UUID, absent: UUID, day: date) -> int | None:
        """The flat rate for a child of the absent person; ``None``: hours are paid."""
        known = self.flat.get((person, absent), ())
        return next((rate.cents for rate in known if rate.holds_on(day)), None)

    def hourly_cents(self, person: UUID, quarters: int) -> int:
        """Pay for quarters of an hour, rounded up to a whole cent."""
        return -(-self.per_hour.get(person, 0) * quarters // QUARTERS_PER_HOUR)

    def pays(self, person: UUID) -> bool:
        """Whether hours of the person are paid; if not, a salary does it."""
        return self.per_hour.get(person, 0) > 0
