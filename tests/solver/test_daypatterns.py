"""Ways to spend a day are found as somebody would who tries every set of stays."""

import random
from dataclasses import replace
from itertools import combinations

from solver.linear import LinearModel
from solver.slots import MINUTES_PER_DAY, ClockChange, Slot
from solver.substitution import daypatterns
from solver.substitution.daypatterns import DayPatterns
from solver.substitution.daywork import day_work, work_minutes
from solver.substitution.index import ProblemIndex
from solver.substitution.rules.breaks import Breaks
from solver.substitution.rules.breaks import Parameters as Pauses
from solver.substitution.variables import Variables
from solver.substitution.workday import clash
from tests.solver.build import (
    DAY,
    NEXT_DAY,
    a_person,
    a_place,
    a_problem,
    hours,
    index_of,
    one_each,
)

PLACES = ("anfang", "mitte", "ziel")


def a_world(rng: random.Random) -> ProblemIndex:
    """Three places; ways are short, long (over another place, too) or not there."""
    ways = {
        (a, b): rng.choice((10, 30, 45, 120))
        for a in PLACES
        for b in PLACES
        if a != b and rng.random() > 0.1
    }
    changes = ()
    if rng.random() < 0.3:
        changes = (ClockChange(DAY, rng.randrange(0, 600), rng.choice((-60, 60))),)
    return index_of(
        a_problem(
            places=tuple(map(a_place, PLACES)),
            place_minutes=ways,
            clock_changes=changes,
        )
    )


def some_stays(rng: random.Random, most: int) -> list:
    found = set()
    for _ in range(rng.randrange(1, most + 1)):
        start = rng.randrange(0, 700, 30)
        slot = Slot(start, start + rng.choice((30, 60, 90, 150, 300)))
        found.add((rng.choice(PLACES), slot))
    return sorted(found)


def minutes_of(stays) -> frozenset:
    return frozenset((p, m) for p, slot in stays for m in range(slot.start, slot.end))


def plainly(index, fixed, stays, room):
    """Minutes at places and work of every way, by trying every set of stays."""
    before = day_work(index, "p", DAY, fixed).minutes
    work = {}
    for count in range(len(stays) + 1):
        for some in combinations(stays, count):
            if any(clash(index, DAY, *pair) for pair in combinations(some, 2)):
                continue
            minutes = minutes_of(some)
            within = [stay for stay in stays if minutes_of([stay]) <= minutes]
            every = [*fixed, *within]
            work[frozenset(within)] = day_work(index, "p", DAY, every).minutes
    small = [w for w in work if work[w] - before <= room]
    for one in small:
        if any(one < more and work[more] < work[one] for more in work):
            return None
    return {w: work[w] - before for w in small if w}


def test_every_way_to_spend_a_day_is_found_with_its_minutes():
    rng = random.Random(5)
    told = {"ways": 0, "none": 0, "places": 0}
    for _ in range(150):
        index, stays = a_world(rng), some_stays(rng, 6)
        fixed = some_stays(rng, 2) if rng.random() < 0.4 else []
        room = rng.choice((MINUTES_PER_DAY, 120, 300))
        expected = plainly(index, fixed, stays, room)
        found = DayPatterns(index, DAY, fixed, stays).found(room)
        if expected is None or found is None:
            assert found == expected
            told["none"] += 1
            continue
        assert dict(found) == expected
        assert len(found) == len(expected)
        told["ways"] += 1
        told["places"] += any(len({p for p, _ in stays}) > 1 for stays, _ in found)
    assert told["ways"] > 60
    assert told["none"] > 5
    assert told["places"] > 30


def test_too_many_ways_are_none(monkeypatch):
    index = index_of(a_problem())
    stays = [("ort", Slot(100 * n, 100 * n + 50)) for n in range(4)]
    monkeypatch.setattr(daypatterns, "MOST_PATTERNS", 16)
    found = DayPatterns(index, DAY, [], stays).found(MINUTES_PER_DAY)
    assert found is not None
    assert len(found) == 15  # and nothing at all is one way, too
    monkeypatch.setattr(daypatterns, "MOST_PATTERNS", 15)
    assert DayPatterns(index, DAY, [], stays).found(MINUTES_PER_DAY) is None


def test_minutes_of_work_are_those_of_the_day():
    rng = random.Random(6)
    ways, clocks = 0, 0
    for _ in range(400):
        index, stays = a_world(rng), some_stays(rng, 5)
        ordered = sorted(stays, key=lambda stay: (stay[1], stay[0]))
        work = day_work(index, "p", DAY, stays)
        assert work_minutes(index, DAY, ordered) == work.minutes
        ways += bool(work.ways)
        clocks += bool(work.clock.shifts)
    assert ways > 50
    assert clocks > 50
    assert work_minutes(index_of(a_problem()), DAY, ()) == 0


def rows_of_breaks(index, day, slots):
    """Rows about a floater's day, with a child for each slot."""
    model = LinearModel()
    options = one_each(slots, day)
    variables = Variables(model, options, {o: model.new_bool(o.child) for o in options})
    Breaks(Pauses()).post(index, variables)
    return [(row.terms, row.lower, row.upper) for row in model.rows], model.uppers


def with_a_colleague(day, slot):
    """The same place with and without a second one of its staff on a day."""
    people = [a_person("vertretung", employed=True), a_person("zweite")]
    alone = a_problem(
        persons=(people[0], replace(people[1], available={})),
        places=(a_place(staff=("vertretung", "zweite")),),
    )
    there = replace(people[1], available={day: (slot,)})
    both = replace(alone, persons={**alone.persons, there.id: there})
    return alone, both


def test_what_is_known_of_a_day_is_not_taken_for_one_with_other_relief():
    """A second one at the place makes a long day possible, and not a way longer."""
    slots = [hours(7, 10), hours(10, 13), hours(13, 15)]
    alone, both = with_a_colleague(DAY, hours(9, 11))
    first = ProblemIndex(alone)
    second = ProblemIndex(both, first)
    assert second.same_ways is first
    by_itself = rows_of_breaks(first, DAY, slots)
    relieved = rows_of_breaks(second, DAY, slots)
    assert by_itself != relieved
    assert relieved == rows_of_breaks(ProblemIndex(both), DAY, slots)
    # Another day of the same week, on which nobody relieves her.
    assert rows_of_breaks(second, NEXT_DAY, slots) == by_itself


def test_what_is_known_of_a_day_is_not_taken_for_one_on_which_the_clock_changes():
    slots = [hours(1, 4), hours(4, 7.5)]
    change = ClockChange(NEXT_DAY, 180, -60)
    people = (a_person("vertretung", employed=True),)
    index = index_of(a_problem(persons=people, clock_changes=(change,)))
    plain = rows_of_breaks(index, DAY, slots)
    short = rows_of_breaks(index, NEXT_DAY, slots)
    assert plain != short
    again = index_of(a_problem(persons=people, clock_changes=(change,)))
    assert rows_of_breaks(again, NEXT_DAY, slots) == short
