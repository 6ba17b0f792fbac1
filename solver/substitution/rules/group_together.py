"""Wish 115: the children of one absent person stay together."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from solver.linear import Expression, Var
from solver.rule import Binding, PersonGroup, Practice, RuleId, RuleInfo
from solver.slots import Day
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import Wish
from solver.substitution.plan import Plan
from solver.substitution.problem import Model, PersonId, PlaceId
from solver.substitution.rows import any_of
from solver.substitution.variables import Variables

#: The children of an absent person on a day.
_Group = tuple[PersonId, Day]


@dataclass(frozen=True, slots=True)
class Parameters:
    """Models in which a group is divided on purpose: their places cost nothing."""

    divided_models: tuple[str, ...] = (Model.GROUP.value,)

    def __post_init__(self) -> None:
        """Refuse what is no model."""
        unknown = sorted(set(self.divided_models) - {str(model) for model in Model})
        if unknown:
            raise ValueError(f"unbekannte Modelle: {', '.join(unknown)}")


class GroupTogether(Wish[Parameters]):
    """Distinct places of a group and day beyond the first, fixed cover included.

    A group are the children of one absent person. In a substitution group ("4+1") each
    child has its own place by agreement: those are left out.
    """

    info = RuleInfo(
        id=RuleId("group-together"),
        number=115,
        title="Die Gruppe bleibt zusammen",
        source=Practice("Kinder einer Gruppe kommen an denselben Ort"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} zusätzliche Orte, auf die sich Gruppen verteilen.",
    )
    parameters_type = Parameters
    unit = "places"

    def applies(self, index: ProblemIndex) -> bool:
        """Only where an absent person has several children on a day."""
        children: dict[_Group, set[str]] = defaultdict(set)
        for need in index.problem.needs:
            children[need.absent, need.day].add(need.child)
        return any(len(found) > 1 for found in children.values())

    def cost(self, index: ProblemIndex, variables: Variables) -> Expression:
        """Places beyond the first of each group; those fixed cost nothing more."""
        taken: dict[_Group, dict[PlaceId, list[Var]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for option in variables.options:
            if option.model not in self.parameters.divided_models:
                group = index.needs[option.need].absent, option.day
                taken[group][option.place].append(variables.taken(option))
        fixed = self._fixed(index)
        constant = sum(len(places) - 1 for places in fixed.values())
        terms: list[tuple[Var, int]] = []
        for group, by_place in taken.items():
            held = fixed.get(group, set())
            new = {place: v for place, v in by_place.items() if place not in held}
            terms.extend(_beyond(variables, group, new, first=not held))
        return Expression(tuple(terms), constant)

    def _fixed(self, index: ProblemIndex) -> dict[_Group, set[PlaceId]]:
        """Places that fixed cover of a group's needs is at."""
        found: dict[_Group, set[PlaceId]] = defaultdict(set)
        for group, person, place in _fixed_places(index):
            models = {
                link.model
                for link in index.links.get(group[0], ())
                if (link.substitute, link.place) == (person, place)
            }
            if not models or not models <= set(self.parameters.divided_models):
                found[group].add(place)
        return found

    def measure(self, index: ProblemIndex, plan: Plan) -> int:
        """Places beyond the first of each group."""
        places = self._fixed(index)
        for option in plan.assignments:
            if option.model not in self.parameters.divided_models:
                group = index.needs[option.need].absent, option.day
                places[group].add(option.place)
        return sum(len(found) - 1 for found in places.values() if found)


def _fixed_places(index: ProblemIndex) -> Iterator[tuple[_Group, PersonId, PlaceId]]:
    """Groups, and with whom and where fixed cover of their needs is."""
    for need in index.problem.needs:
        for fixed in index.fixed_of_child_day.get((need.child, need.day), ()):
            cover = fixed.cover
            if cover.person is None or cover.place is None:
                continue
            if cover.slot.overlaps(need.slot):
                yield (need.absent, need.day), cover.person, cover.place


def _beyond(
    variables: Variables,
    group: _Group,
    taken: dict[PlaceId, list[Var]],
    *,
    first: bool,
) -> Iterator[tuple[Var, int]]:
    """Terms for the places of a group; ``first`` says that one of them is free."""
    if not taken or (first and len(taken) == 1):
        return
    name = f"Kinder von {group[0]} am {iso(group[1])}"
    there = [
        any_of(variables, found, f"{name}: {place}") for place, found in taken.items()
    ]
    if not first:
        yield from ((var, 1) for var in there)
        return
    beyond = variables.model.new_int(0, len(there) - 1, f"{name}: verteilt")
    row = (*((var, 1) for var in there), (beyond, -1))
    variables.model.add_at_most(row, 1, f"{name}: verteilt")
    yield beyond, 1
