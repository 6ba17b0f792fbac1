"""Why this visit: what speaks for it. Why not another: a rule, or what it changes.

All of it comes from the rules and the plan as they are; no engine is needed.
"""

from solver.consultations.explanation.answers import (
    VISIT_CHOSEN,
    VISIT_PLANNED,
    VISIT_STANDS,
)
from solver.consultations.explanation.basis import Basis
from solver.consultations.options import hosts_against
from solver.consultations.problem import HostId, RequestId, Visit
from solver.explanation.alone import alone_statements, obstacle
from solver.explanation.statements import Statement
from solver.rule import Facts
from solver.slots import Day, weekday


def why_visit(basis: Basis, request: RequestId) -> tuple[Statement, ...]:
    """What speaks for the visit of a request.

    Raises
    ------
    KeyError
        If the plan gave it none.
    """
    fixed = basis.index.fixed_of.get(request)
    if fixed is not None:
        return (Statement(VISIT_STANDS.id, basis.index.whose(fixed)),)
    visit = basis.planned[request]
    hosts = {other.host for other in basis.options.of(request)}
    facts: Facts = {
        **basis.index.whose(visit),
        "topics_shown": _shown(basis, visit),
        "way": _way(basis, visit),
        "wished_day": _wished(basis, visit),
        "count": len(hosts - {visit.host}),
    }
    return (Statement(VISIT_CHOSEN.id, facts),)


def why_unanswered(basis: Basis, request: RequestId) -> tuple[Statement, ...]:
    """For a request without a visit: the rule against each host, each said once.

    Raises
    ------
    KeyError
        If there is no such open request.
    """
    found = hosts_against(
        basis.index, basis.rules, basis.options, basis.visits, request
    )
    return tuple(Statement(one.rule, one.facts) for one in found)


def why_not_visit(basis: Basis, visit: Visit) -> tuple[Statement, ...]:
    """What keeps a request from a host on a day, all else as it is.

    Raises
    ------
    KeyError
        If there is no such request or host.
    """
    fixed = basis.index.fixed_of.get(visit.request)
    if fixed is not None:
        return (Statement(VISIT_STANDS.id, basis.index.whose(fixed)),)
    who = basis.index.whose(visit)
    if basis.planned.get(visit.request) == visit:
        return (Statement(VISIT_PLANNED.id, who),)
    others = basis.others(visit.request)
    against = obstacle(basis.index, basis.rules, others, visit)
    if against is not None:
        return (against,)
    after = basis.measure((*others, visit))
    return tuple(alone_statements(basis.measured, after, who))


def free_visits(
    basis: Basis,
    request: RequestId,
    host: HostId | None = None,
    day: Day | None = None,
) -> tuple[Visit, ...]:
    """Every visit of a request that goes with all others as they are, best first.

    With a host or a day only those there or then: each is counted with the whole plan.
    """
    others = basis.others(request)
    free = [
        visit
        for visit in basis.options.of(request)
        if host in (None, visit.host)
        and day in (None, visit.day)
        and obstacle(basis.index, basis.rules, others, visit) is None
    ]
    return tuple(sorted(free, key=lambda v: (_vector(basis, (*others, v)), v)))


def _vector(basis: Basis, visits: tuple[Visit, ...]) -> tuple[int, ...]:
    return tuple(tier.value for tier in basis.measure(visits))


def _shown(basis: Basis, visit: Visit) -> str:
    """Whether the host shows all topics, some, or none were named."""
    wished = basis.index.request(visit).topics
    if not wished:
        return "unnamed"
    return "some" if basis.index.missing_weight(visit) else "all"


def _way(basis: Basis, visit: Visit) -> int | str:
    way = basis.index.way(visit)
    return "unreachable" if way is None else way


def _wished(basis: Basis, visit: Visit) -> str:
    preferred = basis.index.visitor(visit).preferred_weekdays
    if not preferred:
        return "any"
    return "yes" if weekday(visit.day) in preferred else "no"
