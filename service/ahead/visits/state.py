"""The stored state as a problem of contact visits.

Ids stand in it as they are: it is not stored and leaves no process.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.ahead.visits.bonds import Households, bond_id, bonds_of
from service.ahead.visits.people import contacts, links, persons_and_places, ways
from service.db.tables.contact_visits import ContactVisit
from service.db.tables.tenancy import Tenant
from service.domain.kinds import AppointmentState
from service.profiles.visit_rules import VISITS, VisitRules, load_visit_rules
from service.snapshot.areas import load_areas
from service.snapshot.attendance import NeedRow
from service.snapshot.bookings import booked_on
from service.snapshot.cooperations import load_cooperations
from service.snapshot.horizon import Horizon, days_between
from service.snapshot.links import LinkRow, Town, links_for
from service.snapshot.nouns import day_of
from service.snapshot.relations import Meetings, load_meetings
from service.snapshot.rules import load_overrides, rules_for
from service.snapshot.state import State, load_state
from service.travel import EstimatedTravelTimes, TravelTimes
from solver.profile import RuleProfile
from solver.rule import RuleId
from solver.slots import Slot, subtracted
from solver.substitution.problem import ChildId, Familiarity, PersonId, PlaceId
from solver.visits.problem import (
    Bond,
    BondId,
    Booked,
    RefusedDay,
    Stay,
    Visit,
    VisitProblem,
)

_ESTIMATED = EstimatedTravelTimes()
#: Visits whose date a plan leaves as it is.
_STANDING = (AppointmentState.CONFIRMED, AppointmentState.HELD)
_DAYS_PER_WEEK = 7
_Bonds = Mapping[BondId, Bond]


@dataclass(frozen=True)
class Visits:
    """A problem of visits, its rules, and the rows it came from."""

    problem: VisitProblem
    profile: RuleProfile
    stored: Sequence[ContactVisit]


def coming_visits(
    session: Session, weeks: int, now: datetime, travel: TravelTimes = _ESTIMATED
) -> Visits:
    """Visits of so many weeks from tomorrow on.

    Raises
    ------
    InvalidInput
        If the rules change within these weeks, or contradict themselves.
    """
    zone = session.scalars(select(Tenant.time_zone)).one()
    first = Horizon(now.date(), now.date(), "", now, zone, 0).today + timedelta(days=1)
    last = first + timedelta(days=_DAYS_PER_WEEK * weeks - 1)
    return visits_between(session, (first, last), now, travel)


def visits_between(
    session: Session,
    days: tuple[date, date],
    now: datetime,
    travel: TravelTimes = _ESTIMATED,
) -> Visits:
    """Visits from one day to another, both inclusive, and all they depend on.

    Raises
    ------
    InvalidInput
        As ``coming_visits`` does.
    """
    areas = load_areas(session)
    tenant = session.execute(select(Tenant.land, Tenant.time_zone)).one()
    planning = rules_for(session, tenant.land, days, areas, None)
    overrides = load_overrides(session, areas, None, VISITS)
    rules = load_visit_rules(planning, days, overrides)
    after = timedelta(days=_DAYS_PER_WEEK * rules.cadence.weeks_after)
    horizon = Horizon(
        days[0],
        days[1] + after,
        tenant.land,
        now,
        tenant.time_zone,
        planning.open_end.working_days,
    )
    state = load_state(session, horizon, areas, planning, None)
    meetings = load_meetings(session, horizon, set(state.bookings))
    return _Assembling(session, state, meetings, rules, days, travel).visits()


@dataclass(frozen=True)
class _Assembling:
    """Turns what was read into a problem."""

    session: Session
    state: State
    meetings: Meetings
    rules: VisitRules
    days: tuple[date, date]
    travel: TravelTimes

    def visits(self) -> Visits:
        state, households = self.state, Households.of(self.state.bookings)
        found = self._links()
        bonds = bonds_of(
            [link for link in found if self._meets(link)],
            state.people,
            households,
            self.rules.cadence,
            with_children=self._with_children(),
        )
        stored = self._stored()
        fixed, published = _split(stored, bonds, self.days[0])
        people, places = persons_and_places(state, self.travel)
        stays = tuple(sorted({*self._stays(), *_unbound(stored, bonds)}))
        problem = VisitProblem(
            day_of(self.days[0]),
            day_of(self.days[1]),
            day_of(state.horizon.last_day),
            people,
            places,
            bonds,
            tuple(self._booked()),
            tuple(links(found, state)),
            tuple(contacts(self.meetings, state)),
            stays,
            ways(bonds.values(), stays, state, self.travel),
            tuple(sorted(self._refused(found, stored, bonds))),
            fixed,
            published,
            _level(state.rules.profile),
            state.rules.familiarity,
        )
        return Visits(problem, self.rules.profile, stored)

    def _links(self) -> Sequence[LinkRow]:
        """Who may take the children of whom, for every child there is."""
        state = self.state
        day = state.horizon.first_day
        anybody = [
            NeedRow(child, day, Slot(0, 1), one.person_id, one.place_id, day)
            for child, booked in state.bookings.items()
            for one in booked
        ]
        regular: dict[UUID, frozenset[UUID]] = {}
        for need in anybody:
            known = regular.get(need.absent_id, frozenset())
            regular[need.absent_id] = known | {need.place_id}
        town = Town(
            state.people,
            state.places,
            load_cooperations(self.session, state.horizon),
            self.meetings,
            regular,
        )
        return links_for(anybody, town)

    def _meets(self, link: LinkRow) -> bool:
        """Whether nobody has said no to the pair for all of her children."""
        return not any(
            out.child_id is None and out.person_id == link.substitute_id
            for out in self.state.exclusions
        )

    def _with_children(self) -> bool:
        setting = self.rules.profile.settings.get(RuleId("contact-own-children"))
        found = setting and setting.parameters.get("with_children")
        return bool(found.value) if found else True

    def _booked(self) -> Iterator[Booked]:
        state = self.state
        for day in state.horizon.days:
            if state.horizon.is_closed(day):
                continue
            for child in sorted(state.bookings):
                gone = state.absences.child_slots(child, day)
                for one, slots in booked_on(state.bookings[child], day):
                    told = [
                        away.wanted
                        for away in state.absences.times(one.person_id, child, day)
                        if away.wanted is not None
                    ]
                    wanted = told[-1] if told else one.wanted
                    for slot in subtracted(slots, gone) if gone else slots:
                        yield Booked(
                            ChildId(str(child)),
                            PersonId(str(one.person_id)),
                            PlaceId(str(one.place_id)),
                            day_of(day),
                            slot,
                            wanted,
                        )

    def _stays(self) -> Iterator[Stay]:
        """Substitution that stands is where somebody is whatever is planned here."""
        state = self.state
        facts = [cover for cover, _ in state.fixed.facts]
        for cover in (*facts, *state.fixed.published):
            if cover.person_id is not None and cover.place_id is not None:
                yield Stay(
                    PersonId(str(cover.person_id)),
                    day_of(cover.day),
                    cover.slot,
                    PlaceId(str(cover.place_id)),
                )

    def _stored(self) -> Sequence[ContactVisit]:
        """Visits of these days and of the weeks before that count for the cadence."""
        cadence = self.rules.cadence
        most = max(cadence.floater_weeks, cadence.circle_weeks, cadence.base_weeks)
        back = self.days[0] - timedelta(days=_DAYS_PER_WEEK * most)
        rows = self.session.scalars(
            select(ContactVisit)
            .where(ContactVisit.day >= back, ContactVisit.day <= self.days[1])
            .order_by(ContactVisit.day, ContactVisit.start_minute, ContactVisit.id)
        )
        return rows.all()

    def _refused(
        self, found: Sequence[LinkRow], stored: Sequence[ContactVisit], bonds: _Bonds
    ) -> Iterator[RefusedDay]:
        """Days somebody called off, and those on which no cooperation holds."""
        for row in stored:
            key = bond_id(row.visitor_id, row.host_id)
            if row.state is AppointmentState.CANCELLED and key in bonds:
                yield RefusedDay(key, day_of(row.day))
        first, last = self.days
        holding: dict[BondId, list[LinkRow]] = defaultdict(list)
        for link in found:
            holding[bond_id(link.substitute_id, link.absent_id)].append(link)
            holding[bond_id(link.absent_id, link.substitute_id)].append(link)
        for key in bonds:
            if any(_holds(link, first) and _holds(link, last) for link in holding[key]):
                continue
            for day in days_between(first, last):
                if not any(_holds(link, day) for link in holding[key]):
                    yield RefusedDay(key, day_of(day))


def _holds(link: LinkRow, day: date) -> bool:
    return (link.first_day is None or link.first_day <= day) and (
        link.last_day is None or day <= link.last_day
    )


def visit_of(row: ContactVisit) -> Visit:
    """A stored visit as the solver knows it."""
    return Visit(
        bond_id(row.visitor_id, row.host_id),
        day_of(row.day),
        Slot(row.start_minute, row.end_minute),
    )


def _split(
    stored: Sequence[ContactVisit], bonds: _Bonds, first_day: date
) -> tuple[tuple[Visit, ...], tuple[Visit, ...]]:
    """What stands (confirmed, held, over), and what is only in calendars."""
    fixed: list[Visit] = []
    published: list[Visit] = []
    for row in stored:
        visit = visit_of(row)
        if row.state is AppointmentState.CANCELLED or visit.bond not in bonds:
            continue
        stands = row.state in _STANDING or row.day < first_day
        (fixed if stands else published).append(visit)
    return tuple(dict.fromkeys(fixed)), tuple(dict.fromkeys(published))


def _unbound(stored: Sequence[ContactVisit], bonds: _Bonds) -> Iterator[Stay]:
    """Visits agreed with somebody whose cooperation has ended still take time."""
    for row in stored:
        visit = visit_of(row)
        if row.state in _STANDING and visit.bond not in bonds:
            yield Stay(
                PersonId(str(row.visitor_id)),
                visit.day,
                visit.slot,
                PlaceId(str(row.place_id)),
            )


def _level(profile: RuleProfile) -> Familiarity:
    """What substitution asks; where it asks nothing, familiar is worth aiming at."""
    setting = profile.settings.get(RuleId("familiarity-level"))
    found = setting.parameters.get("level") if setting and setting.active else None
    return Familiarity[str(found.value).upper()] if found else Familiarity.FAMILIAR
