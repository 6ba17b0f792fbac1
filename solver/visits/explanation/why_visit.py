"""Why this visit: what speaks for it. Why not another: a rule, or what it changes.

All of it comes from the rules and the plan as they are; no engine is needed.
"""

from collections.abc import Iterator, Sequence

from solver.explanation.alone import alone_statements, obstacle
from solver.explanation.statements import Statement
from solver.facts import iso
from solver.rule import Facts
from solver.slots import MINUTES_PER_DAY, Day, Slot, covers
from solver.substitution.problem import ChildId, Familiarity, PersonId
from solver.visits.explanation.answers import (
    CHILD_NOT_MET,
    NEED_AWAY,
    NEED_FADING,
    NEED_NOBODY,
    NEED_ONLY,
    VISIT_CHOSEN,
    VISIT_PLANNED,
    VISIT_STANDS,
    WITHOUT_WORSE,
)
from solver.visits.explanation.basis import Basis
from solver.visits.index import VisitIndex
from solver.visits.knowing import knows, meetings_of
from solver.visits.problem import Bond, Visit
from solver.visits.rounds import tries
from solver.visits.unvisited import first_refusal, near, reason_of

_WHOLE_DAY = Slot(0, MINUTES_PER_DAY)


def why_visit(basis: Basis, visit: Visit) -> tuple[Statement, ...]:
    """What speaks for a visit that stands or was planned."""
    index = basis.index
    if visit in basis.problem.fixed:
        return (Statement(VISIT_STANDS.id, index.whose(visit)),)
    without = tuple(other for other in basis.visits if other != visit)
    met = sorted(index.contacted(visit))
    meetings = meetings_of(index, without)
    level = basis.problem.level
    strangers = sum(not knows(index, m, visit.day, level, meetings) for m in met)
    facts: Facts = {
        **index.when(visit),
        "children": len(met),
        "strangers": strangers,
    }
    return (
        Statement(VISIT_CHOSEN.id, facts),
        *_needs(basis, visit, without),
        *_lost(basis, visit),
    )


def _lost(basis: Basis, visit: Visit) -> Iterator[Statement]:
    """The first tier that would be worse without the visit."""
    without = basis.exchanged(basis.index.bond(visit), visit, None)
    for now, then in zip(basis.measured, without, strict=True):
        if then.value > now.value:
            yield Statement(
                WITHOUT_WORSE.id,
                {
                    "tier": now.id,
                    "unit": now.unit,
                    "planned_value": now.value,
                    "forced_value": then.value,
                },
            )
            return


def _needs(basis: Basis, visit: Visit, without: Sequence[Visit]) -> Iterator[Statement]:
    """What makes it likely that the host's children will need the visitor."""
    index, bond = basis.index, basis.index.bond(visit)
    who = {"person": bond.visitor, "host": bond.host}
    away = _next_away(index, bond.host, visit.day)
    if away is not None:
        yield Statement(NEED_AWAY.id, {"host": bond.host, "day": iso(away)})
    children = sorted(c for c, p in index.contacted(visit) if p == bond.visitor)
    meetings = meetings_of(index, without)
    level = basis.problem.level
    possible = {child: _possible(index, bond.host, child) for child in children}
    alone = sum(
        not any(
            knows(index, (child, other), visit.day, level, meetings)
            for other in possible[child]
        )
        for child in children
    )
    if alone:
        yield Statement(NEED_NOBODY.id, {"host": bond.host, "count": alone})
    only = sum(possible[child] == {bond.visitor} for child in children)
    if only:
        yield Statement(NEED_ONLY.id, {**who, "count": only})
    end = Day(basis.problem.last_day + 1)
    fading = sum(
        bool(index.contacts_of.get((child, bond.visitor)))
        and not knows(index, (child, bond.visitor), end, Familiarity.MET, meetings)
        for child in children
    )
    if fading:
        yield Statement(NEED_FADING.id, {**who, "count": fading})


