"""Small random problems, each stressing a few rules, for brute force and oracle.

Everything is permissive until a theme tightens it; a world mixes seven themes, so
that every rule is now and then the only one that says no.
"""

import random
from dataclasses import dataclass, field, replace

from solver.slots import Slot
from solver.substitution.problem import (
    Child,
    ChildId,
    EpisodeId,
    Familiarity,
    NeedId,
    Person,
    PersonId,
    PersonKind,
    Place,
    PlaceId,
    PlaceKind,
)
from tests.solver.build import (
    DAY,
    NEXT_DAY,
    a_child,
    a_link,
    a_need,
    a_person,
    a_place,
    as_table,
    known,
)

SUBSTITUTES = ("eins", "zwei", "drei")


@dataclass
class World:
    """A problem in the making; themes change it."""

    rng: random.Random
    children: dict[ChildId, Child]
    persons: dict[PersonId, Person]
    places: dict[PlaceId, Place]
    changes: dict[str, list] = field(default_factory=dict)
    numbers: dict[str, dict] = field(default_factory=dict)
    family: dict[tuple, int] = field(default_factory=dict)
    between: dict[tuple, int] = field(default_factory=dict)
    on_demand: list[str] = field(default_factory=list)

    def person(self, name: str, **changes: object) -> None:
        self.persons[name] = replace(self.persons[name], **changes)

    def child(self, name: str, **changes: object) -> None:
        self.children[name] = replace(self.children[name], **changes)

    def place(self, name: str, **changes: object) -> None:
        self.places[name] = replace(self.places[name], **changes)

    def some_person(self) -> str:
        return self.rng.choice([p for p in SUBSTITUTES if p in self.persons])

    def some_child(self) -> str:
        return self.rng.choice(list(self.children))

    def add(self, table: str, item: object) -> None:
        self.changes.setdefault(table, []).append(item)

    def slot(self, shortest: int = 2, longest: int = 8) -> Slot:
        """A slot on the half hour, often five minutes off: limits are met closely."""
        start = self.rng.choice((420, 450, 480, 510, 600, 720))
        end = min(start + 60 * self.rng.randint(shortest, longest), 1140)
        off = (0, 0, -5, 5)
        return Slot(start + self.rng.choice(off), end + self.rng.choice(off))


def permissive(rng: random.Random) -> World:
    children = rng.randint(2, 3)
    world = World(
        rng,
        as_table(a_child(f"k{i}") for i in range(children)),
        as_table(
            (
                a_person("eins", home=PlaceId("ort1"), history_minutes=600),
                a_person("zwei", kind=PersonKind.FLOATER, employed=True),
                a_person("drei", kind=PersonKind.BASE_STAFF, employed=True),
                a_person("fehlt", absent={DAY: (Slot(0, 1440),)}),
            )
        ),
        as_table(
            (
                a_place("ort1", staff=(PersonId("eins"),)),
                a_place("zuhause", staff=(PersonId("fehlt"),)),
                a_place("basis", kind=PlaceKind.BASE, staff=(PersonId("drei"),)),
            )
        ),
    )
    for link in (
        a_link("eins", "ort1"),
        a_link("zwei", "zuhause"),
        a_link("drei", "basis"),
    ):
        if link.substitute == "eins" or rng.random() < 0.7:
            world.add("links", link)
    _needs(world)
    _ways(world)
    for child in world.children:
        for person in SUBSTITUTES:
            state = rng.choice((Familiarity.FAMILIAR, Familiarity.SETTLED))
            world.add("familiarity", known(child, person, state))
    return world


def _needs(world: World) -> None:
    for child in world.children:
        for day in (DAY, NEXT_DAY):
            if day == DAY or world.rng.random() < 0.25:
                need = a_need(
                    child,
                    world.slot(3, 9),
                    id=NeedId(f"{child}-{day - DAY}"),
                    day=day,
                    episode=EpisodeId(f"episode-{child}"),
                    urgency=world.rng.choice((0, 0, 1)),
                )
                world.add("needs", need)


def _ways(world: World) -> None:
    where = {
        place: (world.rng.randrange(4), world.rng.randrange(4))
        for place in world.places
    }
    for a, (ax, ay) in where.items():
        for b, (bx, by) in where.items():
            if a != b:
                world.between[a, b] = 5 + 5 * (abs(ax - bx) + abs(ay - by))
        for child in world.children:
            world.family[child, a] = world.rng.choice((5, 10, 15, 20))
