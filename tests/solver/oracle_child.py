"""The rules about a child and its substitutes said naively."""

from collections.abc import Callable
from itertools import combinations

from solver.substitution.plan import Option
from tests.solver.oracle import Oracle, ticks


def _held(o: Oracle, episode: str) -> set[int]:
    """Days of an episode with fixed cover by somebody."""
    days = set()
    for pin in o.problem.fixed:
        c = pin.cover
        if c.person is None:
            continue
        needs = [n for n in o.problem.needs if n.child == c.child]
        needs.sort(key=lambda n: (n.day, n.slot.start))
        for n in needs:
            mine = ticks(n.slot.start, n.slot.end)
            now = n.day == c.day and mine & ticks(c.slot.start, c.slot.end)
            if n.day > c.day or now:
                if n.episode == episode:
                    days.add(c.day)
                break
    return days


def _longest_duration(o: Oracle, plan: list[Option]) -> bool:
    if not o.numbers["longest-duration", "limited"]:
        return False
    for episode in {o.need(x).episode for x in plan}:
        held = _held(o, episode)
        mine = {x.day for x in plan if o.need(x).episode == episode}
        limit = o.numbers["longest-duration", "max_days"]
        if held:
            limit = max(limit, max(held) - min(held) + 1)
        if max(mine | held) - min(mine | held) + 1 > limit:
            return True
    return False


def _distinct_persons(o: Oracle, plan: list[Option]) -> bool:
    if not o.numbers["distinct-persons", "limited"]:
        return False
    limit = o.numbers["distinct-persons", "max_persons"]
    length = o.numbers["distinct-persons", "period_days"]
    for child in {x.child for x in plan}:
        regular = {n.absent for n in o.problem.needs if n.child == child}
        regular |= {p.person for p in o.problem.presences if p.child == child}
        pins = [p.cover for p in o.problem.fixed if p.cover.child == child]
        mine = [x for x in plan if x.child == child]
        first = min([c.day for c in pins] + [x.day for x in mine])
        last = max([c.day for c in pins] + [x.day for x in mine])
        for end in range(first, last + 1):
            period = range(end - length + 1, end + 1)
            had = {c.person for c in pins if c.day in period and c.person}
            for number, past in enumerate(o.problem.former_substitutes):
                if past.child == child and past.last_day >= period[0]:
                    had.add(past.person or f"#{number}")
            had -= regular
            new = {x.person for x in mine if x.day in period} - had - regular
            if new and len(had | new) > limit:
                return True
    return False


def _siblings_together(o: Oracle, plan: list[Option]) -> bool:
    if not o.numbers["siblings-together", "required"]:
        return False
    covers = [(x.child, x.day, x.slot, x.person, x.place, True) for x in plan]
    covers += [
        (c.child, c.day, c.slot, c.person, c.place, False)
        for c in (pin.cover for pin in o.problem.fixed)
        if c.person is not None
    ]
    for one, other in combinations(covers, 2):
        if one[0] == other[0] or one[1] != other[1] or not (one[5] or other[5]):
            continue
        related = other[0] in o.problem.children[one[0]].siblings
        related |= one[0] in o.problem.children[other[0]].siblings
        shared = ticks(one[2].start, one[2].end) & ticks(other[2].start, other[2].end)
        if related and shared and one[3:5] != other[3:5]:
            return True
    return False


CHILD: dict[str, Callable[[Oracle, list[Option]], bool]] = {
    "longest-duration": _longest_duration,
    "distinct-persons": _distinct_persons,
    "siblings-together": _siblings_together,
}
