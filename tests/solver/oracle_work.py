"""The working-time rules said naively: one list of ticks per day."""

from collections.abc import Callable, Sequence

from solver.slots import real_minutes
from solver.substitution.plan import Option
from tests.solver.oracle import TICK, Oracle
from tests.solver.oracle_joint import JOINT
from tests.solver.oracle_pair import PAIR


class WorkingDay:
    """What each tick of a person's day is: bound, relieved, on the way or nothing."""

    def __init__(self, o: Oracle, person: str, day: int, stays: list[tuple]) -> None:
        where: dict[int, str] = {}
        for place, start, end in stays:
            for tick in range(start, end):
                where[tick] = place
        self.charge = sorted(where)
        self.way: set[int] = set()
        for here, then in zip(self.charge, self.charge[1:], strict=False):
            if where[here] != where[then]:
                minutes = o.travel(where[here], where[then]) or 0
                last = min(then, here + 1 + minutes // TICK)
                self.way |= set(range(here + 1, last))
        self.bound = set()
        for tick, place in where.items():
            others = [
                there
                for who, there in o.staff_there(place, day).items()
                if who != person
            ]
            if not any(tick in there for there in others):
                self.bound.add(tick)

    @property
    def minutes(self) -> int:
        return (len(self.charge) + len(self.way)) * TICK

    def parts(self, least: int) -> list[tuple[int, int]]:
        """Break parts as (first tick, last tick + 1)."""
        if not self.charge:
            return []
        runs: list[list[int]] = []
        for tick in range(self.charge[0], self.charge[-1] + 1):
            if tick in self.bound or tick in self.way:
                continue
            if runs and runs[-1][1] == tick:
                runs[-1][1] += 1
            else:
                runs.append([tick, tick + 1])
        return [(a, b) for a, b in runs if (b - a) * TICK >= least]

    def longest_alone(self, least: int) -> int:
        best = 0
        ends = [0, *(b for _, b in self.parts(least))]
        starts = [*(a for a, _ in self.parts(least)), 288]
        for since, until in zip(ends, starts, strict=True):
            inside = [t for t in self.bound if since <= t < until]
            if inside:
                best = max(best, (max(inside) + 1 - min(inside)) * TICK)
        return best


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
    rest = sum((b - a) * TICK for a, b in work.parts(15))
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
}


class WholeOracle(Oracle):
    """The oracle with all rules."""

    def breached(self, plan: Sequence[Option]) -> set[str]:
        """Ids of the rules that the plan's decisions breach."""
        taken = list(plan)
        together = {**JOINT, **WORKING_TIME}
        broken = {name for name, says in together.items() if says(self, taken)}
        for option in taken:
            broken |= {name for name, says in PAIR.items() if says(self, option)}
        return broken

    def says(self, name: str, option: Option) -> bool:
        """Whether the option alone breaches the rule of this id."""
        if name in PAIR:
            return PAIR[name](self, option)
        return ({**JOINT, **WORKING_TIME})[name](self, [option])
