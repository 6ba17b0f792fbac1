"""Why a session has no date: for each day of its month the rule against it."""

from collections.abc import Iterator, Sequence

from solver.rule import Facts, RuleId
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import DayRule, RuleSet
from solver.sessions.plan import RefusedDay, Unplaced
from solver.sessions.problem import Session, Visit, days_of
from solver.sessions.starts import StartTable
from solver.slots import Day, Slot


def unplaced(
    index: SessionIndex,
    rules: RuleSet,
    table: StartTable,
    planned: Sequence[Visit],
) -> tuple[Unplaced, ...]:
    """Open sessions that have no date, each with what refuses it day by day."""
    placed = {visit.session for visit in planned}
    return tuple(
        Unplaced(session.key, tuple(_refused(index, rules, table, planned, session)))
        for session in index.open
        if session.key not in placed
    )


def _refused(
    index: SessionIndex,
    rules: RuleSet,
    table: StartTable,
    planned: Sequence[Visit],
    session: Session,
) -> Iterator[RefusedDay]:
    for number in days_of(session.key.month):
        day = Day(number)
        alone = table.refusal(session, day)
        if alone is not None:
            yield RefusedDay(day, alone.rule, alone.facts)
            continue
        told = beside(index, rules, planned, visits_on(table, session, day))
        if told is not None:
            yield RefusedDay(day, *told)


def visits_on(table: StartTable, session: Session, day: Day) -> tuple[Visit, ...]:
    """A session at every time of a day that passes by itself."""
    return tuple(
        Visit(session.key, day, Slot(start, start + session.minutes))
        for start in table.starts(session, day)
    )


def beside(
    index: SessionIndex,
    rules: RuleSet,
    planned: Sequence[Visit],
    visits: Sequence[Visit],
) -> tuple[RuleId, Facts] | None:
    """What refuses visits beside everything planned; ``None`` if one of them fits.

    Rules about the day are told before those about other days; where times fail for
    different reasons, those of the first one are told.
    """
    told: tuple[RuleId, Facts] | None = None
    for visit in visits:
        found = _first_breach(index, rules, planned, visit)
        if found is None:
            return None
        told = told or found
    return told


def _first_breach(
    index: SessionIndex, rules: RuleSet, planned: Sequence[Visit], visit: Visit
) -> tuple[RuleId, Facts] | None:
    coach = index.coach(visit.session).id
    same_day = [
        other
        for other in (*planned, *index.problem.fixed)
        if other.day == visit.day and index.coach(other.session).id == coach
    ]
    for rule in rules.day:
        refusal = rule.refuse_day(index, coach, visit.day, (*same_day, visit))
        if refusal is not None:
            return refusal.rule, refusal.facts
    engagement = visit.session.engagement
    near = [other for other in planned if other.session.engagement == engagement]
    for joint in rules.joint:
        if isinstance(joint, DayRule):
            continue
        for finding in joint.breaches(index, (*near, visit)):
            return finding.rule, finding.facts
    return None
