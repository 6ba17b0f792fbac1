"""Small Kita years: a few childminders with children, weeks of vacation, substitutes.

``MONDAY`` is 3 August 2026; weeks are counted from it. Every child is there on the days
asked, 8 to 12 o'clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from random import Random

from solver.slots import Day
from solver.substitution.problem import (
    ChildId,
    EpisodeId,
    Link,
    Model,
    Need,
    NeedId,
    PersonId,
    PersonKind,
    PlaceId,
    Presence,
    Problem,
)
from solver.year.candidates import Span, candidates
from solver.year.problem import Announced, AnnouncedKind, Team, YearProblem
from tests.solver.build import (
    DAY,
    a_child,
    a_person,
    a_place,
    as_table,
    hours,
    known,
)

MONDAY = DAY
WEEK = 7
WORKDAYS = 5
WHOLE_DAY = hours(0, 24)
CARE = hours(8, 12)


def monday(week: int) -> Day:
    """Monday of the week so many weeks later."""
    return Day(MONDAY + WEEK * week)


def workdays(week: int) -> tuple[Day, ...]:
    return tuple(Day(monday(week) + i) for i in range(WORKDAYS))


@dataclass(frozen=True)
class Minder:
    """A childminder, her children, and the weeks she is on vacation."""

    name: str
    children: int = 2
    vacation: tuple[int, ...] = ()
    training: tuple[Day, ...] = ()
    places: int = 5


@dataclass(frozen=True)
class SmallTown:
    """Who there is, who stands in for whom, how many weeks."""

    minders: tuple[Minder, ...]
    teams: tuple[tuple[str, ...], ...] = ()
    floaters: tuple[str, ...] = ()
    weeks: int = 4
    closed: frozenset[Day] = frozenset()
    extra: dict[str, object] = field(default_factory=dict)


def announced_of(town: SmallTown) -> tuple[Announced, ...]:
    vacation = (
        Announced(PersonId(m.name), day, AnnouncedKind.VACATION)
        for m in town.minders
        for week in m.vacation
        for day in workdays(week)
        if day not in town.closed
    )
    training = (
        Announced(PersonId(m.name), day, AnnouncedKind.TRAINING)
        for m in town.minders
        for day in m.training
    )
    return (*vacation, *training)


def a_year(town: SmallTown) -> YearProblem:
    """The town's year with everything shifts could change."""
    announced = announced_of(town)
    away = {(a.person, a.day) for a in announced}
    problem = problem_of(town, away)
    span = Span(problem.first_day, problem.last_day, town.closed)
    asked = candidates(announced, span)
    return YearProblem(
        problem,
        announced=announced,
        teams=tuple(_team(names) for names in town.teams),
        returning=tuple(
            there
            for person, week in sorted({(c.person, c.from_week) for c in asked})
            for there in _presences(town, {person}, span.working(week), set())
        ),
        leaving=tuple(
            need
            for person, week in sorted({(c.person, c.to_week) for c in asked})
            for need in _needs(town, {(person, day) for day in span.working(week)})
        ),
        closed=town.closed,
        districts={PlaceId(f"ort-{m.name}"): "Mitte" for m in town.minders},
    )


def problem_of(town: SmallTown, away: set[tuple[PersonId, Day]]) -> Problem:
    """The substitution problem if exactly these persons are away on these days."""
    days = [Day(MONDAY + i) for i in range(WEEK * town.weeks)]
    open_days = dict.fromkeys(days, (hours(6, 20),))
    names = [m.name for m in town.minders]
    persons = [
        a_person(
            name,
            available=open_days,
            home=PlaceId(f"ort-{name}"),
            absent={day: (WHOLE_DAY,) for day in days if (name, day) in away},
            permit=replace(a_person().permit, places=places),
        )
        for name, places in ((m.name, m.places) for m in town.minders)
    ]
    persons += [
        a_person(
            name,
            available=open_days,
            kind=PersonKind.FLOATER,
            absent={day: (WHOLE_DAY,) for day in days if (name, day) in away},
        )
        for name in town.floaters
    ]
    places = [a_place(f"ort-{n}", staff=(PersonId(n),)) for n in names]
    children = [a_child(kid) for m in town.minders for kid in _kids(m)]
    working = [day for day in days if day not in town.closed]
    return Problem(
        first_day=days[0],
        last_day=days[-1],
        land="NW",
        needs=tuple(_needs(town, away)),
        children=as_table(children),
        persons=as_table(persons),
        places=as_table(places),
        presences=tuple(_presences(town, {*names}, working, away)),
        links=tuple(_links(town)),
        familiarity=tuple(
            known(c.id, p.id, last_day=days[-1]) for c in children for p in persons
        ),
        family_minutes={(c.id, p.id): 10 for c in children for p in places},
        place_minutes={
            (one.id, other.id): 10 for one in places for other in places if one != other
        },
        **town.extra,
    )


def _kids(minder: Minder) -> list[str]:
    return [f"{minder.name}{i}" for i in range(minder.children)]


def _needs(town: SmallTown, away: set[tuple[PersonId, Day]]) -> Iterable[Need]:
    for minder in town.minders:
        begun, before = MONDAY, None
        for day in sorted(d for p, d in away if p == minder.name):
            if day % WEEK in (0, 6) or day in town.closed:
                continue
            if before is None or day - before > 3:  # more than a weekend
                begun = day
            before = day
            for kid in _kids(minder):
                yield Need(
                    NeedId(f"{kid}-{day}"),
                    ChildId(kid),
                    day,
                    CARE,
                    PersonId(minder.name),
                    PlaceId(f"ort-{minder.name}"),
                    EpisodeId(f"{kid}-{begun}"),
                )


def _presences(town, persons, days, away) -> Iterable[Presence]:
    for minder in town.minders:
        for day in days:
            if minder.name not in persons or (minder.name, day) in away:
                continue
            if (day + 6) % WEEK >= WORKDAYS:
                continue
            for kid in _kids(minder):
                name, place = PersonId(minder.name), PlaceId(f"ort-{minder.name}")
                yield Presence(ChildId(kid), name, place, day, CARE)


def _links(town: SmallTown) -> Iterable[Link]:
    for names in town.teams:
        for absent in names:
            for other in names:
                if absent != other:
                    yield Link(
                        PersonId(absent),
                        PersonId(other),
                        PlaceId(f"ort-{other}"),
                        Model.TANDEM,
                    )
    for floater in town.floaters:
        for minder in town.minders:
            place = PlaceId(f"ort-{minder.name}")
            yield Link(PersonId(minder.name), PersonId(floater), place, Model.FLOATER)


def _team(names: tuple[str, ...]) -> Team:
    persons = tuple(PersonId(n) for n in names)
    return Team(Model.TANDEM if len(names) == 2 else Model.GROUP, persons, persons)


def drawn_town(seed: int, *, weeks: int = 4) -> SmallTown:
    """A drawn town of four with one floater, or none."""
    random = Random(seed)
    minders = tuple(
        Minder(
            name,
            random.randrange(1, 4),
            tuple(sorted(random.sample(range(weeks), random.randrange(0, 3)))),
            places=random.choice((4, 5)),
        )
        for name in ("a", "b", "c", "d")
    )
    floaters = ("s",) if random.random() < 0.5 else ()
    return SmallTown(minders, (("a", "b"), ("c", "d")), floaters, weeks)
