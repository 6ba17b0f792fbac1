"""The stored state of a programme as a problem of workshop series.

Ids stand in the problem as they are: it is not stored and leaves no process.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from service.dates.appointments import SETTLED
from service.dates.calendar import public_days, school_days
from service.dates.parties import day_of, programme_days
from service.dates.workshops.communes import members, ways
from service.dates.workshops.span import (
    SeriesSpan,
    require_apart,
    series_rules,
    span_of,
)
from service.db.tables.tenancy import Tenant
from service.db.tables.workshops import Cluster, ClusterEvent, ClusterMember
from service.domain.kinds import AppointmentState, ClusterEventKind
from service.errors import InvalidInput
from service.matching.months import Period, period_of
from service.matching.trips import load_trips
from service.matching.ways import Roads
from solver.profile import RuleProfile
from solver.sessions.problem import Land
from solver.slots import Day
from solver.workshops import problem as solver
from solver.workshops.series import series

#: Cluster (none for conferences), kind and number: what an event is, whenever it is.
Key = tuple[UUID | None, ClusterEventKind, int]


@dataclass(frozen=True)
class Workshops:
    """A problem of series and the rows it came from.

    ``rows`` are those of the series by what they are, cancelled ones, too; ``strays``
    stand and belong to no series any more. ``empty`` are clusters without any commune.
    """

    span: SeriesSpan

    problem: solver.WorkshopProblem
    profile: RuleProfile
    rows: Mapping[solver.EventId, ClusterEvent]
    strays: Sequence[ClusterEvent]
    empty: Sequence[UUID]

    def key(self, event: solver.EventId) -> Key:
        """What an event is."""
        found = self.problem.events[event]
        kind = ClusterEventKind(found.kind.value)
        own = kind not in CONFERENCES
        return UUID(found.clusters[0]) if own else None, kind, found.number


CONFERENCES = (
    ClusterEventKind.OPENING,
    ClusterEventKind.INTERIM,
    ClusterEventKind.CLOSING,
)


def event_id(key: Key) -> solver.EventId:
    """The solver's name of an event."""
    cluster, kind, number = key
    named = kind.value if cluster is None else f"{cluster}/{kind.value}/{number}"
    return solver.EventId(named)


def load_workshops(session: Session, period: Period, now: datetime) -> Workshops:
    """Clusters and the series that begins in a year with everything dates depend on.

    Nothing is planned before tomorrow, nor before the first month of the period.

    Raises
    ------
    InvalidInput
        If there is no cluster, a commune is on no map, or rules contradict themselves.
    Conflict
        If the series is over, or would begin while another one goes on.
    """
    tenant = session.scalars(select(Tenant)).one()
    rules = series_rules(session, tenant, period.year)
    span = span_of(rules, period.year)
    require_apart(session, tenant, span, planned_series(session))
    first, last = span.left(period.days[0], now, ZoneInfo(tenant.time_zone))
    communes = session.scalars(
        select(ClusterMember).order_by(ClusterMember.cluster_id, ClusterMember.id)
    ).all()
    known = _clusters(session, communes)
    clusters = [solver.ClusterId(str(id_)) for id_, there in known.items() if there]
    _require_somebody(clusters)
    events, gaps = series(clusters, day_of(first), day_of(last), rules.series)
    stored = _stored(session, span)
    ids = {event.id for event in events}
    rows = {id_: row for id_, row in stored.items() if id_ in ids}
    fixed, published = _split(rows, first)
    others = tuple(_others(session, span, frozenset(clusters)))
    lands = {Land(row.land) for row in communes}
    problem = solver.WorkshopProblem(
        members(communes),
        {event.id: event for event in (*events, *(event for event, _ in others))},
        gaps,
        ways(communes, Roads(load_trips(session, period).on(first))),
        public_days(lands, span.years),
        school_days(lands, span.years),
        programme_days(session),
        fixed=(*fixed, *(stands for _, stands in others)),
        published=published,
    )
    gone = AppointmentState.CANCELLED
    return Workshops(
        span,
        problem,
        rules.profile,
        rows,
        [r for id_, r in stored.items() if id_ not in ids and _free(r, first, gone)],
        [id_ for id_, there in known.items() if not there],
    )


