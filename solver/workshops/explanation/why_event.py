"""Why this date and host: what speaks for them. Why not others: a rule, or the change.

All of it comes from the rules and the plan as they are; no engine is needed.
"""

from collections.abc import Iterator

from solver.explanation.alone import alone_statements, obstacle
from solver.explanation.statements import Statement
from solver.rule import Facts
from solver.workshops.explanation.answers import (
    DATE_OF_EVENT,
    EVENT_PLANNED,
    EVENT_STANDS,
    HOST_OF_EVENT,
)
from solver.workshops.explanation.basis import Basis
from solver.workshops.problem import EventDate, EventId, MemberId
from solver.workshops.refusals import possible_days, possible_hosts, unplaced


def why_event(basis: Basis, event: EventId) -> tuple[Statement, ...]:
    """What speaks for the date and the host of an event.

    Raises
    ------
    KeyError
        If the plan gave it none.
    """
    fixed = basis.index.fixed_of.get(event)
    if fixed is not None:
        return (Statement(EVENT_STANDS.id, basis.index.whose(fixed)),)
    date = basis.planned[event]
    found = basis.index.event(date)
    days = possible_days(basis.index, basis.rules, found)
    facts: Facts = {
        **basis.index.whose(date),
        "in_holidays": "some" if _holidays(basis, date) else "none",
        "count": len(set(days) - {date.day}),
    }
    return (Statement(DATE_OF_EVENT.id, facts), *_hosted(basis, date))


def why_unplaced(basis: Basis, event: EventId) -> tuple[Statement, ...]:
    """Of an event without a date: every rule against its hosts and days, each once.

    Raises
    ------
    KeyError
        If there is no such event.
    """
    found = unplaced(basis.index, basis.rules, basis.dates, basis.problem.events[event])
    hosts = tuple(Statement(one.rule, one.facts) for one in found.hosts)
    days = {one.rule: one for one in reversed(found.days)}
    first = sorted(days.values(), key=lambda one: one.day)
    return (*hosts, *(Statement(one.rule, one.facts) for one in first))


def why_not_date(basis: Basis, date: EventDate) -> tuple[Statement, ...]:
    """What keeps an event from a day and a host, all else as it is.

    Raises
    ------
    KeyError
        If there is no such event.
    """
    fixed = basis.index.fixed_of.get(date.event)
    if fixed is not None:
        return (Statement(EVENT_STANDS.id, basis.index.whose(fixed)),)
    who = basis.index.whose(date)
    if basis.planned.get(date.event) == date:
        return (Statement(EVENT_PLANNED.id, who),)
    others = basis.others(date.event)
    against = obstacle(basis.index, basis.rules, others, date)
    if against is not None:
        return (against,)
    after = basis.measure((*others, date))
    return tuple(alone_statements(basis.measured, after, who))


def _hosted(basis: Basis, date: EventDate) -> Iterator[Statement]:
    """Why the host, of an event that has one."""
    host = date.host
    if host is None:
        return
    able = possible_hosts(basis.index, basis.rules, basis.index.event(date)) or ()
    facts: Facts = {
        "host": host,
        "event": date.event,
        "room": basis.problem.members[host].room,
        "participants": basis.index.participants(date),
        "travel": basis.index.travel(date),
        "count": len(set(able) - {host}),
    }
    yield Statement(HOST_OF_EVENT.id, facts)


def _holidays(basis: Basis, date: EventDate) -> bool:
    """Whether a day of it lies in the school holidays of a Land concerned."""
    school = basis.problem.school_holidays
    return any(
        day in school.get(land, ())
        for land in basis.index.lands(date)
        for day in basis.index.days(date)
    )


def host_or_planned(
    basis: Basis, event: EventId, host: MemberId | None
) -> MemberId | None:
    """The host asked about; else the planned one, else the first that could."""
    if host is not None:
        return host
    planned = basis.planned.get(event)
    if planned is not None:
        return planned.host
    able = possible_hosts(basis.index, basis.rules, basis.problem.events[event])
    return next(iter(able or ()), None)
