"""Weekly hours said naively: each day of a week as ticks."""

from datetime import date

from solver.substitution.plan import Option
from solver.substitution.problem import Person
from tests.solver.oracle import TICK, Oracle
from tests.solver.oracle_day import WorkingDay


def _horizon_weeks(o: Oracle) -> dict[int, list[int]]:
    """Days planned by the Monday of their week."""
    weeks: dict[int, list[int]] = {}
    for day in range(o.problem.first_day, o.problem.last_day + 1):
        monday = day - date.fromordinal(day).weekday()
        weeks.setdefault(monday, []).append(day)
    return weeks


def _contradictory(o: Oracle, day: int, fixed: list[tuple]) -> bool:
    return any(not o.apart(day, a, b) for a in fixed for b in fixed)


def weekly_hours(o: Oracle, plan: list[Option]) -> bool:
    for person in {x.person for x in plan}:
        who = o.problem.persons[person]
        mine = [x for x in plan if x.person == person]
        if who.employed and _too_much(o, who, mine):
            return True
    return False


def _too_much(o: Oracle, who: Person, mine: list[Option]) -> bool:
    weeks = _horizon_weeks(o)
    work = fixed, whole = {}, {}
    for day in (d for days in weeks.values() for d in days):
        there = o.stays(who.id, day)
        more = [
            (x.place, x.slot.start // TICK, x.slot.end // TICK)
            for x in mine
            if x.day == day and not _contradictory(o, day, there)
        ]
        fixed[day] = WorkingDay(o, who.id, day, there).minutes
        whole[day] = WorkingDay(o, who.id, day, there + more).minutes
    for monday, days in weeks.items():
        before = who.weeks[monday].minutes if monday in who.weeks else 0
        if who.contract_minutes is not None:
            limit = who.contract_minutes
            limit += o.numbers["weekly-hours", "overtime_minutes"]
            least = before + sum(fixed[d] for d in days)
            if before + sum(whole[d] for d in days) > max(limit, least):
                return True
        if _average_exceeded(o, who, monday, work):
            return True
    return False


def _average_exceeded(o: Oracle, who: Person, last_monday: int, work: tuple) -> bool:
    """The weeks on record and planned, up to one, against eight hours a workday."""
    fixed, whole = work
    least = most = limit = 0
    weeks = _horizon_weeks(o)
    for back in range(o.numbers["weekly-hours", "balance_weeks"]):
        monday = last_monday - 7 * back
        if monday not in who.weeks and monday not in weeks:
            continue
        record = who.weeks.get(monday)
        minutes = record.minutes if record else 0
        workdays = record.workdays if record else 6
        limit += workdays * o.numbers["weekly-hours", "average_minutes"]
        least += minutes + sum(fixed[d] for d in weeks.get(monday, ()))
        most += minutes + sum(whole[d] for d in weeks.get(monday, ()))
    return most > max(limit, least)
