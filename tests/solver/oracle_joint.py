"""The joint rules said naively: each is true where the plan breaches it."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import combinations

from solver.substitution.plan import Option
from solver.substitution.problem import PersonKind, PlaceKind
from tests.solver.oracle import TICK, Oracle, ticks


def _fixed_cover(o: Oracle, plan: list[Option]) -> bool:
    for x in plan:
        mine = ticks(x.slot.start, x.slot.end)
        for pin in o.problem.fixed:
            c = pin.cover
            same = (c.child, c.day) == (x.child, x.day)
            if same and mine & ticks(c.slot.start, c.slot.end):
                return True
        frozen = o.problem.frozen_day, o.problem.frozen_minute
        if frozen[0] is not None and (x.day, x.slot.start) < frozen:
            return True
    return False


def _overfull(
    plan: list[Option],
    fixed: Callable[[Option], Iterable[tuple[set[int], int]]],
    weight: Callable[[Option], int],
    key: Callable[[Option], tuple],
    limit: Callable[[Option], int | None],
) -> bool:
    for x in plan:
        most = limit(x)
        if most is None:
            continue
        for tick in ticks(x.slot.start, x.slot.end):
            there = sum(w for slot, w in fixed(x) if tick in slot)
            there += sum(
                weight(y)
                for y in plan
                if key(y) == key(x) and tick in ticks(y.slot.start, y.slot.end)
            )
            if there > most:
                return True
    return False


def _at_person(o: Oracle, plan: list[Option]) -> bool:
    def limit(x: Option) -> int | None:
        if o.person(x).kind is PersonKind.KITA_STAFF:
            return None
        most = o.numbers["present-at-once-person", "max_children"]
        permit = o.person(x).permit
        return most if permit is None else min(most, permit.places)

    return _overfull(
        plan,
        lambda x: [(f[3], f[4]) for f in o.fixed(x.day) if f[0] == x.person],
        lambda x: o.problem.children[x.child].capacity_weight,
        lambda x: (x.person, x.day),
        limit,
    )


def _at_place(o: Oracle, plan: list[Option]) -> bool:
    return _overfull(
        plan,
        lambda x: [(f[3], f[4]) for f in o.fixed(x.day) if f[1] == x.place],
        lambda x: o.problem.children[x.child].capacity_weight,
        lambda x: (x.place, x.day),
        lambda x: o.problem.places[x.place].max_children,
    )


def _extra_children(o: Oracle, plan: list[Option]) -> bool:
    return _overfull(
        plan,
        lambda x: [(f[3], 1) for f in o.fixed(x.day) if f[0] == x.person and not f[5]],
        lambda _: 1,
        lambda x: (x.person, x.day),
        lambda x: o.person(x).limits.max_extra_children,
    )


def _shared(o: Oracle, plan: list[Option]) -> bool:
    table = o.numbers["present-in-shared-setting", "places_by_persons"]

    def places(persons: int) -> int:
        return 0 if persons == 0 else table[str(min(persons, len(table)))]

    settings = [
        p for p in o.problem.places.values() if p.kind is PlaceKind.SHARED_SETTING
    ]
    for setting in settings:
        for day in {x.day for x in plan}:
            staff = o.staff_there(setting.id, day)
            fixed = [f for f in o.fixed(day) if f[1] == setting.id]
            for tick in range(288):
                taken = [
                    x
                    for x in plan
                    if x.day == day and tick in ticks(x.slot.start, x.slot.end)
                ]
                here = [x for x in taken if x.place == setting.id]
                away = {x.person for x in taken if x.place != setting.id}
                bound = {f[0] for f in fixed if tick in f[3]}
                regular = {who for who, there in staff.items() if tick in there} | bound
                now = (regular - (away - bound)) | {x.person for x in here}
                load = sum(f[4] for f in fixed if tick in f[3])
                load += sum(o.problem.children[x.child].capacity_weight for x in here)
                fewer = places(len(now)) < places(len(regular))
                if load > places(len(now)) and (here or fewer):
                    return True
    return False


def _contracts(o: Oracle, plan: list[Option]) -> bool:
    if not o.numbers["contracts", "count_substitution"]:
        return False
    for x in plan:
        person = o.person(x)
        if person.permit is None:
            continue
        limits = [10**9]
        if person.permit.max_contracts is not None:
            limits.append(person.permit.max_contracts)
        if o.numbers["contracts", "limited"]:
            wide = "wider_contracts" if person.wider_contracts else "max_contracts"
            limits.append(o.numbers["contracts", wide])
        regular = {p.child for p in o.problem.presences if p.person == x.person}
        week = date.fromordinal(x.day).isocalendar()[:2]
        mine = {
            y.child
            for y in plan
            if y.person == x.person
            and date.fromordinal(y.day).isocalendar()[:2] == week
        } - regular
        pinned = {
            f.cover.child
            for f in o.problem.fixed
            if f.cover.person == x.person
            and date.fromordinal(f.cover.day).isocalendar()[:2] == week
        } - regular
        new = mine - pinned
        there = max(person.regular_contracts, len(regular)) + len(pinned)
        if new and there + len(new) > min(limits):
            return True
    return False


def _one_place(o: Oracle, plan: list[Option]) -> bool:
    for x in plan:
        mine = (x.place, x.slot.start // TICK, x.slot.end // TICK)
        others = o.stays(x.person, x.day)
        others += [
            (y.place, y.slot.start // TICK, y.slot.end // TICK)
            for y in plan
            if y is not x and (y.person, y.day) == (x.person, x.day)
        ]
        if any(not o.apart(x.day, mine, other) for other in others):
            return True
    return False


def _one_person(o: Oracle, plan: list[Option]) -> bool:
    mode = o.numbers["one-person-at-a-time", "handover"]
    mine = [(x.child, x.day, x.slot, x.person, x.place, True) for x in plan]
    mine += [
        (c.child, c.day, c.slot, c.person, c.place, False)
        for c in (pin.cover for pin in o.problem.fixed)
        if c.person is not None
    ]
    for one, other in combinations(mine, 2):
        if one[:2] != other[:2] or not (one[5] or other[5]):
            continue
        if ticks(one[2].start, one[2].end) & ticks(other[2].start, other[2].end):
            return True
        if _forced(o, one, other):
            continue
        if mode == "never" and one[3:5] != other[3:5]:
            return True
        if mode == "same_place" and one[4] != other[4]:
            return True
    return False


def _brought_again(o: Oracle, plan: list[Option]) -> bool:
    for x, y in combinations(plan, 2):
        if (x.need, x.person) != (y.need, y.person):
            continue
        between = ticks(x.slot.end, y.slot.start) | ticks(y.slot.end, x.slot.start)
        had = {t for z in plan if z.need == x.need for t in _ticks_of(z)}
        both = _ticks_of(x) | _ticks_of(y) | between
        open_at_once = any(both <= ticks(*s) for s in o.stretches(o.need(x)))
        if between and open_at_once and not between & had:
            return True
    return False


def _ticks_of(option: Option) -> set[int]:
    return ticks(option.slot.start, option.slot.end)


def _forced(o: Oracle, one: tuple, other: tuple) -> bool:
    """Whether, between two stays, somebody who held the child left or came back."""
    first, last = sorted((one[2].start, other[2].start))
    for c in (pin.cover for pin in o.problem.fixed):
        if (c.child, c.day) != one[:2] or c.person is None:
            continue
        gone = o.problem.persons[c.person].absent.get(c.day, ())
        away = {minute for s in gone for minute in range(s.start, s.end)}
        leaves = c.slot.end in away and first < c.slot.end <= last
        returns = c.slot.start - 1 in away and first < c.slot.start <= last
        if leaves or returns:
            return True
    return False


def _places_of_time(o: Oracle, plan: list[Option]) -> bool:
    for given in o.problem.capacities:
        at = 0 if given.person is not None else 1
        holder = given.person if given.person is not None else given.place
        here = [x for x in plan if (x.person, x.place)[at] == holder]
        here = [x for x in here if x.day == given.day]
        for tick in ticks(given.slot.start, given.slot.end):
            there = [x for x in here if tick in ticks(x.slot.start, x.slot.end)]
            load = sum(o.problem.children[x.child].capacity_weight for x in there)
            fixed = [f for f in o.fixed(given.day) if f[at] == holder and tick in f[3]]
            if there and load + sum(f[4] for f in fixed) > given.places:
                return True
    return False


JOINT: dict[str, Callable[[Oracle, list[Option]], bool]] = {
    "fixed-cover": _fixed_cover,
    "present-at-once-person": _at_person,
    "present-at-once-place": _at_place,
    "capacity-profile": _places_of_time,
    "extra-children": _extra_children,
    "present-in-shared-setting": _shared,
    "contracts": _contracts,
    "one-place-at-a-time": _one_place,
    "one-person-at-a-time": _one_person,
    "brought-once": _brought_again,
}
