"""The stored state as a pairing problem: a normal week, and a season of absences.

Next year's children are hardly known, so those of a normal week now stand for them;
permits that run out are taken for renewed. Announced absences are those of the season
itself. Whoever is away for part of a day counts as away.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.ahead.pairing.asked import Asked, asked_for
from service.ahead.pairing.money import BudgetOrigin, SeasonMoney, season_money
from service.ahead.pairing.parameters import PairingParameters
from service.ahead.pairing.ways import season_ways
from service.ahead.week import normal_days
from service.db.tables.cooperations import TeamWish
from service.db.tables.tenancy import Tenant
from service.domain.kinds import TeamStance
from service.errors import InvalidInput
from service.snapshot.absences import spans_of_persons
from service.snapshot.cooperations import CooperationRow, load_cooperations
from service.snapshot.horizon import Horizon
from service.snapshot.normal_week import NormalWeek, take_normal_week
from service.snapshot.nouns import day_of
from service.snapshot.pseudonyms import Pseudonyms
from service.studies.maker import Wanted
from solver.pairing.problem import (
    Childminder,
    Floater,
    PairingProblem,
    PersonId,
    RefusalOrigin,
    Refused,
    Team,
    TeamKind,
    WeekTime,
)
from solver.profile import RuleProfile
from solver.slots import Day, Slot, subtracted, weekday
from solver.substitution.problem import Model, Person, PersonKind

#: Children a floater looks after at once where no permit of hers says otherwise.
FLOATER_PLACES = 5


@dataclass(frozen=True)
class PairingRead:
    """A season ready to be paired, the key to its codes, its rules."""

    problem: PairingProblem
    pseudonyms: Pseudonyms
    profile: RuleProfile
    asked: Asked
    budget_origin: BudgetOrigin


@dataclass(frozen=True)
class _Read:
    """What a season is made of."""

    week: NormalWeek
    horizon: Horizon
    parameters: PairingParameters
    away: Mapping[PersonId, frozenset[Day]]
    money: SeasonMoney


def read_season(session: Session, wanted: Wanted[PairingParameters]) -> PairingRead:
    """The season as a problem.

    Raises
    ------
    InvalidInput
        If the year is out of range, the rules of the normal week contradict
        themselves, or there is nobody to form a team.
    """
    tenant = session.execute(select(Tenant.land, Tenant.time_zone)).one()
    first, last = wanted.parameters.days(wanted.now, tenant.time_zone)
    monday, sunday = normal_days(session, None, wanted.now)
    week = take_normal_week(
        session,
        first_day=monday,
        last_day=sunday,
        now=wanted.now,
        area=wanted.area_id,
    )
    horizon = Horizon(first, last, tenant.land, wanted.now, tenant.time_zone, 0, 0)
    codes = week.pseudonyms
    read = _Read(
        week,
        horizon,
        wanted.parameters,
        _announced(session, horizon, codes),
        season_money(session, wanted.parameters, first.year, wanted.area_id),
    )
    minders = {m.id: m for m in _childminders(read)}
    if not minders:
        raise InvalidInput(
            "In einer normalen Woche betreut niemand Kinder, deren Familien Vertretung"
            " wollen; es gibt niemanden, der ein Team bilden könnte."
        )
    today = Horizon(monday, sunday, tenant.land, wanted.now, tenant.time_zone, 0, 0)
    problem = _season(session, read, today, minders)
    profile = wanted.parameters.profile(tenant.land, week.rules.profile.revision)
    asked = asked_for(session, codes, problem, wanted.parameters)
    return PairingRead(problem, codes, profile, asked, read.money.origin)


def _season(
    session: Session,
    read: _Read,
    today: Horizon,
    minders: Mapping[PersonId, Childminder],
) -> PairingProblem:
    """The season with its people, their ways, teams and wishes."""
    codes, horizon, parameters = read.week.pseudonyms, read.horizon, read.parameters
    floaters = {f.id: f for f in _floaters(read)}
    rows = {PersonId(code): row for row, code in codes.persons.items()}
    people = {id_: rows[id_] for id_ in (*minders, *floaters)}
    existing = tuple(
        sorted(_existing(load_cooperations(session, today), codes, minders, floaters))
    )
    wishes, refused = _stances(session, {row: id_ for id_, row in people.items()})
    return PairingProblem(
        first_day=day_of(horizon.first_day),
        last_day=day_of(horizon.last_day),
        childminders=minders,
        floaters=floaters,
        ways=season_ways(session, today, people, floaters, existing),
        closed=frozenset(day_of(d) for d in horizon.days if horizon.is_closed(d)),
        existing=existing,
        refused=refused,
        wishes=wishes,
        budget_cents=read.money.budget_cents,
        kinds=parameters.kinds,
    )


def _announced(
    session: Session, horizon: Horizon, codes: Pseudonyms
) -> Mapping[PersonId, frozenset[Day]]:
    """Days of the season on which somebody said she is away."""
    found: dict[PersonId, frozenset[Day]] = {}
    for row, spans in spans_of_persons(session, horizon).items():
        code = codes.persons.get(row)
        if code is not None:
            away = (d for d in horizon.days for span in spans if span.on(d))
            found[PersonId(code)] = frozenset(map(day_of, away))
    return found


def _childminders(read: _Read) -> Iterable[Childminder]:
    """Everybody who has children whose families want a substitute."""
    problem = read.week.problem
    care: dict[str, list[WeekTime]] = defaultdict(list)
    wanted: dict[tuple[str, Day], list[Slot]] = defaultdict(list)
    for need in problem.needs:
        care[need.absent].append(WeekTime(weekday(need.day), need.slot))
        wanted[need.child, need.day].append(need.slot)
    unwanted: dict[str, list[WeekTime]] = defaultdict(list)
    for there in problem.week.presences:
        for slot in subtracted((there.slot,), wanted.get((there.child, there.day), ())):
            unwanted[there.person].append(WeekTime(weekday(there.day), slot))
    rows = {code: row for row, code in read.week.pseudonyms.persons.items()}
    for code, person in sorted(problem.week.persons.items()):
        if person.kind is not PersonKind.CHILDMINDER or code not in care:
            continue
        times = tuple(sorted(care[code]))
        others = tuple(sorted(unwanted.get(code, ())))
        open_ = _open(person, (*times, *others))
        places = person.permit.places if person.permit else 0
        free = max(0, places - _most_at_once((*times, *others)))
        stays = read.parameters.free_places_stay
        yield Childminder(
            id=PersonId(code),
            draw_key=draw_key(rows[code]),
            permit_places=places,
            open=open_,
            care=times,
            unwanted=others,
            kept_free=free if stays else 0,
            holdable=0 if stays else min(1, free),
            held_place_cents=read.money.held_place_cents,
            most_extra=person.limits.max_extra_children,
            announced=read.away.get(PersonId(code), frozenset()),
        )


def _open(person: Person, times: Iterable[WeekTime]) -> tuple[WeekTime, ...]:
    """When somebody can take children; where she said nothing, while hers are there."""
    off = person.limits.weekdays_off
    said = {
        WeekTime(weekday(day), slot)
        for day, slots in person.available.items()
        for slot in slots
        if weekday(day) not in off
    }
    return tuple(sorted(said or {t for t in times if t.weekday not in off}))


def _most_at_once(times: tuple[WeekTime, ...]) -> int:
    """How many children are there at the fullest minute of the week."""
    starts = {(time.weekday, time.slot.start) for time in times}
    return max(
        (
            sum(t.weekday == day and t.slot.start <= at < t.slot.end for t in times)
            for day, at in starts
        ),
        default=0,
    )


def _floaters(read: _Read) -> Iterable[Floater]:
    rows = {code: row for row, code in read.week.pseudonyms.persons.items()}
    for code, person in sorted(read.week.problem.week.persons.items()):
        shifts = _open(person, ())
        if person.kind is PersonKind.FLOATER and shifts:
            places = person.permit.places if person.permit else FLOATER_PLACES
            id_ = PersonId(code)
            away = read.away.get(id_, frozenset())
            yield Floater(id_, draw_key(rows[code]), places, shifts, away)


def draw_key(row: UUID) -> str:
    """What somebody's sick days are drawn by: hers alone, whoever else there is."""
    return blake2b(row.bytes, digest_size=8, person=b"sick days").hexdigest()


