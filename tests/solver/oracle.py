"""The rules said a third time, naively: ticks of five minutes, no shared code.

It answers which rules a plan breaches by what it decides. All times in random worlds
are multiples of five minutes.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from itertools import combinations

from solver.profile import RuleProfile
from solver.substitution.plan import Option
from solver.substitution.problem import (
    Familiarity,
    Need,
    Person,
    PersonKind,
    PlaceKind,
    Problem,
)

TICK = 5
DEFAULT_NUMBERS = {
    ("piece-length", "min_piece_minutes"): 120,
    ("piece-length", "step_minutes"): 15,
    ("qualification", "min_units"): 160,
    ("qualification", "professional_units"): 80,
    ("familiarity-level", "level"): "familiar",
    ("familiarity-level", "by_place"): False,
    ("extra-way-limit", "max_extra_way_minutes"): 20,
    ("present-at-once-person", "max_children"): 5,
    ("present-in-shared-setting", "places_by_persons"): {"1": 5, "2": 9, "3": 9},
    ("contracts", "limited"): False,
    ("contracts", "max_contracts"): 8,
    ("contracts", "wider_contracts"): 10,
    ("contracts", "count_substitution"): True,
    ("daily-limit", "limit_minutes"): 480,
    ("daily-limit", "extended_minutes"): 600,
    ("breaks", "alone_minutes"): 360,
    ("breaks", "work_minutes"): 360,
    ("breaks", "long_work_minutes"): 540,
    ("daily-rest", "rest_minutes"): 660,
    ("one-person-at-a-time", "handover"): "same_place",
}
PROOFS = ("first_aid", "infection_instruction", "measles", "conduct_certificate")


def ticks(start: int, end: int) -> set[int]:
    return set(range(start // TICK, end // TICK))


class Oracle:
    """Answers for one problem and profile."""

    def __init__(self, problem: Problem, profile: RuleProfile) -> None:
        self.problem = problem
        self.numbers = dict(DEFAULT_NUMBERS)
        # The same questions come thousands of times; the answers never change.
        self.fixed = cache(self.fixed)
        self.staff_there = cache(self.staff_there)
        self.stretches = cache(self.stretches)
        for rule, setting in profile.settings.items():
            for name, parameter in setting.parameters.items():
                self.numbers[rule, name] = parameter.value

    def breached(self, plan: Sequence[Option]) -> set[str]:
        """Ids of the rules that the plan's decisions breach."""
        broken = set()
        for option in plan:
            broken |= {name for name, says in PAIR.items() if says(self, option)}
        broken |= {name for name, says in JOINT.items() if says(self, list(plan))}
        return broken

    # --- small questions, answered the long way

    def need(self, option: Option) -> Need:
        return next(n for n in self.problem.needs if n.id == option.need)

    def person(self, option: Option) -> Person:
        return self.problem.persons[option.person]

    def months(self, option: Option) -> int:
        day = date.fromordinal(option.day)
        born = self.problem.children[option.child].birth_month
        return day.year * 12 + day.month - 1 - born

    def free(self, person: str, day: int) -> set[int]:
        found = set()
        who = self.problem.persons[person]
        for slot in who.available.get(day, ()):
            found |= ticks(slot.start, slot.end)
        for slot in who.absent.get(day, ()):
            found -= ticks(slot.start, slot.end)
        return found

    def fixed(self, day: int) -> list[tuple[str, str, str, set[int], int, bool]]:
        """(person, place, child, ticks, weight, regular) of what is not decided."""
        found = [
            (
                p.person,
                p.place,
                p.child,
                ticks(p.slot.start, p.slot.end),
                p.weight,
                True,
            )
            for p in self.problem.presences
            if p.day == day
        ]
        for pin in self.problem.fixed:
            c = pin.cover
            if c.day == day and c.person is not None:
                weight = self.problem.children[c.child].capacity_weight
                slot = ticks(c.slot.start, c.slot.end)
                found.append((c.person, c.place, c.child, slot, weight, False))
        return found

    def stays(self, person: str, day: int) -> list[tuple[str, int, int]]:
        """(place, first tick, last tick + 1) of fixed charges."""
        return [
            (place, min(t), max(t) + 1)
            for who, place, _, t, _, _ in self.fixed(day)
            if who == person
        ]

    def travel(self, start: str, end: str) -> int | None:
        if start == end:
            return 0
        return self.problem.place_minutes.get((start, end))

    def staff_there(self, place: str, day: int) -> dict[str, frozenset[int]]:
        found = {}
        for who in self.problem.places[place].staff:
            there = self.free(who, day)
            for person, where, _, t, _, _ in self.fixed(day):
                if person == who and where != place:
                    there -= t
            found[who] = frozenset(there)
        return found

    def stretches(self, need: Need) -> list[tuple[int, int]]:
        """Open stretches of a need in minutes."""
        gone: set[int] = set()
        for pin in self.problem.fixed:
            if (pin.cover.child, pin.cover.day) == (need.child, need.day):
                gone |= ticks(pin.cover.slot.start, pin.cover.slot.end)
        if self.problem.frozen_day is not None:
            if need.day < self.problem.frozen_day:
                gone |= ticks(0, 1440)
            elif need.day == self.problem.frozen_day:
                gone |= ticks(0, self.problem.frozen_minute)
        left = sorted(ticks(need.slot.start, need.slot.end) - gone)
        runs: list[list[int]] = []
        for tick in left:
            if runs and tick == runs[-1][1]:
                runs[-1][1] = tick + 1
            else:
                runs.append([tick, tick + 1])
        return [(a * TICK, b * TICK) for a, b in runs]

    def apart(self, one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
        """Whether both stays (place, start, end in ticks) can be kept."""
        if one[0] == other[0]:
            return True
        first, last = sorted((one, other), key=lambda s: s[1])
        way = self.travel(first[0], last[0])
        return way is not None and first[2] * TICK + way <= last[1] * TICK


# --- pair rules: True where the rule says no


def _cooperation(o: Oracle, x: Option) -> bool:
    return not any(
        link.absent == o.need(x).absent
        and link.substitute == x.person
        and link.place == x.place
        and (link.first_day or 0) <= x.day <= (link.last_day or 10**9)
        and (link.children is None or x.child in link.children)
        for link in o.problem.links
    )


def _piece_length(o: Oracle, x: Option) -> bool:
    step = o.numbers["piece-length", "step_minutes"]
    for start, end in o.stretches(o.need(x)):
        least = min(o.numbers["piece-length", "min_piece_minutes"], end - start)
        inside = start <= x.slot.start and x.slot.end <= end
        grid = (x.slot.start == start or x.slot.start % step == 0) and (
            x.slot.end == end or x.slot.end % step == 0
        )
        whole = (x.slot.start, x.slot.end) == (start, end)
        if inside and (whole or (grid and x.slot.end - x.slot.start >= least)):
            return False
    return True


def _availability(o: Oracle, x: Option) -> bool:
    return not ticks(x.slot.start, x.slot.end) <= o.free(x.person, x.day)


def _exclusions(o: Oracle, x: Option) -> bool:
    return any(
        e.person == x.person
        and e.first_day <= x.day <= e.last_day
        and e.child in (None, x.child)
        and e.need in (None, x.need)
        for e in o.problem.exclusions
    )


def _personal_limits(o: Oracle, x: Option) -> bool:
    limits = o.person(x).limits
    youngest = limits.min_age_months if limits.min_age_months is not None else -1000
    oldest = limits.max_age_months if limits.max_age_months is not None else 1000
    day_off = date.fromordinal(x.day).weekday() in limits.weekdays_off
    return day_off or not youngest <= o.months(x) <= oldest


def _permit(o: Oracle, x: Option) -> bool:
    permit = o.person(x).permit
    if permit is None:
        return o.person(x).kind is not PersonKind.KITA_STAFF
    youngest = permit.min_age_months if permit.min_age_months is not None else -1000
    oldest = permit.max_age_months if permit.max_age_months is not None else 1000
    inside = permit.hours is None or (
        permit.hours.start <= x.slot.start and x.slot.end <= permit.hours.end
    )
    valid = (permit.valid_from or 0) <= x.day <= (permit.valid_until or 10**9)
    return not (valid and inside and youngest <= o.months(x) <= oldest)


def _credentials(o: Oracle, x: Option) -> bool:
    if o.person(x).kind is PersonKind.KITA_STAFF:
        return False
    held = {
        c.kind
        for c in o.person(x).credentials
        if (c.valid_from or 0) <= x.day <= (c.valid_until or 10**9)
    }
    return not set(PROOFS) <= held


def _qualification(o: Oracle, x: Option) -> bool:
    person = o.person(x)
    if person.kind is PersonKind.KITA_STAFF:
        return False
    step = "professional_units" if person.professional else "min_units"
    few = person.qualification_units < o.numbers["qualification", step]
    wanted = o.problem.children[x.child].required_capabilities
    return few or ("inclusion" in wanted and person.inclusion_units < 100)


def _capabilities(o: Oracle, x: Option) -> bool:
    offered = o.person(x).capabilities | o.problem.places[x.place].capabilities
    wanted = o.problem.children[x.child].required_capabilities
    return not wanted <= offered | {"inclusion"}


def _familiarity(o: Oracle, x: Option) -> bool:
    level = Familiarity[o.numbers["familiarity-level", "level"].upper()]
    by_place = o.numbers["familiarity-level", "by_place"]
    states = [
        r.state
        for r in o.problem.familiarity
        if (r.child, r.person) == (x.child, x.person)
        and r.first_day <= x.day <= r.last_day
        and (not by_place or r.place in (None, x.place))
    ]
    passed = any(
        (p.child, p.person) == (x.child, x.person)
        and p.first_day <= x.day <= p.last_day
        for p in o.problem.overrides
    )
    return max(states, default=Familiarity.UNKNOWN) < level and not passed


def _place_usable(o: Oracle, x: Option) -> bool:
    place = o.problem.places[x.place]
    there = set().union(*o.staff_there(x.place, x.day).values())
    return not (
        place.usable_without_owner
        or x.person in place.staff
        or ticks(x.slot.start, x.slot.end) <= there
    )


def _place_open(o: Oracle, x: Option) -> bool:
    hours = o.problem.places[x.place].open
    if hours is None or x.day not in hours:
        return False
    opened = set().union(*(ticks(s.start, s.end) for s in hours[x.day]))
    return not ticks(x.slot.start, x.slot.end) <= opened


def _extra_way(o: Oracle, x: Option) -> bool:
    regular = o.need(x).regular_place
    if x.place == regular:
        return False
    ways = o.problem.family_minutes
    if (x.child, x.place) not in ways:
        return True
    limit = o.problem.children[x.child].max_extra_way_minutes
    if limit is None:
        limit = o.numbers["extra-way-limit", "max_extra_way_minutes"]
    return ways[x.child, x.place] - ways.get((x.child, regular), 0) > limit


# --- joint rules: True where the plan's decisions breach


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
        if any(not o.apart(mine, other) for other in others):
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
        if mode == "never" and one[3:5] != other[3:5]:
            return True
        if mode == "same_place" and one[4] != other[4]:
            return True
    return False


PAIR: dict[str, Callable[[Oracle, Option], bool]] = {
    "cooperation": _cooperation,
    "piece-length": _piece_length,
    "availability": _availability,
    "exclusions": _exclusions,
    "personal-limits": _personal_limits,
    "permit": _permit,
    "credentials": _credentials,
    "qualification": _qualification,
    "capabilities": _capabilities,
    "familiarity-level": _familiarity,
    "place-usable": _place_usable,
    "place-open": _place_open,
    "extra-way-limit": _extra_way,
}
JOINT: dict[str, Callable[[Oracle, list[Option]], bool]] = {
    "fixed-cover": _fixed_cover,
    "present-at-once-person": _at_person,
    "present-at-once-place": _at_place,
    "extra-children": _extra_children,
    "present-in-shared-setting": _shared,
    "contracts": _contracts,
    "one-place-at-a-time": _one_place,
    "one-person-at-a-time": _one_person,
}
