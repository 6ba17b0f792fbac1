"""What is against each day and each host of an event; needs no engine."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from solver.rule import Refusal
from solver.slots import Day
from solver.workshops.index import WorkshopIndex
from solver.workshops.kinds import Looks, PairRule, RuleSet
from solver.workshops.plan import RefusedDay, RefusedHost, Unplaced
from solver.workshops.problem import Event, EventDate, MemberId


def dates_of(event: Event) -> Iterator[EventDate]:
    """Every day an event could begin on, without a host."""
    for day in range(event.first_day, event.last_day + 1):
        yield EventDate(event.id, Day(day))


def first_refusal(
    index: WorkshopIndex, rules: Iterable[PairRule[Any]], date: EventDate
) -> Refusal | None:
    """The first rule that refuses."""
    refusals = (rule.refuse(index, date) for rule in rules)
    return next((refusal for refusal in refusals if refusal is not None), None)


def possible_days(
    index: WorkshopIndex, rules: RuleSet, event: Event
) -> tuple[Day, ...]:
    """Days the rules about days pass."""
    of_day = rules.looking_at(Looks.DAY)
    return tuple(
        date.day
        for date in dates_of(event)
        if first_refusal(index, of_day, date) is None
    )


def possible_hosts(
    index: WorkshopIndex, rules: RuleSet, event: Event
) -> tuple[MemberId, ...] | None:
    """Hosts the rules about hosts pass; ``None`` for an event without one."""
    if not event.hosted:
        return None
    of_host = rules.looking_at(Looks.HOST)
    return tuple(
        member
        for member in index.problem.members
        if first_refusal(index, of_host, EventDate(event.id, Day(0), member)) is None
    )


def unplaced(
    index: WorkshopIndex, rules: RuleSet, planned: Sequence[EventDate], event: Event
) -> Unplaced:
    """What is against each day of an event without a date, and against each host."""
    hosts = tuple(_refused_hosts(index, rules, event)) if event.hosted else ()
    able = possible_hosts(index, rules, event)
    days = tuple(
        _refused_days(index, rules, planned, event, next(iter(able or ()), None))
    )
    return Unplaced(event.id, days, hosts)


def _refused_hosts(
    index: WorkshopIndex, rules: RuleSet, event: Event
) -> Iterator[RefusedHost]:
    of_host = rules.looking_at(Looks.HOST)
    for cluster in event.clusters:
        for member in index.members_of.get(cluster, ()):
            date = EventDate(event.id, event.first_day, member.id)
            refusal = first_refusal(index, of_host, date)
            if refusal is not None:
                yield RefusedHost(member.id, refusal.rule, refusal.facts)


def _refused_days(
    index: WorkshopIndex,
    rules: RuleSet,
    planned: Sequence[EventDate],
    event: Event,
    host: MemberId | None,
) -> Iterator[RefusedDay]:
    of_day = rules.looking_at(Looks.DAY)
    for date in dates_of(event):
        refusal = first_refusal(index, of_day, date)
        if refusal is not None:
            yield RefusedDay(date.day, refusal.rule, refusal.facts)
            continue
        together = (*planned, EventDate(event.id, date.day, host))
        findings = (f for rule in rules.joint for f in rule.breaches(index, together))
        found = next(findings, None)
        if found is not None:
            yield RefusedDay(date.day, found.rule, found.facts)
