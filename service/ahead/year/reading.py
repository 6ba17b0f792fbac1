"""The stored state of a Kita year as a problem, with what shifts of weeks would change.

The state is read as for any plan. Two things of the future nobody knows are taken for
granted unless the study says otherwise: children stay as familiar with people as they
are today, since contact visits go on, and proofs that run out are renewed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.ahead.year.parameters import YearParameters
from service.ahead.year.shifting import would_be
from service.db.tables.absences import Absence
from service.db.tables.courses import CourseDay
from service.db.tables.tenancy import Tenant
from service.domain.kinds import AbsenceClass
from service.domain.spans import WHOLE_DAY
from service.domain.working_days import school_holidays
from service.errors import NotFound
from service.profiles.loader import first_change
from service.profiles.registry import SUBSTITUTION
from service.snapshot.areas import Areas, load_areas
from service.snapshot.cooperations import CooperationRow, load_cooperations
from service.snapshot.horizon import LOOK_BACK_DAYS, Horizon
from service.snapshot.nouns import day_of
from service.snapshot.pairs import Pairs
from service.snapshot.pseudonyms import Pseudonyms
from service.snapshot.rules import load_overrides, rules_for
from service.snapshot.state import State, load_state
from service.snapshot.take import snapshot_of, tenant_name
from service.studies.maker import Wanted
from service.travel import EstimatedTravelTimes
from solver.slots import DAYS_PER_WEEK, Day
from solver.substitution.problem import FamiliarityRecord, PlaceId, Problem
from solver.year.parts import RulesUntil
from solver.year.problem import Announced, AnnouncedKind, Team, YearProblem

_KINDS = {
    AbsenceClass.PLANNED: AnnouncedKind.VACATION,
    AbsenceClass.TRAINING: AnnouncedKind.TRAINING,
}
_WORKING_DAYS = 5


@dataclass(frozen=True)
class YearRead:
    """A year ready to be planned, the key to its codes, and its rules by date."""

    problem: YearProblem
    pseudonyms: Pseudonyms
    rules: tuple[RulesUntil, ...]


def read_year(session: Session, wanted: Wanted[YearParameters]) -> YearRead:
    """The days of the year that are still to come.

    Raises
    ------
    InvalidInput
        If the year is over or too far away, or the rules contradict themselves.
    NotFound
        If there is no such area.
    """
    land = session.execute(select(Tenant.land, Tenant.time_zone)).one()
    first, last = wanted.parameters.days(wanted.now, land.time_zone)
    areas = load_areas(session)
    if wanted.area_id is not None and wanted.area_id not in areas.rows:
        raise NotFound
    rules = rules_by_date(session, land.land, (first, last), areas, wanted.area_id)
    early = rules_for(session, land.land, (first, first), areas, wanted.area_id)
    horizon = Horizon(
        first,
        last,
        land.land,
        wanted.now,
        land.time_zone,
        early.open_end.working_days,
        LOOK_BACK_DAYS,
    )
    state = load_state(session, horizon, areas, early, wanted.area_id)
    snapshot = snapshot_of(state, tenant_name(session), EstimatedTravelTimes())
    codes = snapshot.pseudonyms
    problem = _assumed(snapshot.problem, state, codes, wanted.parameters)
    announced = tuple(_announced(session, state, codes))
    closed = frozenset(day_of(d) for d in horizon.days if horizon.is_closed(d))
    found = would_be(state, codes, problem, (announced, closed))
    year = YearProblem(
        problem,
        announced=announced,
        teams=tuple(_teams(load_cooperations(session, horizon), codes)),
        returning=found.returning,
        leaving=found.leaving,
        closed=closed,
        school_weeks=_school_weeks(horizon),
        districts=_districts(state, codes),
    )
    return YearRead(year, codes, rules)


def rules_by_date(
    session: Session,
    land: str,
    days: tuple[date, date],
    areas: Areas,
    area: UUID | None,
) -> tuple[RulesUntil, ...]:
    """The profiles that hold one after another."""
    first, last = days
    overrides = load_overrides(session, areas, area)
    municipality = areas.municipality(area)
    found: list[RulesUntil] = []
    while True:
        change = first_change(
            SUBSTITUTION, land, (first, last), overrides, municipality
        )
        until = last if change is None else change - timedelta(days=1)
        rules = rules_for(session, land, (first, until), areas, area)
        found.append(RulesUntil(day_of(until), rules.profile))
        if change is None:
            return tuple(found)
        first = change


def _assumed(
    problem: Problem, state: State, codes: Pseudonyms, parameters: YearParameters
) -> Problem:
    """The problem with what is taken for granted about the future."""
    if parameters.keep_familiarity:
        problem = replace(problem, familiarity=tuple(_kept(problem, state, codes)))
    if parameters.renew_proofs:
        persons = {
            key: replace(
                person,
                permit=person.permit and replace(person.permit, valid_until=None),
                credentials=tuple(
                    replace(proof, valid_until=None) for proof in person.credentials
                ),
            )
            for key, person in problem.persons.items()
        }
        problem = replace(problem, persons=persons)
    return problem


def _kept(
    problem: Problem, state: State, codes: Pseudonyms
) -> Iterable[FamiliarityRecord]:
    """How well children know people today, for the whole year."""
    horizon = state.horizon
    today = replace(horizon, first_day=horizon.today, last_day=horizon.today)
    now = replace(state, horizon=today)
    day = day_of(horizon.today)
    for record in Pairs(now, codes).familiarity():
        if record.first_day <= day <= record.last_day:
            yield replace(
                record, first_day=problem.first_day, last_day=problem.last_day
            )


def _announced(
    session: Session, state: State, codes: Pseudonyms
) -> Iterable[Announced]:
    """Each day somebody is away, once."""
    classes = dict(session.execute(select(Absence.id, Absence.absence_class)).all())
    courses = frozenset(session.scalars(select(CourseDay.id)))
    for person, spans in sorted(state.absences.of_person.items()):
        code = codes.persons.get(person)
        if code is None:
            continue
        for day in state.horizon.days:
            there = [(span, slot) for span in spans if (slot := span.on(day))]
            if not there:
                continue
            kinds = {
                _kind(classes.get(span.id), span.id in courses) for span, _ in there
            }
            whole = any(slot == WHOLE_DAY for _, slot in there)
            kind = kinds.pop() if len(kinds) == 1 else AnnouncedKind.OTHER
            yield Announced(code, day_of(day), kind, whole)


def _kind(absence: AbsenceClass | None, course: bool) -> AnnouncedKind:  # noqa: FBT001 - one fact, named at the call
    if course:
        return AnnouncedKind.COURSE
    return _KINDS.get(absence, AnnouncedKind.OTHER) if absence else AnnouncedKind.OTHER


def _teams(rows: Iterable[CooperationRow], codes: Pseudonyms) -> Iterable[Team]:
    for row in rows:
        members = [m for m in row.members if m.person_id in codes.persons]
        yield Team(
            row.model,
            tuple(codes.persons[m.person_id] for m in members if m.is_substituted),
            tuple(codes.persons[m.person_id] for m in members if m.stands_in),
            codes.places.get(row.place_id) if row.place_id else None,
            day_of(row.valid_from),
            day_of(row.valid_until) if row.valid_until else None,
        )


def _school_weeks(horizon: Horizon) -> frozenset[Day]:
    """Mondays of weeks whose working days all lie in school holidays."""
    years = range(horizon.first_day.year, horizon.last_day.year + 1)
    school = school_holidays(horizon.land, years)
    monday = horizon.first_day - timedelta(days=horizon.first_day.weekday())
    found = set()
    while monday <= horizon.last_day:
        week = [monday + timedelta(days=i) for i in range(_WORKING_DAYS)]
        if all(day in school or horizon.is_closed(day) for day in week):
            found.add(day_of(monday))
        monday += timedelta(days=DAYS_PER_WEEK)
    return frozenset(found)


def _districts(state: State, codes: Pseudonyms) -> Mapping[PlaceId, str]:
    """The area each place lies in, its id in hexadecimal digits."""
    return {
        code: area.hex
        for key, code in codes.places.items()
        if (area := state.places[key].area_id) is not None
    }
