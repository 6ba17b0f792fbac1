"""Small random dates problems, and all that may be done in them."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations, product

from solver.matching.problem import CoachId, KindergartenId, Month, RefusalOrigin
from solver.profile import Level, Parameter, RuleProfile, RuleSetting
from solver.rule import RuleId
from solver.sessions.problem import (
    Coach,
    DayKind,
    Engagement,
    EngagementId,
    Kindergarten,
    Land,
    ProgrammeDay,
    RefusedDate,
    SessionAround,
    SessionKey,
    SessionProblem,
    Visit,
    Window,
    days_of,
    sessions_of,
)
from solver.sessions.rules import DEFAULT_TIERS
from solver.slots import Day, Slot
from tests.solver.sessions.state import day

MAY = Month(2027 * 12 + 4)
COACH = CoachId("coach")
HOUSES = tuple(KindergartenId(f"kita{i}") for i in range(3))
TH, SN = Land("TH"), Land("SN")
#: The days in question: the turn of May, or some Mondays, Thursdays and Fridays.
TURN = tuple(Day(d) for d in range(day("2027-05-27"), day("2027-06-01") + 1))
SPREAD = tuple(
    day(f"2027-{d}") for d in ("05-03", "05-06", "05-21", "06-03", "06-21", "06-28")
)
_BOTH = frozenset(Day(d) for d in (*days_of(MAY), *days_of(Month(MAY + 1))))


def in_question(problem: SessionProblem) -> tuple[Day, ...]:
    """The days in question: on all others the coach is away."""
    return tuple(problem.coaches[COACH].busy)


def the_profile(**numbers: dict[str, int]) -> RuleProfile:
    """Every rule, every tier; numbers by rule, dashes written as underscores."""
    settings = {
        RuleId(rule.replace("_", "-")): RuleSetting(
            RuleId(rule.replace("_", "-")),
            {name: Parameter(value, Level.LAND) for name, value in given.items()},
        )
        for rule, given in numbers.items()
    }
    return RuleProfile("probe", "TH", "1", settings, DEFAULT_TIERS)


def tight() -> RuleProfile:
    """Numbers that bind in small worlds."""
    return the_profile(
        session_length={"least_minutes": 60, "most_minutes": 150},
        day_load={"most_sessions": 2, "most_minutes": 220},
        days_apart={"least_days": 4},
        coach_busy={"way_minutes": 15},
    )


def a_world(seed: int) -> SessionProblem:
    """One coach and two or three kindergartens around the end of May."""
    rng = random.Random(seed)
    around = TURN if seed % 3 else SPREAD
    count = rng.choice((2, 2, 3))
    engagements = {}
    for number in range(count):
        id_ = EngagementId(f"e{number}")
        first, last, visits = rng.choice(
            ((MAY, MAY, 2), (MAY, MAY, 2), (MAY, MAY + 1, 1))
        )
        engagements[id_] = Engagement(
            id_,
            COACH,
            HOUSES[number],
            first,
            Month(last),
            rng.choice((1, 2, 3, 3, 4, 4, 5, 6)) * visits + rng.choice((0, visits - 1)),
            visits,
        )
    if seed % 6 == 0:
        engagements |= _one_after_another(*list(engagements.values())[:2])
    keys = [s.key for e in engagements.values() for s in sessions_of(e)]
    return SessionProblem(
        {COACH: _coach(around, rng)},
        {house: _kindergarten(house, around, rng) for house in HOUSES},
        engagements,
        {(COACH, house): rng.choice((0, 20, 40, 60)) for house in HOUSES},
        {
            pair: rng.choice((10, 30, 90))
            for pair in permutations(HOUSES, 2)
            if rng.random() < 0.6
        },
        around[rng.choice((0, 0, 1))],
        {land: _some(around, rng, 0.07) for land in (TH, SN)},
        {land: _some(around, rng, 0.07) for land in (TH, SN)},
        tuple(
            ProgrammeDay(d, rng.choice(list(DayKind)))
            for d in around
            if rng.random() < 0.08
        ),
        refused=tuple(
            RefusedDate(key, d, rng.choice(list(RefusalOrigin)))
            for key in keys
            for d in around
            if rng.random() < 0.08
        ),
        fixed=_visits(engagements, around, rng, 0.1),
        published=_visits(engagements, around, rng, 0.4 if seed % 2 else 0.0),
        around=tuple(_standing(around, random.Random(-1 - seed))),
        grid_minutes=60,
    )


def _one_after_another(
    one: Engagement, other: Engagement
) -> dict[EngagementId, Engagement]:
    """Two engagements of the same two, each for a month."""
    june = Month(MAY + 1)
    one = replace(one, last_month=MAY)
    house = one.kindergarten
    other = replace(other, kindergarten=house, first_month=june, last_month=june)
    return {one.id: one, other.id: other}


def _standing(around: tuple[Day, ...], rng: random.Random) -> Iterator[SessionAround]:
    """Sessions a few days before and after, or in the months around."""
    near = [Day(around[0] - n) for n in (1, 3, 4)]
    near += [Day(around[-1] + n) for n in (1, 3, 4)]
    far = [day("2027-04-20"), day("2027-04-29"), day("2027-07-01")]
    for house in HOUSES:
        if rng.random() < 0.5:
            yield SessionAround(COACH, house, rng.choice(near + far))


def _some(around: tuple[Day, ...], rng: random.Random, share: float) -> frozenset[Day]:
    return frozenset(d for d in around if rng.random() < share)


def _coach(around: tuple[Day, ...], rng: random.Random) -> Coach:
    # Monday, Thursday and Friday; a gap at noon sends her home now and then.
    slots = rng.choice(
        ((Slot(480, 840),), (Slot(540, 780),), (Slot(480, 660), Slot(720, 900)))
    )
    return Coach(
        COACH,
        TH,
        tuple(Window(weekday, slot) for weekday in (0, 3, 4) for slot in slots),
        _some(around, rng, 0.1) | (_BOTH - frozenset(around)),
        {d: (Slot(600, 660),) if rng.random() < 0.15 else () for d in around},
        {around[-1]: (Slot(660, 720),)} if len(slots) > 1 else {},
    )


def _kindergarten(
    id_: KindergartenId, around: tuple[Day, ...], rng: random.Random
) -> Kindergarten:
    opening = rng.choice((Slot(480, 900), Slot(540, 780)))
    return Kindergarten(
        id_,
        rng.choice((TH, TH, SN)),
        tuple(Window(weekday, opening) for weekday in range(5)),
        _some(around, rng, 0.1),
        {d: (Slot(540, 600),) for d in around if rng.random() < 0.2},
        frozenset(rng.sample((0, 3, 4), rng.choice((0, 1)))),
    )


def _visits(
    engagements: dict[EngagementId, Engagement],
    around: tuple[Day, ...],
    rng: random.Random,
    share: float,
) -> tuple[Visit, ...]:
    found = []
    for engagement in engagements.values():
        for session in sessions_of(engagement):
            if rng.random() < share:
                inside = [d for d in around if d in days_of(session.key.month)]
                start = rng.choice((480, 540, 555, 600))
                slot = Slot(start, start + session.minutes)
                found.append(Visit(session.key, rng.choice(inside), slot))
    return tuple(found)


def everything(problem: SessionProblem) -> dict[SessionKey, list[Visit]]:
    """Every date of every session that is not fixed: each day, each start."""
    fixed = {visit.session for visit in problem.fixed}
    published = {visit.session: visit for visit in problem.published}
    found = {}
    for engagement in problem.engagements.values():
        for session in sessions_of(engagement):
            if session.key in fixed:
                continue
            found[session.key] = [
                Visit(session.key, d, Slot(start, start + session.minutes))
                for d in in_question(problem)
                for start in range(480, 900, problem.grid_minutes)
            ]
            stays = published.get(session.key)
            if stays is not None and stays not in found[session.key]:
                found[session.key].append(stays)
    return found


def every_plan(
    choices: dict[SessionKey, list[Visit]],
) -> Iterator[tuple[Visit, ...]]:
    """Each session without a date or with any of its choices."""
    for plan in product(*([None, *visits] for visits in choices.values())):
        yield tuple(visit for visit in plan if visit is not None)
