"""Every visit the rules pass, and the rule against each host that is out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from solver.consultations.index import ConsultationIndex
from solver.consultations.kinds import RuleSet
from solver.consultations.plan import RefusedHost
from solver.consultations.problem import HostId, Request, RequestId, Visit
from solver.rule import Refusal
from solver.sessions.problem import month_of
from solver.slots import Day


@dataclass(frozen=True, slots=True)
class Options:
    """Visits that pass the pair rules; for each open request the hosts that do not."""

    visits: tuple[Visit, ...]
    refused: dict[RequestId, tuple[RefusedHost, ...]]

    def of(self, request: RequestId) -> Iterator[Visit]:
        """Those of one request."""
        return (visit for visit in self.visits if visit.request == request)


def options_of(index: ConsultationIndex, rules: RuleSet) -> Options:
    """Every visit that the pair rules pass, and why hosts are out."""
    visits: list[Visit] = []
    refused: dict[RequestId, tuple[RefusedHost, ...]] = {}
    for request in index.open:
        out: list[RefusedHost] = []
        for host in index.problem.hosts:
            passed, reason = _days(index, rules, request, host)
            visits.extend(passed)
            if reason is not None:
                out.append(RefusedHost(host, reason.rule, reason.facts))
        refused[request.id] = tuple(out)
    return Options(tuple(visits), refused)


def _days(
    index: ConsultationIndex, rules: RuleSet, request: Request, host: HostId
) -> tuple[list[Visit], Refusal | None]:
    """Days that pass; without any, the refusal of the day that came farthest."""
    passed: list[Visit] = []
    farthest: tuple[int, Refusal] | None = None
    for number in range(request.first_day, request.last_day + 1):
        visit = Visit(request.id, host, Day(number))
        for step, rule in enumerate(rules.pair):
            refusal = rule.refuse(index, visit)
            if refusal is not None:
                if farthest is None or step > farthest[0]:
                    farthest = step, refusal
                break
        else:
            passed.append(visit)
    return passed, None if passed or farthest is None else farthest[1]


def hosts_against(
    index: ConsultationIndex,
    rules: RuleSet,
    options: Options,
    planned: Sequence[Visit],
    request: RequestId,
) -> Iterator[RefusedHost]:
    """For a request without a visit: what fills the hosts that could, then the others.

    Of each host and month the rule that breaks on its first possible day.
    """
    told: set[tuple[HostId, int]] = set()
    for visit in options.of(request):
        key = visit.host, month_of(visit.day)
        if key in told:
            continue
        told.add(key)
        findings = (
            finding
            for rule in rules.joint
            for finding in rule.breaches(index, (*planned, visit))
        )
        found = next(findings, None)
        if found is not None:
            yield RefusedHost(visit.host, found.rule, found.facts)
    yield from options.refused[request]
