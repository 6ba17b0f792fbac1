"""Visits of some weeks pair by pair, and whom the children know before and after."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from service.ahead.visits.state import Visits, visit_of
from service.db.tables.contact_visits import ContactVisit
from service.domain.kinds import AppointmentState
from solver.slots import MINUTES_PER_DAY, Day, Slot, covers
from solver.substitution.problem import PersonId
from solver.visits.index import Met, VisitIndex
from solver.visits.knowing import Meetings, knows, meetings_of
from solver.visits.problem import Bond, BondId, Traveller

_WHOLE_DAY = Slot(0, MINUTES_PER_DAY)


@dataclass(frozen=True, slots=True)
class VisitMark:
    """A visit that stands; minutes of the day, ``held_minutes`` once it was held."""

    day: date
    start_minute: int
    end_minute: int
    state: AppointmentState
    held_minutes: int | None


@dataclass(frozen=True, slots=True)
class PairView:
    """Somebody and a household she keeps in contact with.

    ``children`` are those who may need her, or the host where both substitute for each
    other. If all visits take place so many of them stay familiar with whom they may
    need, become it, or are it no more from the first day to the one after the last.
    ``away`` are days on which one of both is announced to be away all day.
    """

    visitor: str
    host: str
    at_base: bool
    every_weeks: int
    children: int
    stay_familiar: int
    become_familiar: int
    fade: int
    last_contact: date | None
    visits: tuple[VisitMark, ...]
    away: frozenset[date]

    @property
    def familiar_before(self) -> int:
        """Children who are familiar on the first day."""
        return self.stay_familiar + self.fade

    @property
    def familiar_after(self) -> int:
        """Children who are familiar after the last day."""
        return self.stay_familiar + self.become_familiar


@dataclass(frozen=True, slots=True)
class VisitsOverview:
    """Pairs by visitor and host; the days, both included."""

    first_day: date
    last_day: date
    pairs: tuple[PairView, ...]


def overview_of(visits: Visits, names: Mapping[str, str]) -> VisitsOverview:
    """The overview of a state that was read.

    Parameters
    ----------
    names
        What each person is called, by id.
    """
    problem = visits.problem
    index = VisitIndex(problem)
    marks = _marks(visits)
    meetings = meetings_of(index, (*problem.fixed, *problem.published))
    pairs = [
        _pair(index, bond, names, marks.get(bond.id, ()), meetings)
        for bond in problem.bonds.values()
    ]
    return VisitsOverview(
        date.fromordinal(problem.first_day),
        date.fromordinal(problem.last_day),
        tuple(sorted(pairs, key=lambda pair: (pair.visitor, pair.host))),
    )


def _marks(visits: Visits) -> Mapping[BondId, Sequence[VisitMark]]:
    found: dict[BondId, list[VisitMark]] = {}
    first = date.fromordinal(visits.problem.first_day)
    for row in visits.stored:
        if row.day >= first and row.state is not AppointmentState.CANCELLED:
            found.setdefault(visit_of(row).bond, []).append(_mark(row))
    return found


def _mark(row: ContactVisit) -> VisitMark:
    minutes = row.start_minute, row.end_minute
    return VisitMark(row.day, *minutes, row.state, row.held_minutes)


def _pair(
    index: VisitIndex,
    bond: Bond,
    names: Mapping[str, str],
    marks: Sequence[VisitMark],
    meetings: Meetings,
) -> PairView:
    problem = index.problem
    mets = sorted(_who_may_need(index, bond))
    before = [
        contact.day
        for met in mets
        for contact in index.contacts_of.get(met, ())
        if contact.day < problem.first_day
    ]
    known = _familiar(index, mets, problem.first_day, {})
    later = _familiar(index, mets, Day(problem.last_day + 1), meetings)
    return PairView(
        names[bond.visitor],
        names[bond.host],
        bond.traveller is Traveller.HOST,
        bond.every_weeks,
        len(mets),
        len(known & later),
        len(later - known),
        len(known - later),
        date.fromordinal(max(before)) if before else None,
        tuple(marks),
        frozenset(
            date.fromordinal(day)
            for person in (bond.visitor, bond.host)
            for day in index.days
            if _away(index, person, day)
        ),
    )


def _familiar(
    index: VisitIndex, mets: Sequence[Met], day: Day, meetings: Meetings
) -> frozenset[Met]:
    level = index.problem.level
    return frozenset(met for met in mets if knows(index, met, day, level, meetings))


def _who_may_need(index: VisitIndex, bond: Bond) -> Iterator[Met]:
    """Children of both sides who may come to the other side."""
    for absent, other in ((bond.host, bond.visitor), (bond.visitor, bond.host)):
        children = {row.child for row in index.problem.booked if row.person == absent}
        links = [x for x in index.links_of.get(absent, ()) if x.substitute == other]
        for child in children:
            if any(x.children is None or child in x.children for x in links):
                yield child, other


def _away(index: VisitIndex, person: PersonId, day: Day) -> bool:
    return covers(index.problem.persons[person].absent.get(day, ()), _WHOLE_DAY)
