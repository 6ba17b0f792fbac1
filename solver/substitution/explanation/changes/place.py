"""One more place with a person: in her permit, her rooms, her word, at that time."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from solver.substitution.explanation.answers import CHANGE_PLACE
from solver.substitution.explanation.changes.change import (
    Change,
    ChangeKind,
    Kind,
    Lack,
)
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.plan import Option
from solver.substitution.problem import Capacity, Problem


class MorePlaces(Kind):
    """As many places more as the child takes up; the law's own limit stays."""

    kind = ChangeKind.PLACE
    answers = frozenset(
        {
            "present-at-once-person",
            "present-at-once-place",
            "extra-children",
            "capacity-profile",
        }
    )

    def of(self, index: ProblemIndex, rules: RuleSet, lack: Lack) -> Iterable[Change]:  # noqa: ARG002 - asks no rule
        """One change, where she or the place has a limit at all."""
        option, weight = lack.option, index.weight(lack.need.child)
        if _limited(index.problem, option):
            alter = partial(_widened, option=option, weight=weight)
            yield Change(
                self.kind,
                weight,
                option,
                (option.person, option.place, weight),
                CHANGE_PLACE.id,
                {
                    "child": option.child,
                    "day": iso(option.day),
                    "person": option.person,
                    "place": option.place,
                    "size": weight,
                },
                partial(alter, index.problem),
                alter,
            )


def _limited(problem: Problem, option: Option) -> bool:
    person = problem.persons[option.person]
    return (
        person.permit is not None
        or person.limits.max_extra_children is not None
        or problem.places[option.place].max_children is not None
        or any(_concerns(capacity, option) for capacity in problem.capacities)
    )


def _concerns(capacity: Capacity, option: Option) -> bool:
    """Whether places of a time are those of the option's person or place."""
    return capacity.person == option.person or capacity.place == option.place


def _widened(problem: Problem, option: Option, weight: int) -> Problem:
    person, place = problem.persons[option.person], problem.places[option.place]
    permit, limits = person.permit, person.limits
    if permit is not None:
        person = replace(person, permit=replace(permit, places=permit.places + weight))
    if limits.max_extra_children is not None:
        agreed = replace(limits, max_extra_children=limits.max_extra_children + 1)
        person = replace(person, limits=agreed)
    if place.max_children is not None:
        place = replace(place, max_children=place.max_children + weight)
    return replace(
        problem,
        persons={**problem.persons, person.id: person},
        places={**problem.places, place.id: place},
        capacities=tuple(
            replace(each, places=each.places + weight)
            if _concerns(each, option)
            else each
            for each in problem.capacities
        ),
    )
