"""One more person: known to the child, qualified, near, and there for the gap."""

from dataclasses import replace
from functools import partial

from solver.slots import Slot
from solver.substitution.explanation.answers import CHANGE_PERSON
from solver.substitution.explanation.changes.change import Change, ChangeKind
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.plan import Option
from solver.substitution.problem import (
    Credential,
    Familiarity,
    FamiliarityRecord,
    Link,
    Model,
    Need,
    Permit,
    Person,
    PersonId,
    PersonKind,
    Place,
    PlaceId,
    PlaceKind,
    Problem,
)
from solver.words import WORDS

_SOMEBODY, _SOMEWHERE = PersonId("neue-person"), PlaceId("neuer-ort")
#: Lessons that no ladder exceeds.
_ENOUGH_LESSONS = 10_000


def one_more_person(index: ProblemIndex, need: Need, slot: Slot) -> Change:
    """The change: a childminder of her own, in rooms as near as the regular place."""
    option = Option(
        need.id,
        need.child,
        need.day,
        slot,
        _SOMEBODY,
        _SOMEWHERE,
        Model.KNOWN_PERSON,
    )
    alter = partial(_staffed, need=need, slot=slot)
    return Change(
        ChangeKind.PERSON,
        1,
        option,
        (need.id, slot),
        CHANGE_PERSON.id,
        {
            "child": need.child,
            "day": iso(need.day),
            "start": slot.start,
            "end": slot.end,
        },
        partial(alter, index.problem),
        alter,
    )


def _staffed(problem: Problem, need: Need, slot: Slot) -> Problem:
    child = problem.children[need.child]
    somebody = Person(
        _SOMEBODY,
        PersonKind.CHILDMINDER,
        home=_SOMEWHERE,
        permit=Permit(child.capacity_weight),
        qualification_units=_ENOUGH_LESSONS,
        inclusion_units=_ENOUGH_LESSONS,
        credentials=tuple(Credential(kind) for kind in WORDS["credential"]),
        capabilities=child.required_capabilities,
        available={need.day: (slot,)},
    )
    regular = problem.places[need.regular_place]
    somewhere = Place(
        _SOMEWHERE,
        PlaceKind.RENTED_ROOMS,
        staff=(_SOMEBODY,),
        usable_without_owner=True,
        capabilities=child.required_capabilities,
        municipality=regular.municipality,
    )
    record = FamiliarityRecord(
        need.child, _SOMEBODY, Familiarity.SETTLED, need.day, need.day
    )
    link = Link(need.absent, _SOMEBODY, _SOMEWHERE, Model.KNOWN_PERSON)
    ways = problem.family_minutes
    way = ways.get((need.child, need.regular_place), 0)
    return replace(
        problem,
        persons={**problem.persons, _SOMEBODY: somebody},
        places={**problem.places, _SOMEWHERE: somewhere},
        links=(*problem.links, link),
        familiarity=(*problem.familiarity, record),
        family_minutes={**ways, (need.child, _SOMEWHERE): way},
    )
