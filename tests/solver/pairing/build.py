"""Small seasons, drawn, and a plain count of what teams cover: no masks, no tables."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import combinations, product
from random import Random

from solver.pairing.index import PairingIndex
from solver.pairing.plan import PairingPlan
from solver.pairing.problem import (
    Childminder,
    Floater,
    PairingProblem,
    PersonId,
    Refused,
    Sickness,
    Team,
    TeamKind,
    WeekTime,
)
from solver.pairing.rules import DEFAULT_TIERS
from solver.profile import Level, Parameter, RuleProfile, RuleSetting
from solver.rule import RuleId
from solver.slots import Day, Slot, weekday

MONDAY = Day(date(2027, 8, 2).toordinal())


def profile(**settings: dict[str, int]) -> RuleProfile:
    """A profile with other numbers for some rules (``team_size`` for team-size)."""
    named = {name.replace("_", "-"): numbers for name, numbers in settings.items()}
    return RuleProfile(
        "test",
        "NW",
        "1",
        {
            RuleId(name): RuleSetting(
                RuleId(name),
                {k: Parameter(v, Level.MUNICIPALITY) for k, v in numbers.items()},
            )
            for name, numbers in named.items()
        },
        DEFAULT_TIERS,
    )


#: Groups of three and more, so that small seasons have some.
SMALL = profile(team_size={"group_least": 3, "group_most": 4, "cluster_most": 3})


def week(start: int, end: int, days: tuple[int, ...] = (0, 1, 2, 3, 4)):
    """The same hours on some weekdays."""
    return tuple(WeekTime(day, Slot(start * 60, end * 60)) for day in days)


def minder(name: str, children: int = 4, **more: object) -> Childminder:
    """Somebody open from 8 to 14 with so many children all that time."""
    care = tuple(time for _ in range(children) for time in week(8, 14))
    values: dict[str, object] = {
        "id": PersonId(name),
        "draw_key": name,
        "permit_places": 5,
        "open": week(8, 14),
        "care": care,
        "kept_free": 1,
    }
    return Childminder(**{**values, **more})


def season(*people: Childminder | Floater, **more: object) -> PairingProblem:
    """Four weeks without sickness in which everybody reaches everybody in 5 minutes."""
    ids = [person.id for person in people]
    values: dict[str, object] = {
        "first_day": MONDAY,
        "last_day": Day(MONDAY + 27),
        "childminders": {p.id: p for p in people if isinstance(p, Childminder)},
        "floaters": {p.id: p for p in people if isinstance(p, Floater)},
        "ways": dict.fromkeys(combinations(ids, 2), 5),
        "sickness": Sickness(draws=1, days_per_year=0),
    }
    return PairingProblem(**{**values, **more})


def off(*weeks: int) -> frozenset[Day]:
    """All days of some weeks of the season, the first is 0."""
    return frozenset(Day(MONDAY + 7 * w + d) for w in weeks for d in range(7))


def drawn(seed: int, people: int = 5, floaters: int = 1) -> PairingProblem:
    """A small season with all there is: odd hours, wishes, refusals, an old team."""
    random = Random(seed)
    crowd: list[Childminder | Floater] = []
    for number in range(people):
        start, end = random.choice([(7, 14), (8, 13), (8, 16)])
        care: list[WeekTime] = []
        for _ in range(random.randint(1, 4)):
            first = random.randint(start, start + 2)
            days = tuple(sorted(random.sample(range(5), random.randint(2, 5))))
            care += week(first, random.randint(first + 2, end), days)
        until = Day(MONDAY + 20) if random.random() < 0.15 else None
        crowd.append(
            Childminder(
                PersonId(f"p{number}"),
                f"p{number}",
                random.randint(3, 5),
                week(start, end),
                tuple(care),
                week(9, 11, (0,)) if random.random() < 0.3 else (),
                random.randint(0, 1),
                random.randint(0, 1),
                random.choice([10000, 15000]),
                random.choice([None, None, 1]),
                until,
                frozenset(Day(MONDAY + d) for d in random.sample(range(28), 8)),
            )
        )
    for number in range(floaters):
        away = off(random.randrange(4))
        floater = PersonId(f"v{number}")
        crowd.append(Floater(floater, floater, random.randint(2, 5), week(8, 15), away))
    ids = [person.id for person in crowd]
    old = Team(TeamKind.TANDEM, (PersonId("p0"), PersonId("p1")))
    return season(
        *crowd,
        ways={two: random.randint(2, 18) for two in combinations(ids, 2)},
        refused=(Refused(PersonId("p1"), PersonId("p2")),) if seed % 3 == 0 else (),
        wishes=((PersonId("p0"), PersonId("p3")), (PersonId("p3"), PersonId("p2"))),
        existing=(old,) if seed % 2 else (),
        budget_cents=random.choice([0, 20000, 100000]),
        sickness=Sickness(seed, draws=2, days_per_year=20),
    )


def plain_minutes(problem: PairingProblem, team: Team) -> int:
    """Child-minutes of all draws a team covers, counted minute by minute."""
    index = PairingIndex(problem)
    days = product(range(problem.sickness.draws), enumerate(index.days))
    covered = 0
    for draw, (number, day) in days:
        bit = draw * len(index.days) + number
        away = frozenset(p for p in team.people if index.away[p] >> bit & 1)
        if team.floater:
            covered += _with_floater(problem, team, away, weekday(day), index.step)
        else:
            covered += _with_each_other(problem, team, away, day, index.step)
    return covered


def _with_each_other(problem, team, away, day, step) -> int:
    covered = 0
    people = [problem.childminders[member] for member in team.members]
    allowed = [p for p in people if p.permit_until is None or day <= p.permit_until]
    for minute in range(360, 1080, step):
        asked = room = 0
        for person in allowed if away else ():
            if person.id in away:
                asked += _count(person.care, weekday(day), minute)
            else:
                held = person.id in team.holders
                room += _room(person, held, weekday(day), minute)
        covered += step * min(asked, room)
    return covered


def _with_floater(problem, team, away, day, step) -> int:
    floater = problem.floaters[team.floater]
    if floater.id in away:
        return 0
    people = [problem.childminders[member] for member in away]
    return max((_day_with(floater, person, day, step) for person in people), default=0)


@cache
def _day_with(floater, person, day, step) -> int:
    return sum(
        step * min(floater.places, _count(person.care, day, minute))
        for minute in range(0, 1440, step)
        if _count(floater.shifts, day, minute)
    )


@cache
def _count(times, day, minute) -> int:
    return sum(t.weekday == day and t.slot.start <= minute < t.slot.end for t in times)


@cache
def _room(person: Childminder, held: bool, day: int, minute: int) -> int:  # noqa: FBT001 - a place more or none
    every = (*person.care, *person.unwanted)
    peak = max(_count(every, d, m) for d in range(7) for m in range(0, 1440, 30))
    if not _count(person.open, day, minute):
        return 0
    places = min(person.permit_places, peak + person.kept_free + held)
    room = max(0, places - _count(every, day, minute))
    return room if person.most_extra is None else min(room, person.most_extra)


def every_team(problem: PairingProblem) -> Iterator[Team]:
    """All teams one could name, most of them against some rule."""
    people = sorted(problem.childminders)
    sizes = {
        TeamKind.TANDEM: (2,),
        TeamKind.TRIO: (3,),
        TeamKind.GROUP: (3, 4),
        TeamKind.CLUSTER: (1, 2, 3),
    }
    for kind, counts in sizes.items():
        for count in counts:
            for members in combinations(people, count):
                if kind is TeamKind.CLUSTER:
                    for floater in problem.floaters:
                        yield Team(kind, members, floater=floater)
                    continue
                for held in range(count + 1):
                    for holders in combinations(members, held):
                        yield Team(kind, members, holders)


def best_by_brute_force(rules, cover, teams, both=()) -> tuple[int, ...]:
    """The best values of all tiers over every choice of teams, ``both`` in one."""
    wishes = [wish for wish in rules.wishes if wish.applies(cover)]

    def choices(left, chosen, taken) -> Iterator[tuple[Team, ...]]:
        if not left:
            yield chosen
            return
        team, *rest = left
        yield from choices(rest, chosen, taken)
        if taken.isdisjoint(team.people):
            yield from choices(rest, (*chosen, team), taken | set(team.people))

    return min(
        tuple(wish.measure(cover, PairingPlan(choice)) for wish in wishes)
        for choice in choices(list(teams), (), frozenset())
        if not any(tuple(rule.breaches(cover, choice)) for rule in rules.joint)
        and (not both or any({*both} <= {*team.people} for team in choice))
    )
