"""The stored state of a programme as a problem of consultation visits.

Wishes are derived, never typed: every kindergarten that receives nobody itself wishes
for so many visits a year, about the topics it needs. Ids stand in the problem as they
are: it is not stored and leaves no process.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.dates.appointments import SETTLED
from service.dates.calendar import days_left, public_days, school_days
from service.dates.consultations.sides import Meeting, guests, hosts, ways
from service.dates.parties import Frame, busy_times, day_of, programme_days
from service.dates.standing import sessions_in_houses, with_taken
from service.db.tables.tenancy import Tenant
from service.db.tables.visits import (
    ConsultationHost,
    ConsultationHostTopic,
    ConsultationVisit,
)
from service.domain.kinds import AppointmentState
from service.errors import InvalidInput
from service.matching.months import Period
from service.matching.people import KindergartenRow, load_kindergartens
from service.matching.trips import load_trips
from service.matching.ways import Roads
from service.profiles.consultation_rules import (
    CONSULTATIONS,
    load_consultation_rules,
)
from service.profiles.loader import first_change
from service.snapshot.areas import load_areas
from service.snapshot.rules import load_overrides
from solver.consultations import problem as solver
from solver.matching.problem import KindergartenId
from solver.profile import RuleProfile
from solver.sessions.problem import Land
from solver.slots import Slot

#: Kindergarten and host: who visits whom is what a visit is.
Pair = tuple[UUID, UUID]


@dataclass(frozen=True)
class Consultations:
    """A problem of visits and the rows it came from.

    ``open_rows`` may be planned anew, ``former`` were cancelled; ``slots`` say when on
    a day a host receives. ``nowhere`` are kindergartens on no map. The profile is that
    of the first day planned; from ``rules_change`` on there is another.
    """

    problem: solver.ConsultationProblem
    profile: RuleProfile
    hosts: Mapping[solver.HostId, ConsultationHost]
    slots: Mapping[solver.HostId, Slot]
    rows: Mapping[solver.RequestId, ConsultationVisit]
    former: Mapping[Pair, ConsultationVisit]
    nowhere: Sequence[UUID]
    rules_change: date | None = None

    def request_of(self, row: ConsultationVisit) -> solver.RequestId | None:
        """The wish a row answers, if it does."""
        return next((id_ for id_, r in self.rows.items() if r.id == row.id), None)

    @property
    def standing(self) -> tuple[solver.Visit, ...]:
        """Visits that stand and may be planned anew, as a plan."""
        return self.problem.published

    @property
    def open_rows(self) -> Mapping[Pair, ConsultationVisit]:
        """Rows that stand and may be planned anew, by whom they bring together."""
        free = {visit.request for visit in self.problem.published}
        return {
            (row.kindergarten_id, row.host_id): row
            for id_, row in self.rows.items()
            if id_ in free
        }


def load_consultations(
    session: Session, period: Period, now: datetime
) -> Consultations:
    """Hosts and wishes of a year with everything visits depend on.

    Nothing is planned before tomorrow.

    Raises
    ------
    InvalidInput
        If nobody receives, or nobody could come, or the rules contradict themselves.
    Conflict
        If the year is over.
    """
    tenant = session.scalars(select(Tenant)).one()
    zone, land = ZoneInfo(tenant.time_zone), Land(tenant.land)
    span = days_left(period, now, zone)
    own = load_overrides(session, load_areas(session), None, CONSULTATIONS)
    rules = load_consultation_rules(land, span[0], span[0], own)
    receiving = session.scalars(
        select(ConsultationHost).order_by(ConsultationHost.id)
    ).all()
    houses = load_kindergartens(session)
    standing, elsewhere, former = _stored(session, period)
    coming = _coming(houses, receiving, standing)
    busy = with_taken(
        busy_times(session, period, zone), sessions_in_houses(session, period)
    )
    meeting = Meeting(session, Frame(land, period, busy), houses, rules.time)
    wishes, rows = _wishes(coming, standing, span, rules.wishes.visits_per_year)
    sides = _Sides(session, period, meeting, receiving, coming)
    problem = sides.problem(wishes, elsewhere, _split(rows, span[0]))
    return Consultations(
        problem,
        rules.profile,
        {_host_id(row): row for row in receiving},
        sides.slots,
        rows,
        former,
        _nowhere(houses, coming, receiving),
        first_change(CONSULTATIONS, land, span, own),
    )


@dataclass(frozen=True)
class _Sides:
    """Who receives and who comes, as far as the problem needs them."""

    session: Session
    period: Period
    meeting: Meeting
    receiving: Sequence[ConsultationHost]
    coming: Sequence[KindergartenRow]

    @property
    def slots(self) -> Mapping[solver.HostId, Slot]:
        """When on a day each host receives."""
        return {_host_id(row): self.meeting.slot(row) for row in self.receiving}

    def problem(
        self,
        wishes: Mapping[solver.RequestId, solver.Request],
        elsewhere: Iterable[ConsultationVisit],
        stands: tuple[tuple[solver.Visit, ...], tuple[solver.Visit, ...]],
    ) -> solver.ConsultationProblem:
        """Hosts, guests and everything their visits depend on."""
        meeting, (fixed, published) = self.meeting, stands
        trips = load_trips(self.session, self.period)
        roads = Roads(trips.on(self.period.days[0]))
        reach = ways(self.coming, self.receiving, meeting.houses, roads)
        lands = {house.land for house in meeting.known.values()}
        return solver.ConsultationProblem(
            hosts(meeting, self.receiving, _topics(self.session)),
            guests(meeting, self.coming),
            wishes,
            reach,
            tuple(solver.Met(*_key(row)) for row in elsewhere),
            public_days(lands, self.period.years),
            school_days(lands, self.period.years),
            programme_days(self.session),
            fixed=fixed,
            published=published,
        )


def _host_id(row: ConsultationHost) -> solver.HostId:
    return solver.HostId(str(row.id))


def _key(row: ConsultationVisit) -> tuple[KindergartenId, solver.HostId]:
    return KindergartenId(str(row.kindergarten_id)), solver.HostId(str(row.host_id))


def _topics(session: Session) -> Mapping[UUID, frozenset[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    for row in session.scalars(select(ConsultationHostTopic)):
        found[row.host_id].add(row.topic)
    return {host: frozenset(topics) for host, topics in found.items()}


def _coming(
    houses: Mapping[UUID, KindergartenRow],
    receiving: Sequence[ConsultationHost],
    standing: Sequence[ConsultationVisit],
) -> Sequence[KindergartenRow]:
    """Who wishes for visits: whoever receives nobody, or has a visit already.

    Raises
    ------
    InvalidInput
        If nobody receives, or nobody is left to come.
    """
    if not receiving:
        raise InvalidInput(
            "In diesem Programm nimmt noch keine Kita Besuche auf; bitte zuerst eine"
            " Konsultationseinrichtung eintragen oder einlesen."
        )
    own = {row.kindergarten_id for row in receiving}
    known = {row.kindergarten_id for row in standing}
    found = [h for id_, h in houses.items() if id_ not in own or id_ in known]
    if not found:
        raise InvalidInput(
            "In diesem Programm gibt es außer den Konsultationseinrichtungen noch keine"
            " Kita; bitte zuerst die Liste der Kitas einlesen."
        )
    return found


def _stored(
    session: Session, period: Period
) -> tuple[
    Sequence[ConsultationVisit],
    Sequence[ConsultationVisit],
    Mapping[Pair, ConsultationVisit],
]:
    """Visits that stand in the year, those of other years, and cancelled ones."""
    rows = session.scalars(
        select(ConsultationVisit).order_by(ConsultationVisit.day, ConsultationVisit.id)
    ).all()
    gone = AppointmentState.CANCELLED
    stand = [row for row in rows if row.state is not gone]
    inside = [row for row in stand if row.day.year == period.year]
    outside = [row for row in stand if row.day.year != period.year]
    former = {
        (row.kindergarten_id, row.host_id): row for row in rows if row.state is gone
    }
    return inside, outside, former


def _wishes(
    coming: Iterable[KindergartenRow],
    standing: Iterable[ConsultationVisit],
    span: tuple[date, date],
    visits: int,
) -> tuple[
    Mapping[solver.RequestId, solver.Request],
    Mapping[solver.RequestId, ConsultationVisit],
]:
    """So many wishes of each kindergarten, and more where more visits stand."""
    stand: dict[UUID, list[ConsultationVisit]] = defaultdict(list)
    for row in standing:
        stand[row.kindergarten_id].append(row)
    wishes: dict[solver.RequestId, solver.Request] = {}
    rows: dict[solver.RequestId, ConsultationVisit] = {}
    for house in coming:
        own = stand[house.row.id]
        for number in range(max(visits, len(own))):
            id_ = solver.RequestId(f"{house.row.id}/{number + 1}")
            wishes[id_] = solver.Request(
                id_,
                KindergartenId(str(house.row.id)),
                house.topics,
                day_of(span[0]),
                day_of(span[1]),
            )
            if number < len(own):
                rows[id_] = own[number]
    return wishes, rows


def _split(
    rows: Mapping[solver.RequestId, ConsultationVisit], first_day: date
) -> tuple[tuple[solver.Visit, ...], tuple[solver.Visit, ...]]:
    """What stands (confirmed, held, begun), and what is only in calendars."""
    fixed: list[solver.Visit] = []
    published: list[solver.Visit] = []
    for id_, row in rows.items():
        visit = solver.Visit(id_, solver.HostId(str(row.host_id)), day_of(row.day))
        stands = row.state in SETTLED or row.day < first_day
        (fixed if stands else published).append(visit)
    return tuple(fixed), tuple(published)


def _nowhere(
    houses: Mapping[UUID, KindergartenRow],
    coming: Iterable[KindergartenRow],
    receiving: Iterable[ConsultationHost],
) -> Sequence[UUID]:
    """Kindergartens on no map: nobody knows a way from or to them."""
    asked = [*coming, *(houses[row.kindergarten_id] for row in receiving)]
    return sorted({house.row.id for house in asked if house.point is None})
