"""Hours planned, held and left, and money, for each engagement and its sides.

Planned is what stands in calendars and was not held yet, left is what was agreed
less both. Hours are paid by begun quarters of an hour at the engagement's own fee of
that day, each session with one round trip; planned ones are reckoned as if held as they
stand.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from service.db.tables.engagements import CoachingSession, Engagement
from service.domain.kinds import AppointmentState, EngagementState
from service.matching.costs import Costs
from service.matching.fees import fee_cents, fee_of
from service.matching.months import Period, month_of
from solver.matching.problem import MINUTES_PER_HALF_HOUR, Way

_TO_COME = (
    AppointmentState.PLANNED,
    AppointmentState.CONFIRMED,
    AppointmentState.MOVED,
)


@dataclass(frozen=True, slots=True)
class Account:
    """Minutes and cents of some engagements in a period."""

    agreed_minutes: int = 0
    planned_minutes: int = 0
    held_minutes: int = 0
    planned_cents: int = 0
    held_cents: int = 0

    @property
    def left_minutes(self) -> int:
        """Agreed and neither held nor planned; below 0 where more was held."""
        return self.agreed_minutes - self.planned_minutes - self.held_minutes

    def __add__(self, other: "Account") -> "Account":
        """Both together."""
        return Account(
            self.agreed_minutes + other.agreed_minutes,
            self.planned_minutes + other.planned_minutes,
            self.held_minutes + other.held_minutes,
            self.planned_cents + other.planned_cents,
            self.held_cents + other.held_cents,
        )


def account_of(
    row: Engagement,
    sessions: Iterable[CoachingSession],
    costs: Costs,
    period: Period,
) -> Account:
    """One engagement with its sessions of the period.

    Of one that does not stand nothing is left: agreed is what took place of it.
    """
    total = Account()
    for each in sessions:
        way = costs.way(row, each.day)
        if each.state is AppointmentState.HELD:
            total += Account(
                held_minutes=each.held_minutes or 0,
                held_cents=session_cents(row, each, costs),
            )
        elif each.state in _TO_COME:
            minutes = each.end_minute - each.start_minute
            total += Account(
                planned_minutes=minutes,
                planned_cents=_cents(fee_of(row).on(each.day), minutes, way),
            )
    agreed = total.planned_minutes + total.held_minutes
    if row.state is EngagementState.ACCEPTED:
        first = max(month_of(row.first_month), period.first)
        last = min(month_of(row.last_month), period.last)
        agreed = max(0, last - first + 1) * row.half_hours * MINUTES_PER_HALF_HOUR
    return total + Account(agreed)


def session_cents(row: Engagement, session: CoachingSession, costs: Costs) -> int:
    """What a held session costs, its trip as trips were paid on its day."""
    way = costs.way(row, session.day)
    return _cents(fee_of(row).on(session.day), session.held_minutes or 0, way)


def _cents(cents_per_hour: int, minutes: int, way: Way | None) -> int:
    """The fee for begun quarters, and the round trip."""
    trip = 0 if way is None else way.round_trip_cents
    return fee_cents(cents_per_hour, minutes) + trip


def summed(
    accounts: Mapping[UUID, Account], owners: Mapping[UUID, UUID]
) -> Mapping[UUID, Account]:
    """Accounts of engagements added up by whom they belong to."""
    found: dict[UUID, Account] = {}
    for engagement, account in accounts.items():
        owner = owners[engagement]
        found[owner] = found.get(owner, Account()) + account
    return found


def of_engagement(
    sessions: Sequence[CoachingSession],
) -> Mapping[UUID, list[CoachingSession]]:
    """Sessions by their engagement."""
    found: dict[UUID, list[CoachingSession]] = {}
    for each in sessions:
        found.setdefault(each.engagement_id, []).append(each)
    return found
