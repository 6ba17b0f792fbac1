"""Single changes that may give a session a date; there are no others.

A window longer on a weekday she comes anyway, one more weekday, a closure less: each
answers all that the rules have against one day of the session's month.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import IntEnum
from functools import partial

from solver.explanation.change import Change
from solver.facts import iso
from solver.rule import Facts
from solver.sessions.explanation.answers import (
    CHANGE_CLOSURE,
    CHANGE_WEEKDAY,
    CHANGE_WINDOW,
)
from solver.sessions.explanation.basis import Basis
from solver.sessions.problem import (
    Session,
    SessionProblem,
    Visit,
    Window,
    days_of,
)
from solver.slots import MINUTES_PER_DAY, Day, Slot, subtracted, weekday


class ChangeKind(IntEnum):
    """Kinds in the order in which they are tried: what asks least of people first."""

    WINDOW = 1
    WEEKDAY = 2
    CLOSURE = 3


DateChange = Change[Visit, SessionProblem]


def changes_for(basis: Basis, session: Session) -> tuple[DateChange, ...]:
    """The catalogue for one session, in the order of kind, size and day."""
    found = [
        change
        for number in days_of(session.key.month)
        for change in _of_day(basis, session, Day(number))
    ]
    found.sort(key=lambda change: (change.kind, change.size, change.option.day))
    return tuple(found)


def _of_day(basis: Basis, session: Session, day: Day) -> Iterator[DateChange]:
    refusal = basis.table.refusal(session, day)
    if refusal is not None and refusal.rule == "kindergarten-closed":
        yield _opened(basis, session, day)
    elif refusal is None or refusal.rule == "coach-window":
        # Where single times pass, the ways may still be too long for her windows.
        yield from _longer(basis, session, day)


def _longer(basis: Basis, session: Session, day: Day) -> Iterator[DateChange]:
    """The smallest stretch that would have to be added to her windows."""
    index, coach = basis.index, basis.coach
    windows = index.windows(coach, day)
    best: tuple[int, Slot, Visit] | None = None
    for stay in _stays(basis, session, day):
        needed = _with_ways(stay, index.way(coach, session.engagement.kindergarten))
        missing = sum(s.minutes for s in subtracted((needed,), windows))
        if missing and (best is None or missing < best[0]):
            best = missing, needed, Visit(session.key, day, stay)
    if best is None:
        return
    missing, needed, visit = best
    kind = ChangeKind.WINDOW if windows else ChangeKind.WEEKDAY
    facts: Facts = {
        **_facts(basis, session, day),
        "start": needed.start,
        "end": needed.end,
    }
    if windows:
        facts = {**facts, "size": missing}
    yield Change(
        kind,
        missing,
        visit,
        (kind, weekday(day), needed),
        (CHANGE_WINDOW if windows else CHANGE_WEEKDAY).id,
        facts,
        partial(_out, basis, Window(weekday(day), needed)),
    )


def _stays(basis: Basis, session: Session, day: Day) -> Iterator[Slot]:
    """Times at which only her own windows are in the way, if anything is."""
    house = basis.problem.kindergartens[session.engagement.kindergarten]
    coach = basis.problem.coaches[basis.coach]
    taken = (*house.busy.get(day, ()), *coach.busy.get(day, ()))
    last = MINUTES_PER_DAY - session.minutes
    for start in range(0, last + 1, basis.problem.grid_minutes):
        stay = Slot(start, start + session.minutes)
        opened = any(s.contains(stay) for s in basis.index.opening(house.id, day))
        if opened and not any(slot.overlaps(stay) for slot in taken):
            yield stay


def _with_ways(stay: Slot, way: int) -> Slot:
    return Slot(max(0, stay.start - way), min(MINUTES_PER_DAY, stay.end + way))


def _out(basis: Basis, window: Window) -> SessionProblem:
    problem = basis.problem
    coach = problem.coaches[basis.coach]
    longer = replace(coach, windows=(*coach.windows, window))
    return replace(problem, coaches={basis.coach: longer})


def _opened(basis: Basis, session: Session, day: Day) -> DateChange:
    house = session.engagement.kindergarten
    return Change(
        ChangeKind.CLOSURE,
        1,
        Visit(session.key, day, Slot(0, min(session.minutes, MINUTES_PER_DAY))),
        (ChangeKind.CLOSURE, day),
        CHANGE_CLOSURE.id,
        _facts(basis, session, day, without=("coach",)),
        partial(_not_closed, basis.problem, house, day),
    )


def _not_closed(problem: SessionProblem, house: str, day: Day) -> SessionProblem:
    houses = {
        id_: replace(found, closed=found.closed - {day}) if id_ == house else found
        for id_, found in problem.kindergartens.items()
    }
    return replace(problem, kindergartens=houses)


def _facts(
    basis: Basis, session: Session, day: Day, without: Iterable[str] = ()
) -> dict[str, int | str]:
    facts: dict[str, int | str] = {
        "coach": basis.coach,
        "kindergarten": session.engagement.kindergarten,
        "day": iso(day),
    }
    return {name: fact for name, fact in facts.items() if name not in without}
