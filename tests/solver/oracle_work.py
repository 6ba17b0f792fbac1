"""The working-time rules said naively: one list of ticks per day."""

from collections.abc import Callable, Sequence

from solver.slots import real_minutes
from solver.substitution.plan import Option
from tests.solver.oracle import TICK, Oracle
from tests.solver.oracle_child import CHILD
from tests.solver.oracle_day import WorkingDay
from tests.solver.oracle_joint import JOINT
from tests.solver.oracle_pair import PAIR
from tests.solver.oracle_week import weekly_hours


def _days(o: Oracle, plan: list[Option]):
    """Employed persons and days with their fixed stays and all stays."""
    for person, day in {(x.person, x.day) for x in plan}:
        if o.problem.persons[person].employed:
            fixed = o.stays(person, day)
            mine = [
                (x.place, x.slot.start // TICK, x.slot.end // TICK)
                for x in plan
                if (x.person, x.day) == (person, day)
            ]
            yield person, day, fixed, fixed + mine


def _daily_limit(o: Oracle, plan: list[Option]) -> bool:
    for person, day, fixed, stays in _days(o, plan):
        longer = o.problem.persons[person].may_extend_day
        number = "extended_minutes" if longer else "limit_minutes"
        limit = o.numbers["daily-limit", number]
        before = WorkingDay(o, person, day, fixed).minutes
        if WorkingDay(o, person, day, stays).minutes > max(limit, before):
            return True
    return False


def _faulty(o: Oracle, person: str, day: int, stays: list[tuple]) -> bool:
    work = WorkingDay(o, person, day, stays)
    rest = sum(work.length(range(a, b)) for a, b in work.parts(15))
    asked = 0
    if work.minutes > o.numbers["breaks", "work_minutes"]:
        asked = 30
    if work.minutes > o.numbers["breaks", "long_work_minutes"]:
        asked = 45
    alone = work.longest_alone(15)
    return rest < asked or alone > o.numbers["breaks", "alone_minutes"]


def _breaks(o: Oracle, plan: list[Option]) -> bool:
    return any(
        _faulty(o, person, day, stays) or (fixed and _faulty(o, person, day, fixed))
        for person, day, fixed, stays in _days(o, plan)
    )


def _daily_rest(o: Oracle, plan: list[Option]) -> bool:
    changes = o.problem.clock_changes

    def moments(person: str, day: int, which: int):
        fixed = [(s[which] * TICK, False) for s in o.stays(person, day)]
        own = [x for x in plan if (x.person, x.day) == (person, day)]
        mine = [(x.slot.start if which == 1 else x.slot.end, True) for x in own]
        return fixed + mine

    for person, day in {(x.person, d) for x in plan for d in (x.day - 1, x.day)}:
        if not o.problem.persons[person].employed:
            continue
        for end, decided in moments(person, day, 2):
            for start, also in moments(person, day + 1, 1):
                rest = real_minutes(day + 1, start, changes)
                rest -= real_minutes(day, end, changes)
                if (decided or also) and rest < o.numbers["daily-rest", "rest_minutes"]:
                    return True
    return False


WORKING_TIME: dict[str, Callable[[Oracle, list[Option]], bool]] = {
    "daily-limit": _daily_limit,
    "breaks": _breaks,
    "daily-rest": _daily_rest,
    "weekly-hours": weekly_hours,
}


class WholeOracle(Oracle):
    """The oracle with all rules."""

    def breached(self, plan: Sequence[Option]) -> set[str]:
        """Ids of the rules that the plan's decisions breach."""
        taken = list(plan)
        together = {**JOINT, **CHILD, **WORKING_TIME}
        broken = {name for name, says in together.items() if says(self, taken)}
        for option in taken:
            broken |= {name for name, says in PAIR.items() if says(self, option)}
        return broken

    def says(self, name: str, option: Option) -> bool:
        """Whether the option alone breaches the rule of this id."""
        if name in PAIR:
            return PAIR[name](self, option)
        return ({**JOINT, **CHILD, **WORKING_TIME})[name](self, [option])
