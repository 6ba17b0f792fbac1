"""Single changes that may give a bond a visit in a stretch of weeks; no others.

Each is tried: with the change the visit goes beside all others, and the audit accepts
the plan with it. What is law (rest, breaks, hours of a day) is not for changing.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import IntEnum
from functools import partial

from solver.explanation.change import Change
from solver.explanation.statements import Statement
from solver.rule import Facts, RuleId
from solver.slots import merged
from solver.substitution.problem import ChildId
from solver.visits.audit import audit
from solver.visits.explanation.answers import (
    CHANGE_COMPANION,
    CHANGE_DAY,
    CHANGE_DUTY,
    CHANGE_GAIN,
    CHANGE_HOURS,
    CHANGE_OPEN,
    CHANGE_ROOM,
    NO_CHANGE,
)
from solver.visits.explanation.basis import Basis, basis_of
from solver.visits.index import VisitIndex
from solver.visits.plan import VisitPlan
from solver.visits.problem import Bond, Visit, VisitProblem
from solver.visits.rounds import tries
from solver.visits.unvisited import first_refusal


class ChangeKind(IntEnum):
    """Kinds in the order in which they are told: what asks least of people first."""

    DAY = 1
    DUTY = 2
    OPEN = 3
    ROOM = 4
    COMPANION = 5
    HOURS = 6


VisitChange = Change[Visit, VisitProblem]
#: A change that answers a refusal of this visit with these facts, if it can.
_Answer = Callable[[Basis, Visit, Facts], VisitChange | None]


def changes_for(basis: Basis, bond: Bond, period: int) -> tuple[VisitChange, ...]:
    """The smallest change of each kind that gives a visit in the stretch.

    Each was applied to what the bond's visits can change: beside the visits there the
    audit has nothing against the new one then.
    """
    best: dict[IntEnum, VisitChange] = {}
    part = basis.around(bond)
    found = sorted(_all(part, bond, period), key=lambda c: (c.kind, c.size, c.option))
    for change in found:
        if change.kind not in best and _helps(part, change):
            best[change.kind] = change
    return tuple(best.values())


def told(basis: Basis, bond: Bond, period: int) -> tuple[Statement, ...]:
    """What would help, each with what it would bring; or that nothing single does."""
    found = changes_for(basis, bond, period)
    if not found:
        who = {"person": bond.visitor, "host": bond.host}
        return (Statement(NO_CHANGE.id, who),)
    part = basis.around(bond)
    return tuple(said for change in found for said in _statements(basis, part, change))


def _statements(basis: Basis, part: Basis, change: VisitChange) -> Iterator[Statement]:
    yield Statement(change.says, change.facts)
    changed = basis_of(change.make(), basis.profile, VisitPlan(part.visits))
    with_it = changed.measure((*part.visits, change.option))
    before = zip(basis.measured, part.measured, strict=True)
    for (whole, own), now, then in zip(before, changed.measured, with_it, strict=True):
        if then.value < now.value:
            planned = whole.value - own.value + now.value
            facts: Facts = {
                "tier": now.id,
                "unit": now.unit,
                "planned_value": planned,
                "forced_value": planned - now.value + then.value,
            }
            yield Statement(CHANGE_GAIN.id, facts)
        if then.value != now.value:
            return


def _all(basis: Basis, bond: Bond, period: int) -> Iterator[VisitChange]:
    """For each time of the stretch the change that answers what refuses it."""
    for day in basis.days(bond, period):
        for visit in tries(basis.index, bond, day):
            told_ = first_refusal(basis.index, basis.rules, basis.visits, visit)
            if told_ is None:
                continue
            _, rule, facts = told_
            answer = _ANSWERS.get(rule)
            change = answer(basis, visit, facts) if answer else None
            if change is not None:
                yield change


def _helps(basis: Basis, change: VisitChange) -> bool:
    problem = change.make()
    index = VisitIndex(problem)
    if first_refusal(index, basis.rules, basis.visits, change.option) is not None:
        return False
    before, after = (
        {str(found) for found in audit(problem, basis.profile, plan).findings}
        for plan in (
            VisitPlan(basis.visits),
            VisitPlan((*basis.visits, change.option)),
        )
    )
    # What was broken before, as a visit on a day somebody is away by now, stays so.
    return after <= before


def _day(basis: Basis, visit: Visit, _: Facts) -> VisitChange:
    refused = tuple(
        found
        for found in basis.problem.refused
        if (found.bond, found.day) != (visit.bond, visit.day)
    )
    return Change(
        ChangeKind.DAY,
        1,
        visit,
        (ChangeKind.DAY, visit.day),
        CHANGE_DAY.id,
        basis.index.whose(visit),
        partial(replace, basis.problem, refused=refused),
    )


def _duty(basis: Basis, visit: Visit, _: Facts) -> VisitChange | None:
    """More of her day; whoever is away is not asked to come."""
    problem = basis.problem
    person = problem.persons[basis.index.bond(visit).visitor]
    if any(slot.overlaps(visit.slot) for slot in person.absent.get(visit.day, ())):
        return None
    now = merged(person.available.get(visit.day, ()))
    longer = merged((*now, visit.slot))
    size = sum(s.minutes for s in longer) - sum(s.minutes for s in now)
    available = {**person.available, visit.day: longer}
    persons = {**problem.persons, person.id: replace(person, available=available)}
    return Change(
        ChangeKind.DUTY,
        size,
        visit,
        (ChangeKind.DUTY, visit.day, visit.slot),
        CHANGE_DUTY.id,
        basis.index.when(visit),
        partial(replace, problem, persons=persons),
    )


def _opened(basis: Basis, visit: Visit, _: Facts) -> VisitChange | None:
    problem = basis.problem
    place = problem.places[basis.index.bond(visit).place]
    if place.open is None:
        return None
    now = merged(place.open.get(visit.day, ()))
    longer = merged((*now, visit.slot))
    size = sum(s.minutes for s in longer) - sum(s.minutes for s in now)
    opened = replace(place, open={**place.open, visit.day: longer})
    return Change(
        ChangeKind.OPEN,
        size,
        visit,
        (ChangeKind.OPEN, visit.day, visit.slot),
        CHANGE_OPEN.id,
        {**basis.index.when(visit), "place": place.id},
        partial(replace, problem, places={**problem.places, place.id: opened}),
    )


def _room(basis: Basis, visit: Visit, facts: Facts) -> VisitChange:
    problem = basis.problem
    place = problem.places[basis.index.bond(visit).place]
    children = int(facts["children"])
    roomier = replace(place, max_children=children)
    return Change(
        ChangeKind.ROOM,
        children - (place.max_children or 0),
        visit,
        (ChangeKind.ROOM, place.id, children),
        CHANGE_ROOM.id,
        {**basis.index.whose(visit), "place": place.id, "children": children},
        partial(replace, problem, places={**problem.places, place.id: roomier}),
    )


def _companion(basis: Basis, visit: Visit, facts: Facts) -> VisitChange:
    """One of the traveller's own children is elsewhere that day."""
    problem = basis.problem
    child = ChildId(str(facts["child"]))
    goes = basis.index.traveller(basis.index.bond(visit)).id
    booked = tuple(
        row
        for row in problem.booked
        if (row.child, row.person, row.day) != (child, goes, visit.day)
    )
    return Change(
        ChangeKind.COMPANION,
        1,
        visit,
        (ChangeKind.COMPANION, child, visit.day),
        CHANGE_COMPANION.id,
        {**basis.index.when(visit), "child": child},
        partial(replace, problem, booked=booked),
    )


def _hours(basis: Basis, visit: Visit, facts: Facts) -> VisitChange | None:
    """So many minutes more in her contract; an average over weeks is law."""
    problem = basis.problem
    person = problem.persons[basis.index.bond(visit).visitor]
    if facts["week_limit"] != "contract" or person.contract_minutes is None:
        return None
    more = int(facts["work_minutes"]) - int(facts["limit_minutes"])
    longer = replace(person, contract_minutes=person.contract_minutes + more)
    return Change(
        ChangeKind.HOURS,
        more,
        visit,
        (ChangeKind.HOURS, more),
        CHANGE_HOURS.id,
        {**basis.index.whose(visit), "minutes": more},
        partial(replace, problem, persons={**problem.persons, person.id: longer}),
    )


_ANSWERS: dict[RuleId, _Answer] = {
    RuleId("contact-day-refused"): _day,
    RuleId("contact-visitor-free"): _duty,
    RuleId("contact-place-open"): _opened,
    RuleId("contact-room"): _room,
    RuleId("contact-own-children"): _companion,
    RuleId("contact-weekly-hours"): _hours,
}
