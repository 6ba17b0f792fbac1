"""Days on which those who should stand in are away themselves.

Nothing is solved here: it is read off who is announced away, team by team, and named
whatever the plan makes of it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from solver.slots import Day, weekday
from solver.substitution.problem import Model, NeedId, PersonId, PersonKind
from solver.year.problem import Team, YearProblem
from solver.year.result import Clash, ClashKind

_SATURDAY = 5
#: The kinds of clash that a model can have; known persons make no team.
_KINDS = {
    Model.TANDEM: ClashKind.TANDEM,
    Model.GROUP: ClashKind.GROUP,
    Model.FLOATER: ClashKind.FLOATERS,
    Model.BASE: ClashKind.BASE,
    Model.SHARED_SETTING: ClashKind.SHARED_SETTING,
    Model.KITA: ClashKind.KITA,
}
_MUTUAL = (Model.TANDEM, Model.GROUP, Model.SHARED_SETTING)


def clashes_of(year: YearProblem, uncovered: Mapping[NeedId, int]) -> tuple[Clash, ...]:
    """Every clash of the year, by its first day.

    A tandem or a shared setting clashes when all are away, a substitution group when
    at most one of three or more is left ("four of five"), a base, a Kita or floaters
    when nobody who stands in is there while somebody who relies on them is away. More
    than half of all childminders away on a day is a clash of its own.

    Parameters
    ----------
    uncovered
        Child-minutes that the plan leaves open of needs; needs that are met are left
        out.
    """
    days = _working_days(year)
    away = _away(year)
    open_of: dict[tuple[PersonId, Day], int] = defaultdict(int)
    for need in year.problem.needs:
        open_of[need.absent, need.day] += uncovered.get(need.id, 0)
    found = [
        clash
        for team in _teams(year)
        for clash in _of_team(year, team, days, away, open_of)
    ]
    found += _of_many(year, days, away, open_of)
    return tuple(sorted(found, key=lambda c: (c.first_day, c.kind, c.away)))


_Days = Sequence[Day]
_Away = Mapping[Day, frozenset[PersonId]]
_Open = Mapping[tuple[PersonId, Day], int]


def _working_days(year: YearProblem) -> tuple[Day, ...]:
    first, last = year.problem.first_day, year.problem.last_day
    return tuple(
        day
        for i in range(first, last + 1)
        if weekday(day := Day(i)) < _SATURDAY and day not in year.closed
    )


def _away(year: YearProblem) -> _Away:
    found: dict[Day, set[PersonId]] = defaultdict(set)
    for announced in year.announced:
        if announced.whole:
            found[announced.day].add(announced.person)
    return {day: frozenset(persons) for day, persons in found.items()}


def _teams(year: YearProblem) -> Iterator[Team]:
    """Teams of models that can clash; the same persons and place count once."""
    seen = set()
    for team in year.teams:
        key = team.model, frozenset((*team.substituted, *team.substitutes)), team.place
        if team.model in _KINDS and key not in seen:
            seen.add(key)
            yield team


def _of_team(
    year: YearProblem, team: Team, days: _Days, away: _Away, open_of: _Open
) -> Iterator[Clash]:
    members = _members(team)
    if len(members) < (2 if team.model in _MUTUAL else 1):
        return
    relying = frozenset(team.substituted)

    def gone(day: Day) -> frozenset[PersonId]:
        if not team.holds_on(day):
            return frozenset()
        missing = away.get(day, frozenset()) & members
        missing |= _not_there(year, team, day)
        if len(missing) < _most(team, len(members)):
            return frozenset()
        if team.model not in _MUTUAL and not relying & away.get(day, frozenset()):
            return frozenset()
        return missing

    for run, missing in _runs(days, gone):
        open_days = sum(open_of.get((p, d), 0) for p in relying | missing for d in run)
        yield Clash(
            kind=_KINDS[team.model],
            first_day=run[0],
            last_day=run[-1],
            days=len(run),
            away=tuple(sorted(missing)),
            members=len(members),
            place=team.place,
            uncovered_minutes=open_days,
        )


def _members(team: Team) -> frozenset[PersonId]:
    """Who must not all be away."""
    if team.model in _MUTUAL:
        return frozenset((*team.substituted, *team.substitutes))
    return frozenset(team.substitutes)


def _most(team: Team, members: int) -> int:
    """How many away are a clash."""
    in_group = team.model is Model.GROUP and members > 2  # noqa: PLR2004  a pair is a tandem
    return members - 1 if in_group else members


def _not_there(year: YearProblem, team: Team, day: Day) -> frozenset[PersonId]:
    """Staff of a base that is closed on a day, or that does not work then."""
    if team.model in _MUTUAL:
        return frozenset()
    place = year.problem.places.get(team.place) if team.place else None
    if place is not None and place.open is not None and place.open.get(day) == ():
        return frozenset(team.substitutes)
    known = year.problem.persons
    return frozenset(
        p for p in team.substitutes if p in known and not known[p].available.get(day)
    )


def _of_many(
    year: YearProblem, days: _Days, away: _Away, open_of: _Open
) -> Iterator[Clash]:
    minders = frozenset(
        p.id for p in year.problem.persons.values() if p.kind is PersonKind.CHILDMINDER
    )

    def gone(day: Day) -> frozenset[PersonId]:
        missing = away.get(day, frozenset()) & minders
        return missing if 2 * len(missing) > len(minders) else frozenset()

    run: list[Day] = []
    for day in (*days, None):
        if day is not None and gone(day):
            run.append(day)
            continue
        if run:
            missing = frozenset[PersonId]().union(*(gone(d) for d in run))
            yield Clash(
                kind=ClashKind.MANY,
                first_day=run[0],
                last_day=run[-1],
                days=len(run),
                away=tuple(sorted(missing)),
                members=len(minders),
                uncovered_minutes=sum(
                    open_of.get((p, d), 0) for d in run for p in gone(d)
                ),
            )
        run = []


def _runs(
    days: _Days, gone: Callable[[Day], frozenset[PersonId]]
) -> Iterator[tuple[list[Day], frozenset[PersonId]]]:
    """Working days in a row on which the same persons are away."""
    run: list[Day] = []
    before: frozenset[PersonId] = frozenset()
    for day in days:
        missing = gone(day)
        if missing != before and run:
            yield run, before
            run = []
        if missing:
            run.append(day)
        before = missing
    if run:
        yield run, before
