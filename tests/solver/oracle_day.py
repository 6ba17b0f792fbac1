"""A working day said naively: one list of ticks."""

from functools import partial

from tests.solver.oracle import Oracle


class WorkingDay:
    """What each tick of a person's day is: bound, relieved, on the way or nothing."""

    def __init__(self, o: Oracle, person: str, day: int, stays: list[tuple]) -> None:
        self.length = partial(o.minutes, day)
        where: dict[int, str] = {}
        for place, start, end in stays:
            for tick in range(start, end):
                where[tick] = place
        self.charge = sorted(where)
        self.way: set[int] = set()
        for here, then in zip(self.charge, self.charge[1:], strict=False):
            if where[here] != where[then]:
                minutes = o.travel(where[here], where[then]) or 0
                last = here + 1
                while last < then and self.length(range(here + 1, last)) < minutes:
                    last += 1
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
        return self.length([*self.charge, *self.way])

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
        return [(a, b) for a, b in runs if self.length(range(a, b)) >= least]

    def longest_alone(self, least: int) -> int:
        best = 0
        ends = [0, *(b for _, b in self.parts(least))]
        starts = [*(a for a, _ in self.parts(least)), 288]
        for since, until in zip(ends, starts, strict=True):
            inside = [t for t in self.bound if since <= t < until]
            if inside:
                best = max(best, self.length(range(min(inside), max(inside) + 1)))
        return best
