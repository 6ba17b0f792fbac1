"""Builders: one per noun, sane defaults, so that a test spells out only its point.

``a_day`` is Monday, 3 August 2026. Everybody here may take everybody until a test
says otherwise.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from solver.profile import Level, Parameter, RuleProfile, RuleSetting, Value
from solver.rule import RuleId
from solver.slots import Day, Slot
from solver.substitution.index import ProblemIndex
from solver.substitution.plan import Option
from solver.substitution.problem import (
    Child,
    ChildId,
    Cover,
    Credential,
    EpisodeId,
    Familiarity,
    FamiliarityRecord,
    FixedCover,
    FixedKind,
    Link,
    Model,
    Need,
    NeedId,
    Permit,
    Person,
    PersonId,
    PersonKind,
    Place,
    PlaceId,
    PlaceKind,
    Presence,
    Problem,
)
from solver.substitution.rules import DEFAULT_TIERS

DAY = Day(date(2026, 8, 3).toordinal())
NEXT_DAY = Day(DAY + 1)
PROOFS = ("first_aid", "infection_instruction", "measles", "conduct_certificate")


def at(hour: int, minute: int = 0) -> int:
    """Minute of a day."""
    return hour * 60 + minute


def hours(start: float, end: float) -> Slot:
    """A slot in hours, ``hours(7, 9.5)`` ends at half past nine."""
    return Slot(round(start * 60), round(end * 60))


def a_child(name: str = "kind", **changes: object) -> Child:
    born = 2024 * 12  # January 2024: 31 months old on the day
    return replace(Child(ChildId(name), born), **changes)


def a_person(name: str = "vertretung", **changes: object) -> Person:
    person = Person(
        PersonId(name),
        PersonKind.CHILDMINDER,
        permit=Permit(5),
        qualification_units=300,
        credentials=tuple(Credential(kind) for kind in PROOFS),
        available={DAY: (hours(6, 20),), NEXT_DAY: (hours(6, 20),)},
    )
    return replace(person, **changes)


def a_place(name: str = "ort", **changes: object) -> Place:
    place = Place(PlaceId(name), PlaceKind.OWN_HOME, usable_without_owner=True)
    return replace(place, **changes)


def a_need(child: str = "kind", slot: Slot | None = None, **changes: object) -> Need:
    need = Need(
        NeedId(f"bedarf-{child}"),
        ChildId(child),
        DAY,
        slot or hours(8, 12),
        PersonId("fehlt"),
        PlaceId("zuhause"),
        EpisodeId(f"episode-{child}"),
    )
    return replace(need, **changes)


def a_link(person: str = "vertretung", place: str = "ort", **changes: object) -> Link:
    link = Link(PersonId("fehlt"), PersonId(person), PlaceId(place), Model.TANDEM)
    return replace(link, **changes)


def a_presence(
    child: str, slot: Slot, person: str = "vertretung", place: str = "ort", **changes
) -> Presence:
    presence = Presence(ChildId(child), PersonId(person), PlaceId(place), DAY, slot)
    return replace(presence, **changes)


def a_fixed(
    child: str = "kind",
    slot: Slot | None = None,
    person: str | None = "vertretung",
    place: str | None = "ort",
    day: Day = DAY,
) -> FixedCover:
    where = PlaceId(place) if place else None
    who = PersonId(person) if person else None
    cover = Cover(ChildId(child), day, slot or hours(8, 12), who, where)
    return FixedCover(cover, FixedKind.PINNED)


def known(
    child: str = "kind",
    person: str = "vertretung",
    state: Familiarity = Familiarity.FAMILIAR,
    **changes: object,
) -> FamiliarityRecord:
    record = FamiliarityRecord(
        ChildId(child), PersonId(person), state, Day(DAY - 30), Day(DAY + 30)
    )
    return replace(record, **changes)


def a_problem(**changes: object) -> Problem:
    """One child, one need from 8 to 12, one substitute at one place, all allowed."""
    children = as_table(changes.pop("children", (a_child(),)))
    persons = as_table(changes.pop("persons", (a_person(),)))
    absent = PersonId("fehlt")
    persons.setdefault(absent, Person(absent, PersonKind.FLOATER))
    places = as_table(changes.pop("places", (a_place(),)))
    places.setdefault(PlaceId("zuhause"), a_place("zuhause", staff=(absent,)))
    defaults = {
        "needs": (a_need(),),
        "links": tuple(a_link(p) for p in persons if p != "fehlt"),
        "familiarity": tuple(known(c, p) for c in children for p in persons),
        "family_minutes": {(c, p): 10 for c in children for p in places},
    }
    problem = Problem(DAY, NEXT_DAY, "NW", (), children, persons, places)
    return replace(problem, **{**defaults, **changes})


def as_table(things: Iterable) -> dict:
    return {thing.id: thing for thing in things}


def an_option(problem: Problem, slot: Slot | None = None, **changes: object) -> Option:
    """The first need taken by the first link, whole unless a slot is given."""
    need = problem.needs[0]
    link = problem.links[0]
    option = Option(
        need.id,
        need.child,
        need.day,
        slot or need.slot,
        link.substitute,
        link.place,
        link.model,
    )
    return replace(option, **changes)


def one_each(slots: Iterable[Slot], day: Day = DAY) -> list[Option]:
    """An option of the floater for each slot, each of a child of its own."""
    return [
        Option(f"n{n}", f"k{n}", day, slot, "vertretung", "ort", Model.FLOATER)
        for n, slot in enumerate(slots)
    ]


def a_profile(**settings: dict[str, Value]) -> RuleProfile:
    """Federal defaults; ``a_profile(breaks={"alone_minutes": 300})`` sets a number."""
    built = {}
    for name, numbers in settings.items():
        rule = RuleId(name.replace("_", "-"))
        values = {key: Parameter(v, Level.FEDERAL) for key, v in numbers.items()}
        built[rule] = RuleSetting(rule, values)
    return RuleProfile("test", "NW", "1", built, DEFAULT_TIERS)


def index_of(problem: Problem) -> ProblemIndex:
    return ProblemIndex(problem)
