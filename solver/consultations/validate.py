"""Refuse a consultations problem that contradicts itself, all faults at once."""

from collections import Counter
from collections.abc import Iterator

from solver.consultations.problem import ConsultationProblem
from solver.json_values import Fault
from solver.slots import DAYS_PER_WEEK
from solver.validity import Names, own_id_faults, refuse

_NOUNS = {
    "hosts": "Konsultationseinrichtung",
    "kindergartens": "Einrichtung",
    "requests": "Besuchswunsch",
}


def validate(problem: ConsultationProblem) -> tuple[Fault, ...]:
    """Every fault of a problem, those of names first; empty if it can be planned."""
    return (*_references(problem), *_numbers(problem))


def require_valid(problem: ConsultationProblem) -> None:
    """Pass a problem that can be planned.

    Raises
    ------
    ProblemError
        With every fault, one per line.
    """
    refuse(validate(problem))


def _references(problem: ConsultationProblem) -> Iterator[Fault]:
    names = Names(
        {
            "hosts": frozenset(problem.hosts),
            "kindergartens": frozenset(problem.kindergartens),
            "requests": frozenset(problem.requests),
        },
        _NOUNS,
    )
    yield from own_id_faults("hosts", problem.hosts)
    yield from own_id_faults("kindergartens", problem.kindergartens)
    yield from own_id_faults("requests", problem.requests)
    for key, request in problem.requests.items():
        at = f"/content/requests/{key}/kindergarten"
        yield from names.fault(at, "kindergartens", request.kindergarten)
    for table in ("fixed", "published"):
        for number, visit in enumerate(getattr(problem, table)):
            at = f"/content/{table}/{number}"
            yield from names.fault(f"{at}/request", "requests", visit.request)
            yield from names.fault(f"{at}/host", "hosts", visit.host)
    for house, host in problem.ways:
        at = f"/content/ways/{house}/{host}"
        yield from names.fault(at, "kindergartens", house)
        yield from names.fault(at, "hosts", host)
    for number, met in enumerate(problem.history):
        at = f"/content/history/{number}"
        yield from names.fault(at, "kindergartens", met.kindergarten)
        yield from names.fault(at, "hosts", met.host)


def _numbers(problem: ConsultationProblem) -> Iterator[Fault]:
    for id_, host in problem.hosts.items():
        at = f"/content/hosts/{id_}"
        if host.visits_per_month < 0:
            yield Fault(f"{at}/visits_per_month", "Besuche sind nie negativ.")
        if not host.weekdays <= frozenset(range(DAYS_PER_WEEK)):
            at = f"{at}/weekdays"
            yield Fault(at, "Ein Wochentag ist 0 (Montag) bis 6 (Sonntag).")
    for pair, way in problem.ways.items():
        if way < 0:
            at = f"/content/ways/{'/'.join(pair)}"
            yield Fault(at, "Ein Weg dauert nie weniger als 0 Minuten.")
    yield from _wished(problem)


def _wished(problem: ConsultationProblem) -> Iterator[Fault]:
    for key, request in problem.requests.items():
        if request.last_day < request.first_day:
            at = f"/content/requests/{key}/last_day"
            yield Fault(at, "Der letzte Tag liegt vor dem ersten.")
    for id_, count in Counter(visit.request for visit in problem.fixed).items():
        if count > 1:
            yield Fault("/content/fixed", f"Zu „{id_}“ stehen {count} Besuche fest.")