def _existing(
    rows: Iterable[CooperationRow],
    codes: Pseudonyms,
    minders: Mapping[PersonId, Childminder],
    floaters: Mapping[PersonId, Floater],
) -> Iterable[Team]:
    """Teams that stand today, as far as they are teams of childminders at all."""
    for row in rows:
        known = {
            PersonId(codes.persons[m.person_id]): m.held_places
            for m in row.members
            if m.person_id in codes.persons
        }
        members = tuple(sorted(id_ for id_ in known if id_ in minders))
        holders = tuple(id_ for id_ in members if known[id_])
        driver = next((id_ for id_ in sorted(known) if id_ in floaters), None)
        if row.model is Model.FLOATER and driver and members:
            yield Team(TeamKind.CLUSTER, members, floater=driver)
        elif row.model is Model.TANDEM and len(members) in _SMALL:
            yield Team(_SMALL[len(members)], members, holders)
        elif row.model is Model.GROUP and len(members) > 1:
            yield Team(TeamKind.GROUP, members, holders)


_SMALL = {2: TeamKind.TANDEM, 3: TeamKind.TRIO}


def _stances(
    session: Session, codes: Mapping[UUID, PersonId]
) -> tuple[tuple[tuple[PersonId, PersonId], ...], tuple[Refused, ...]]:
    """Wishes, and refusals with who said so; of people of the season only."""
    wishes, refused = [], []
    rows = select(TeamWish.person_id, TeamWish.other_id, TeamWish.stance)
    for row, other_row, stance in session.execute(rows):
        one, other = codes.get(row), codes.get(other_row)
        if one is None or other is None or one == other:
            continue
        if stance is TeamStance.WISHED:
            wishes.append((one, other))
        else:
            forbidden = stance is TeamStance.FORBIDDEN
            origin = RefusalOrigin.COUNSELLOR if forbidden else RefusalOrigin.PERSON
            refused.append(Refused(one, other, origin))
    return tuple(sorted(wishes)), tuple(sorted(refused))
