"""Refuse a dates problem that contradicts itself: completely, all faults at once.

Fixed visits that exclude one another are no fault: the rules report them and the rest
is planned.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from solver.json_values import Fault
from solver.sessions.problem import (
    Coach,
    Engagement,
    Kindergarten,
    SessionKey,
    SessionProblem,
    Window,
    sessions_of,
)
from solver.slots import DAYS_PER_WEEK, MINUTES_PER_DAY
from solver.validity import Names, own_id_faults, refuse

_NOUNS = {"coaches": "Prozessbegleitung", "kindergartens": "Einrichtung"}


def validate(problem: SessionProblem) -> tuple[Fault, ...]:
    """Every fault of a problem, those of names first; empty if it can be planned."""
    named = tuple(_references(problem))
    numbers = tuple(_numbers(problem))
    if named or numbers:
        return (*named, *numbers)
    return tuple(_sessions(problem))


def require_valid(problem: SessionProblem) -> None:
    """Pass a problem that can be planned.

    Raises
    ------
    ProblemError
        With every fault, one per line.
    """
    refuse(validate(problem))


def _references(problem: SessionProblem) -> Iterator[Fault]:
    """Every name without an owner, every engagement without a way."""
    names = Names(
        {
            "coaches": frozenset(problem.coaches),
            "kindergartens": frozenset(problem.kindergartens),
        },
        _NOUNS,
    )
    yield from own_id_faults("coaches", problem.coaches)
    yield from own_id_faults("kindergartens", problem.kindergartens)
    yield from own_id_faults("engagements", problem.engagements)
    for key, engagement in problem.engagements.items():
        at = f"/content/engagements/{key}"
        yield from names.fault(f"{at}/coach", "coaches", engagement.coach)
        house = engagement.kindergarten
        yield from names.fault(f"{at}/kindergarten", "kindergartens", house)
        if (engagement.coach, house) not in problem.ways:
            yield Fault(at, "Für diese Begleitung ist kein Weg angegeben.")
    for coach, house in problem.ways:
        at = f"/content/ways/{coach}/{house}"
        yield from names.fault(at, "coaches", coach)
        yield from names.fault(at, "kindergartens", house)
    for pair in problem.between:
        for house in pair:
            at = f"/content/between/{'/'.join(pair)}"
            yield from names.fault(at, "kindergartens", house)
    for number, found in enumerate(problem.around):
        at = f"/content/around/{number}"
        yield from names.fault(f"{at}/coach", "coaches", found.coach)
        house = found.kindergarten
        yield from names.fault(f"{at}/kindergarten", "kindergartens", house)


def _numbers(problem: SessionProblem) -> Iterator[Fault]:
    """Counts, minutes and weekdays that cannot be."""
    if not 1 <= problem.grid_minutes <= MINUTES_PER_DAY:
        yield Fault("/content/grid_minutes", "Das Raster ist 1 bis 1440 Minuten.")
    for table in ("ways", "between"):
        yield from _ways(problem, table)
    for key, engagement in problem.engagements.items():
        yield from _engagement(f"/content/engagements/{key}", engagement)
    for table, windows in _windows(problem):
        for number, window in enumerate(windows):
            if not 0 <= window.weekday < DAYS_PER_WEEK:
                at = f"{table}/{number}/weekday"
                yield Fault(at, "Ein Wochentag ist 0 (Montag) bis 6 (Sonntag).")


def _ways(problem: SessionProblem, table: str) -> Iterator[Fault]:
    ways: Mapping[tuple[str, str], int] = getattr(problem, table)
    for pair, minutes in ways.items():
        if minutes < 0:
            at = f"/content/{table}/{'/'.join(pair)}"
            yield Fault(at, "Ein Weg dauert nie weniger als 0 Minuten.")


def _engagement(at: str, engagement: Engagement) -> Iterator[Fault]:
    if engagement.visits_per_month < 1:
        yield Fault(f"{at}/visits_per_month", "Es ist mindestens ein Besuch im Monat.")
    if engagement.half_hours < max(1, engagement.visits_per_month):
        yield Fault(
            f"{at}/half_hours",
            "Auf jeden Besuch entfällt mindestens eine halbe Stunde.",
        )
    if engagement.first_month > engagement.last_month:
        yield Fault(f"{at}/last_month", "Der letzte Monat liegt vor dem ersten.")


def _windows(
    problem: SessionProblem,
) -> Iterator[tuple[str, tuple[Window, ...]]]:
    coach: Coach
    house: Kindergarten
    for coach in problem.coaches.values():
        yield f"/content/coaches/{coach.id}/windows", coach.windows
    for house in problem.kindergartens.values():
        yield f"/content/kindergartens/{house.id}/opening", house.opening


def _sessions(problem: SessionProblem) -> Iterator[Fault]:
    """Dates of sessions that nobody agreed, and two dates for one session."""
    known = {
        session.key
        for engagement in problem.engagements.values()
        for session in sessions_of(engagement)
    }
    for table in ("fixed", "published", "refused"):
        for number, item in enumerate(getattr(problem, table)):
            if item.session not in known:
                at = f"/content/{table}/{number}/session"
                yield Fault(at, "Diesen Termin sieht keine Begleitung vor.")
    for table in ("fixed", "published"):
        keys: list[SessionKey] = [v.session for v in getattr(problem, table)]
        for key, count in Counter(keys).items():
            if count > 1:
                yield Fault(
                    f"/content/{table}",
                    f"Der Termin {key.number} von „{key.engagement}“ im Monat"
                    f" {key.month} steht {count}-mal da.",
                )
