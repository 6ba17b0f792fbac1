"""Dates are asked for: a job will find them, and then they stand."""

from dataclasses import dataclass

from service.access import Action, require
from service.db.store import Store
from service.domain.actor import Actor
from service.domain.kinds import SchedulingKind
from service.matching.months import period_of
from service.planning.requesting import check_seconds
from service.scheduling.kinds import dates_kind
from service.scheduling.requesting import RequestedScheduling, enqueue_dates
from service.scheduling.wanted import WantedDates


@dataclass(frozen=True, slots=True)
class RequestDates:
    """Which dates of a calendar year, from a month on; limits of the computation.

    Dates in calendars are kept where possible.
    """

    year: int
    first_month: int = 1
    kind: SchedulingKind = SchedulingKind.SESSIONS
    seconds: int = 120
    workers: int = 2
    seed: int = 1


def request_dates(
    store: Store, actor: Actor, command: RequestDates
) -> RequestedScheduling:
    """Dates and the job that finds them wait, both or neither.

    Raises
    ------
    NotPermitted
        If the actor does not coordinate.
    InvalidInput
        If months or limits are out of range, or the rules contradict themselves.
    Conflict
        If such dates are being looked for already.
    """
    require(actor, Action.AGREE)
    period = period_of(command.year, command.first_month)
    check_seconds(command.seconds)
    kind = dates_kind(command.kind)
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        wanted = WantedDates(
            command.kind, period, command.seconds, command.workers, command.seed
        )
        kind.take(session, wanted, now)  # tells now what the job would fail at
        return enqueue_dates(session, actor, wanted, now)
