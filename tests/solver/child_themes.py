"""Themes about working weeks, about whom a child had before, and about siblings."""

from dataclasses import replace

from solver.slots import Day, Slot
from solver.substitution.problem import (
    ChildId,
    FormerSubstitute,
    NeedId,
    PersonId,
    WorkedWeek,
)
from tests.solver.build import DAY, NEXT_DAY, a_fixed
from tests.solver.world import World

LAST_MONDAY = Day(DAY - 7)


def few_hours(world: World) -> None:
    """Contract hours, or an average, that end close to what the needs ask for."""
    asked = sorted(need.slot.minutes for need in world.changes["needs"])
    room = world.rng.choice(asked) + world.rng.choice((-60, -5, 0, 0, 5))
    room += world.rng.choice((0, 0, world.rng.choice(asked)))
    overtime = world.rng.choice((0, 0, 30))
    world.numbers["weekly_hours"] = {"overtime_minutes": overtime}
    for person in ("zwei", "drei"):
        if world.rng.random() < 0.6:
            done = world.rng.choice((0, 60, 300))
            weeks = {DAY: WorkedWeek(done)} if done else {}
            minutes = max(0, room + done - overtime)
            world.person(person, contract_minutes=minutes, weeks=weeks)
        else:
            before = WorkedWeek(2880 + 480 - room, 6)
            weeks = {LAST_MONDAY: before, DAY: WorkedWeek(0, 1)}
            world.person(person, weeks=weeks)
    if world.rng.random() < 0.2:
        balance = world.rng.choice((1, 2))
        world.numbers["weekly_hours"]["balance_weeks"] = balance


def short_stay(world: World) -> None:
    """A substitution of a day or two, some of it held already."""
    days = world.rng.randint(1, 3)
    world.numbers["longest_duration"] = {"limited": True, "max_days": days}
    need = world.rng.choice(world.changes["needs"])
    if not any((n.child, n.day) == (need.child, NEXT_DAY) for n in _needs(world)):
        world.add("needs", replace(need, id=NeedId("morgen"), day=NEXT_DAY))
    for child in world.children:
        if world.rng.random() < 0.4:
            held = Day(DAY - world.rng.randint(1, 3))
            person = world.rng.choice(("eins", "eins", None))
            place = "ort1" if person else None
            world.add("fixed", a_fixed(child, Slot(480, 720), person, place, held))


def _needs(world: World) -> list:
    return world.changes["needs"]


def few_persons(world: World) -> None:
    """A child that had somebody before, or may have only one or two at all."""
    world.numbers["distinct_persons"] = {
        "limited": True,
        "max_persons": world.rng.choice((1, 1, 2)),
        "period_days": world.rng.choice((2, 10, 10)),
    }
    for child in world.children:
        for _ in range(world.rng.choice((1, 1, 2))):
            person = world.rng.choice(("eins", "zwei", "drei", None, None, "fehlt"))
            last = Day(DAY - world.rng.choice((1, 1, 1, 9, 10)))
            who = PersonId(person) if person else None
            world.add("former_substitutes", FormerSubstitute(ChildId(child), who, last))


def siblings(world: World) -> None:
    """Two siblings with needs at the same time, together by rule or by wish."""
    world.numbers["siblings_together"] = {"required": world.rng.random() < 0.8}
    one, other = list(world.children)[:2]
    world.child(one, siblings=frozenset({ChildId(other)}))
    if world.rng.random() < 0.5:
        world.child(other, siblings=frozenset({ChildId(one)}))
    first = next(n for n in _needs(world) if n.child == one)
    if world.rng.random() < 0.7:
        together = [
            replace(n, slot=first.slot) if (n.child, n.day) == (other, DAY) else n
            for n in _needs(world)
        ]
        world.changes["needs"] = together
    if world.rng.random() < 0.7:
        end = first.slot.start + world.rng.choice((60, 120))
        slot = Slot(first.slot.start, end)
        world.add("fixed", a_fixed(one, slot, "eins", "ort1", first.day))


CHILD_THEMES = (few_hours, short_stay, few_persons, siblings)