def only_on(
    problem: solver.WorkshopProblem, event: solver.EventId, day: Day
) -> solver.WorkshopProblem:
    """The problem in which an event begins on a day, if it takes place at all."""
    asked = problem.events[event]
    last = Day(day + asked.days - 1)
    there = replace(asked, first_day=day, last_day=last)
    return replace(problem, events={**problem.events, event: there})


def _clusters(
    session: Session, communes: Iterable[ClusterMember]
) -> Mapping[UUID, bool]:
    """Every cluster, and whether it has any commune."""
    there = {row.cluster_id for row in communes}
    ids = session.scalars(select(Cluster.id).order_by(Cluster.name, Cluster.id))
    return {id_: id_ in there for id_ in ids}


def _require_somebody(clusters: Sequence[solver.ClusterId]) -> None:
    if not clusters:
        raise InvalidInput(
            "In diesem Programm gibt es noch keinen Verbund mit Kommunen; bitte zuerst"
            " die Verbünde eintragen oder einlesen."
        )


def _stored(session: Session, span: SeriesSpan) -> dict[solver.EventId, ClusterEvent]:
    """Events of the series by what they are; of several, the one that stands."""
    rows = session.scalars(
        select(ClusterEvent)
        .where(of_series(span.year))
        .order_by(ClusterEvent.first_day, ClusterEvent.id)
    ).all()
    gone = [row for row in rows if row.state is AppointmentState.CANCELLED]
    stand = [row for row in rows if row.state is not AppointmentState.CANCELLED]
    return {event_id(_key(row)): row for row in (*gone, *stand)}


def planned_series(session: Session) -> frozenset[int]:
    """Years in which series began of which anything stands."""
    rows = session.execute(
        select(ClusterEvent.series_year, ClusterEvent.first_day).where(
            ClusterEvent.state != AppointmentState.CANCELLED
        )
    )
    return frozenset(year or day.year for year, day in rows)


def of_series(year: int) -> ColumnElement[bool]:
    """Whether an event is of the series that began in a year."""
    unsaid = ClusterEvent.series_year.is_(None)
    then = ClusterEvent.first_day.between(*period_of(year).days)
    return (ClusterEvent.series_year == year) | (unsaid & then)


def _others(
    session: Session, span: SeriesSpan, clusters: frozenset[solver.ClusterId]
) -> Iterator[tuple[solver.Event, solver.EventDate]]:
    """What stands of other series meanwhile: their days are taken."""
    rows = session.scalars(
        select(ClusterEvent)
        .where(
            ~of_series(span.year),
            ClusterEvent.state != AppointmentState.CANCELLED,
            ClusterEvent.first_day <= span.last,
            ClusterEvent.last_day >= span.first,
        )
        .order_by(ClusterEvent.first_day, ClusterEvent.id)
    )
    for row in rows:
        known = {solver.ClusterId(str(row.cluster_id))} & clusters
        whose = known if row.cluster_id else clusters
        first, last = day_of(row.first_day), day_of(row.last_day)
        event = solver.Event(
            solver.EventId(str(row.id)),
            solver.EventKind(row.kind.value),
            tuple(sorted(whose)),
            first,
            last,
            last - first + 1,
        )
        if whose:
            yield event, solver.EventDate(event.id, first)


def _key(row: ClusterEvent) -> Key:
    return row.cluster_id, row.kind, row.number


def _split(
    rows: Mapping[solver.EventId, ClusterEvent], first_day: date
) -> tuple[tuple[solver.EventDate, ...], tuple[solver.EventDate, ...]]:
    """What stands (confirmed, held, begun), and what is only in calendars."""
    fixed: list[solver.EventDate] = []
    published: list[solver.EventDate] = []
    for id_, row in rows.items():
        if row.state is AppointmentState.CANCELLED:
            continue
        host = solver.MemberId(str(row.host_member_id)) if row.host_member_id else None
        found = solver.EventDate(id_, day_of(row.first_day), host)
        stands = row.state in SETTLED or row.first_day < first_day
        (fixed if stands else published).append(found)
    return tuple(fixed), tuple(published)


def _free(row: ClusterEvent, first_day: date, gone: AppointmentState) -> bool:
    """Whether a row that belongs to nothing may end."""
    settled = row.state in SETTLED or row.state is gone
    return not settled and row.first_day >= first_day
