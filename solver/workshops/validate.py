"""Refuse a workshops problem that contradicts itself, all faults at once."""

from collections import Counter
from collections.abc import Iterator
from itertools import permutations

from solver.json_values import Fault
from solver.validity import Names, own_id_faults, refuse
from solver.workshops.problem import Member, WorkshopProblem

_NOUNS = {"members": "Kommune", "events": "Veranstaltung", "clusters": "Verbund"}


def validate(problem: WorkshopProblem) -> tuple[Fault, ...]:
    """Every fault of a problem, those of names first; empty if it can be planned."""
    return (*_references(problem), *_ways(problem), *_numbers(problem))


def require_valid(problem: WorkshopProblem) -> None:
    """Pass a problem that can be planned.

    Raises
    ------
    ProblemError
        With every fault, one per line.
    """
    refuse(validate(problem))


def _references(problem: WorkshopProblem) -> Iterator[Fault]:
    names = Names(
        {
            "members": frozenset(problem.members),
            "events": frozenset(problem.events),
            "clusters": frozenset(m.cluster for m in problem.members.values()),
        },
        _NOUNS,
    )
    yield from own_id_faults("members", problem.members)
    yield from own_id_faults("events", problem.events)
    for key, event in problem.events.items():
        for number, cluster in enumerate(event.clusters):
            at = f"/content/events/{key}/clusters/{number}"
            yield from names.fault(at, "clusters", cluster)
    for number, gap in enumerate(problem.gaps):
        at = f"/content/gaps/{number}"
        yield from names.fault(f"{at}/before", "events", gap.before)
        yield from names.fault(f"{at}/after", "events", gap.after)
    for table in ("fixed", "published"):
        for number, date in enumerate(getattr(problem, table)):
            at = f"/content/{table}/{number}"
            yield from names.fault(f"{at}/event", "events", date.event)
            yield from names.fault(f"{at}/host", "members", date.host)


def _ways(problem: WorkshopProblem) -> Iterator[Fault]:
    """Every member knows its way to every host of its cluster."""
    members = problem.members.values()
    pairs = permutations(members, 2)
    for one, other in pairs:
        if one.cluster == other.cluster and _hosts(other):
            way = problem.ways.get((one.id, other.id))
            at = f"/content/ways/{one.id}/{other.id}"
            if way is None:
                yield Fault(at, "Für diesen Weg ist keine Dauer angegeben.")
            elif way < 0:
                yield Fault(at, "Ein Weg dauert nie weniger als 0 Minuten.")


def _hosts(member: Member) -> bool:
    return member.room > 0


def _numbers(problem: WorkshopProblem) -> Iterator[Fault]:
    for key, member in problem.members.items():
        if min(member.participants, member.room) < 0:
            at = f"/content/members/{key}"
            yield Fault(at, "Teilnehmende und Plätze sind nie negativ.")
    for id_, count in Counter(date.event for date in problem.fixed).items():
        if count > 1:
            yield Fault("/content/fixed", f"Zu „{id_}“ stehen {count} Termine fest.")
    yield from _events(problem)


def _events(problem: WorkshopProblem) -> Iterator[Fault]:
    for id_, event in problem.events.items():
        at = f"/content/events/{id_}"
        if event.days < 1:
            yield Fault(f"{at}/days", "Eine Veranstaltung dauert mindestens einen Tag.")
        if event.last_day < event.first_day:
            yield Fault(f"{at}/last_day", "Der letzte Tag liegt vor dem ersten.")
        if event.hosted and len(event.clusters) != 1:
            yield Fault(f"{at}/clusters", "Zu Gast ist ein Verbund bei sich selbst.")
