"""Small random towns with a normal day: everybody may be away or step in."""

import random
from dataclasses import replace

from solver.profile import RuleProfile
from solver.stress.problem import StressProblem
from solver.substitution.problem import (
    Capacity,
    Child,
    ChildId,
    Familiarity,
    Link,
    Model,
    Permit,
    Person,
    PersonalLimits,
    PersonId,
    PersonKind,
    Place,
    PlaceId,
    PlaceKind,
    Presence,
    Problem,
)
from tests.solver.build import DAY, a_person, a_profile, hours, known
from tests.solver.stress.build import would_be_need

_STARTS = (7, 7.5, 8, 9)
_LENGTHS = (3, 4, 6, 8)


class Town:
    """A town as it grows; ``rng`` decides everything."""

    def __init__(self, seed: int, minders: int) -> None:
        self.rng = random.Random(f"stress/{seed}")
        self.persons: dict[PersonId, Person] = {}
        self.places: dict[PlaceId, Place] = {}
        self.children: dict[ChildId, Child] = {}
        self.presences: list[Presence] = []
        self.links: list[Link] = []
        self.capacities: list[Capacity] = []
        self._settle(minders)
        for number in range(self.rng.choice((0, 1, 1, 2))):
            self._employ(number)
        for person in list(self.persons.values()):
            if person.kind is PersonKind.CHILDMINDER:
                self._befriend(person)
        self._siblings()

    def _settle(self, minders: int) -> None:
        """Homes, now and then rooms shared by two."""
        team: list[PersonId] = []
        for number in range(minders):
            name = PersonId(f"m{number}")
            if team and self.rng.random() < 0.5:
                home = self.persons[team[-1]].home
                rooms = self.places[home]
                shared = PlaceKind.SHARED_SETTING
                self.places[home] = replace(
                    rooms, kind=shared, staff=(*rooms.staff, name)
                )
            else:
                home = PlaceId(f"o{number}")
                self.places[home] = Place(
                    home,
                    PlaceKind.OWN_HOME,
                    staff=(name,),
                    max_children=self.rng.choice((None, None, 3, 5)),
                    usable_without_owner=self.rng.random() < 0.5,
                )
            team.append(name)
            self._minder(name, home)

    def _minder(self, name: PersonId, home: PlaceId) -> None:
        limit = self.rng.choice((None, None, 1, 2))
        self.persons[name] = a_person(
            name,
            home=home,
            permit=Permit(self.rng.choice((2, 3, 4))),
            limits=PersonalLimits(max_extra_children=limit),
            available={DAY: (hours(7, self.rng.choice((14, 16, 18))),)},
            employed=self.rng.random() < 0.2,
        )
        for number in range(self.rng.choice((0, 1, 1, 2, 2))):
            self._child(f"{name}-{number}", name, home)

    def _child(self, code: str, person: PersonId, place: PlaceId) -> None:
        weight = self.rng.choice((1, 1, 1, 1, 2))
        child = Child(ChildId(code), 2024 * 12, capacity_weight=weight)
        self.children[child.id] = child
        start = self.rng.choice(_STARTS)
        slot = hours(start, start + self.rng.choice(_LENGTHS))
        self.presences.append(Presence(child.id, person, place, DAY, slot, weight))

    def _employ(self, number: int) -> None:
        """A floater: at a base, perhaps another's too, or where somebody is away."""
        name = PersonId(f"f{number}")
        base = PlaceId(f"b{self.rng.choice((0, number))}")
        self.places[base] = Place(
            base, PlaceKind.BASE, max_children=3, usable_without_owner=True
        )
        self.persons[name] = a_person(
            name,
            kind=PersonKind.FLOATER,
            employed=True,
            permit=Permit(3),
            available={DAY: (hours(7, self.rng.choice((13, 15.5))),)},
        )
        if self.rng.random() < 0.2:
            self.capacities.append(Capacity(1, DAY, hours(8, 10), place=base))
        for person in sorted(self.persons):
            if person.startswith("m") and self.rng.random() < 0.6:
                goal = self.rng.choice((base, self.persons[person].home))
                self.links.append(Link(person, name, goal, Model.FLOATER))

    def _befriend(self, person: Person) -> None:
        """Whoever may take her children: colleagues, and now and then a neighbour."""
        for other in list(self.persons.values()):
            if other.id == person.id or other.kind is not PersonKind.CHILDMINDER:
                continue
            colleague = other.home == person.home
            if colleague or self.rng.random() < 0.3:
                model = Model.SHARED_SETTING if colleague else Model.TANDEM
                goal = other.home if self.rng.random() < 0.6 else person.home
                self.links.append(Link(person.id, other.id, goal, model))

    def _siblings(self) -> None:
        if len(self.children) > 1 and self.rng.random() < 0.5:
            one, other = self.rng.sample(sorted(self.children), 2)
            known_child = self.children[one]
            self.children[one] = replace(known_child, siblings=frozenset({other}))


def a_town(seed: int, minders: int = 5) -> tuple[StressProblem, RuleProfile]:
    """The normal day of a seed, and rules that are stricter in some seeds."""
    town = Town(seed, minders)
    rng = town.rng
    states = (Familiarity.FAMILIAR,) * 4 + (Familiarity.MET,)
    week = Problem(
        first_day=DAY,
        last_day=DAY,
        land="NW",
        needs=(),
        children=town.children,
        persons=town.persons,
        places=town.places,
        presences=tuple(town.presences),
        links=tuple(town.links),
        familiarity=tuple(
            known(child, person, rng.choice(states))
            for child in town.children
            for person in town.persons
        ),
        family_minutes={
            (child, place): rng.choice((5, 10, 10, 30))
            for child in town.children
            for place in town.places
        },
        place_minutes={
            (one, other): 15 for one in town.places for other in town.places
        },
        capacities=tuple(town.capacities),
    )
    profile = a_profile(
        siblings_together={"required": rng.random() < 0.5},
        one_person_at_a_time={
            "handover": rng.choice(("never", "same_place", "at_all"))
        },
        piece_length={"min_piece_minutes": rng.choice((60, 120))},
    )
    return StressProblem(week, tuple(map(would_be_need, week.presences))), profile


def some_absent(rng: random.Random, problem: StressProblem) -> frozenset[PersonId]:
    """Between one and four persons."""
    people = sorted(problem.week.persons)
    return frozenset(rng.sample(people, min(len(people), rng.choice((1, 2, 2, 3, 4)))))