def _next_away(index: VisitIndex, host: PersonId, after: Day) -> Day | None:
    """The first day after one on which the host is announced to be away all day."""
    absent = index.problem.persons[host].absent
    days = sorted(day for day in absent if day > after)
    return next((d for d in days if covers(absent[d], _WHOLE_DAY)), None)


def _possible(index: VisitIndex, host: PersonId, child: ChildId) -> set[PersonId]:
    return {
        link.substitute
        for link in index.links_of.get(host, ())
        if link.children is None or child in link.children
    }


def why_not_visit(basis: Basis, visit: Visit) -> tuple[Statement, ...]:
    """What keeps a visit from its time, all else as it is.

    Where the bond has another visit in the same stretch of weeks it would be instead.
    """
    index, bond = basis.index, basis.index.bond(visit)
    period = index.period(bond, visit.day)
    instead = basis.instead_of(bond, period)
    if instead is not None and instead in basis.problem.fixed:
        return (Statement(VISIT_STANDS.id, index.whose(instead)),)
    if instead == visit:
        return (Statement(VISIT_PLANNED.id, index.whose(visit)),)
    others = basis.others(bond, period)
    against = obstacle(index, basis.rules, near(index, others, visit), visit)
    if against is not None:
        return (against,)
    after = basis.exchanged(bond, instead, visit)
    return tuple(alone_statements(basis.measured, after, index.whose(visit)))


def why_unvisited(basis: Basis, bond: Bond, period: int) -> tuple[Statement, ...]:
    """For a stretch without a visit: the rule that came farthest, or what one changes.

    A stretch that has its visit is answered by why it has that.
    """
    own = basis.instead_of(bond, period)
    if own is not None:
        return why_visit(basis, own)
    free = best_free(basis, bond, basis.days(bond, period))
    if free is not None:
        return why_not_visit(basis, free)
    found = reason_of(basis.index, basis.rules, basis.visits, bond, period)
    return (Statement(found.rule, found.facts),)


def best_free(basis: Basis, bond: Bond, days: Sequence[Day]) -> Visit | None:
    """Of the times that go with all others as they are the best, else ``None``."""
    free: list[tuple[tuple[int, ...], Visit]] = []
    part = basis.around(bond)
    for day in days:
        others = part.others(bond, part.index.period(bond, day))
        for visit in tries(part.index, bond, day):
            if first_refusal(part.index, part.rules, others, visit) is None:
                values = (tier.value for tier in part.measure((*others, visit)))
                free.append((tuple(values), visit))
    return min(free)[1] if free else None


def children_not_met(basis: Basis, bond: Bond) -> Iterator[Statement]:
    """Children of the host whom none of the bond's visits brings to the visitor."""
    index = basis.index
    visits = [v for v in (*basis.problem.fixed, *basis.visits) if v.bond == bond.id]
    coming = [visit for visit in visits if visit.day >= basis.problem.first_day]
    if not coming:
        return
    met = {c for v in coming for c, p in index.contacted(v) if p == bond.visitor}
    children = {row.child for row in basis.problem.booked if row.person == bond.host}
    for child in sorted(children - met):
        if bond.visitor in _possible(index, bond.host, child):
            facts: Facts = {
                "child": child,
                "person": bond.visitor,
                "host": bond.host,
                "count": len(coming),
            }
            yield Statement(CHILD_NOT_MET.id, facts)


def asked_on(basis: Basis, bond: Bond, day: Day) -> Visit:
    """The visit meant by a bond and a day: the best free one, or what comes nearest."""
    free = best_free(basis, bond, (day,))
    if free is not None:
        return free
    others = basis.others(bond, basis.index.period(bond, day))

    def far(visit: Visit) -> int:
        told = first_refusal(basis.index, basis.rules, others, visit)
        return -1 if told is None else told[0]

    return max(tries(basis.index, bond, day), key=far)
