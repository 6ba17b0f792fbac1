"""Why somebody has no visit in a stretch of weeks: the rule that came farthest."""

from collections.abc import Sequence

from solver.errors import EngineFault
from solver.rule import Facts, RuleId
from solver.slots import Day
from solver.visits.index import VisitIndex
from solver.visits.kinds import DayRule, RuleSet
from solver.visits.plan import Unvisited
from solver.visits.problem import Bond, Visit
from solver.visits.rounds import tries


def unvisited(
    index: VisitIndex, rules: RuleSet, planned: Sequence[Visit]
) -> tuple[Unvisited, ...]:
    """Every open stretch of every bond without a visit."""
    visited = {
        (visit.bond, index.period(index.bond(visit), visit.day)) for visit in planned
    }
    return tuple(
        reason_of(index, rules, planned, bond, period)
        for bond in index.problem.bonds.values()
        for period in index.periods(bond)
        if (bond.id, period) not in visited | index.fixed_periods
    )


def reason_of(
    index: VisitIndex,
    rules: RuleSet,
    planned: Sequence[Visit],
    bond: Bond,
    period: int,
) -> Unvisited:
    """Why a bond has no visit in a stretch: the rule that came farthest."""
    days = [day for day in index.days if index.period(bond, day) == period]
    farthest: _Told | None = None
    for day in days:
        told = _of_day(index, rules, planned, bond, day)
        if told is None:
            # It fits beside everything: nothing but its cost speaks against it.
            whose: Facts = {"person": bond.visitor, "host": bond.host}
            return Unvisited(bond.id, days[0], NOT_WORTH_IT, whose)
        if farthest is None or told[0] > farthest[0]:
            farthest = told
    if farthest is None:
        raise EngineFault("Ein Zeitraum ohne Tage hat keinen Grund.")
    return Unvisited(bond.id, days[0], farthest[1], farthest[2])


#: How far an attempt came, the rule that refused it, and its facts.
_Told = tuple[int, RuleId, Facts]
#: A visit that would fit, but is not planned.
NOT_WORTH_IT = RuleId("contact-not-planned")


def _of_day(
    index: VisitIndex,
    rules: RuleSet,
    planned: Sequence[Visit],
    bond: Bond,
    day: Day,
) -> _Told | None:
    """What refuses a bond on a day beside what is planned; ``None`` if it fits.

    Rules that look beyond the day are asked once, of the first time that passes it.
    """
    farthest: _Told | None = None
    for visit in tries(index, bond, day):
        told = _of_time(index, rules, planned, visit)
        if told is None:
            return _beyond(index, rules, planned, visit)
        if farthest is None or told[0] > farthest[0]:
            farthest = told
    return farthest


def _of_time(
    index: VisitIndex, rules: RuleSet, planned: Sequence[Visit], visit: Visit
) -> _Told | None:
    """What refuses a time by itself, or beside the visitor's other visits."""
    for number, rule in enumerate(rules.pair):
        refusal = rule.refuse(index, visit)
        if refusal is not None:
            return number, refusal.rule, refusal.facts
    person = index.bond(visit).visitor
    day = [
        other
        for other in (*planned, *index.problem.fixed)
        if other.day == visit.day and index.bond(other).visitor == person
    ]
    for number, day_rule in enumerate(rules.day):
        refusal = day_rule.refuse_day(index, person, visit.day, (*day, visit))
        if refusal is not None:
            return len(rules.pair) + number, refusal.rule, refusal.facts
    return None


def first_refusal(
    index: VisitIndex, rules: RuleSet, planned: Sequence[Visit], visit: Visit
) -> tuple[int, RuleId, Facts] | None:
    """What refuses a visit beside everything planned; ``None`` if it fits."""
    return _of_time(index, rules, planned, visit) or _beyond(
        index, rules, planned, visit
    )


def _beyond(
    index: VisitIndex, rules: RuleSet, planned: Sequence[Visit], visit: Visit
) -> _Told | None:
    """What refuses it beside visits of other visitors and days.

    What those break among themselves is not held against it.
    """
    beside = near(index, planned, visit)
    steps = len(rules.pair) + len(rules.day)
    for number, rule in enumerate(rules.joint):
        if isinstance(rule, DayRule):
            continue
        for finding in rule.breaches(index, (*beside, visit)):
            if finding not in rule.breaches(index, beside):
                return steps + number, finding.rule, finding.facts
    return None


def near(
    index: VisitIndex, planned: Sequence[Visit], visit: Visit
) -> tuple[Visit, ...]:
    """Visits that rules see together with this one.

    Those of its visitor, and on its day those of both households.
    """
    bond = index.bond(visit)
    both = {bond.visitor, bond.host}
    return tuple(
        other
        for other in planned
        if index.bond(other).visitor == bond.visitor
        or (other.day == visit.day and both & set(index.households(other)))
    )
