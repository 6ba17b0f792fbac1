"""Who can feel it in a week when one person is away or back.

Persons and places are tied by the options there are, by who works where, and by
siblings. Whoever is not tied to the person, over however many others, keeps the very
same options and limits. So only what is tied is planned again. Options of a child whom
she might take, or who might be at a place of hers, may come and go with her: there the
links count instead, whatever the rules say to them now.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from solver.slots import Clocks, Day
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.linked import links_of
from solver.substitution.options import generate
from solver.substitution.plan import Option
from solver.substitution.problem import (
    Link,
    Need,
    NeedId,
    PersonId,
    PlaceId,
    Presence,
    Problem,
)
from solver.year.blocks import cut
from solver.year.problem import monday_of

_Node = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """Needs of a week that hang together, and the presences that limit them.

    ``touched_minutes`` are those of needs whose own options may change.
    """

    needs: tuple[Need, ...]
    presences: tuple[Presence, ...]
    touched_minutes: int


class Town:
    """Links, staff and weeks of a year, looked up by person."""

    def __init__(self, problem: Problem, rules: RuleSet) -> None:
        self.problem = problem
        self.rules = rules
        self.clocks = Clocks(problem.clock_changes)
        self.links: dict[PersonId, list[Link]] = defaultdict(list)
        for link in problem.links:
            self.links[link.absent].append(link)
        self.needs: dict[Day, list[Need]] = defaultdict(list)
        for need in problem.needs:
            self.needs[monday_of(need.day)].append(need)
        self.presences: dict[Day, list[Presence]] = defaultdict(list)
        for there in problem.presences:
            self.presences[monday_of(there.day)].append(there)
        self.places_of: dict[PersonId, set[PlaceId]] = defaultdict(set)
        for place in problem.places.values():
            for person in place.staff:
                self.places_of[person].add(place.id)
        for known in problem.persons.values():
            if known.home is not None:
                self.places_of[known.id].add(known.home)
        self._weeks: dict[Day, Neighbourhoods] = {}

    def week(self, monday: Day) -> "Neighbourhoods":
        """Who is tied to whom in a week; made once."""
        known = self._weeks.get(monday)
        if known is None:
            known = self._weeks[monday] = Neighbourhoods(self, monday)
        return known

    def ties_of(self, need: Need) -> Iterator[_Node]:
        """Everything a need could ever be tied to: its place, siblings, all links."""
        yield from self.kept_ties(need)
        for link in self.links.get(need.absent, ()):
            yield _person(link.substitute)
            yield _place(link.place)

    def kept_ties(self, need: Need) -> Iterator[_Node]:
        """What a need is tied to without any option."""
        yield "need", need.id
        child = self.problem.children.get(need.child)
        for sibling in (need.child, *(child.siblings if child else ())):
            yield "child", sibling


class Neighbourhoods:
    """Groups of tied persons and places of one week (union-find)."""

    def __init__(self, town: Town, monday: Day) -> None:
        self._town = town
        self._needs: Sequence[Need] = town.needs.get(monday, [])
        self._presences: Sequence[Presence] = town.presences.get(monday, [])
        self._parent: dict[_Node, _Node] = {}
        self._near: dict[_Node, list[Need]] = defaultdict(list)
        for person, places in town.places_of.items():
            self._join(_person(person), *map(_place, places))
        if self._needs:
            self._tie(cut(town.problem, (monday,), self._needs, self._presences))

    def _tie(self, week: Problem) -> None:
        index = ProblemIndex(week)
        of_need: dict[NeedId, list[Option]] = defaultdict(list)
        for option in generate(index, self._town.rules).options:
            of_need[option.need].append(option)
        for need in self._needs:
            nodes = [*self._town.kept_ties(need)]
            for option in of_need[need.id]:
                nodes += [_person(option.person), _place(option.place)]
            self._join(*nodes)
            links = links_of(index, need)
            near = {n for k in links for n in (_person(k.substitute), _place(k.place))}
            for node in near:
                self._near[node].append(need)

    def _root(self, node: _Node) -> _Node:
        parent = self._parent
        while parent.setdefault(node, node) != node:
            parent[node] = node = parent[parent[node]]
        return node

    def _join(self, *nodes: _Node) -> None:
        first = self._root(nodes[0])
        for node in nodes[1:]:
            self._parent[self._root(node)] = first

    def part(self, person: PersonId, more: Iterable[Need]) -> Part:
        """What is tied to a person, or to needs of hers that would come on top."""
        own = (_person(person), *map(_place, self._town.places_of.get(person, ())))
        touched = {need.id: need for node in own for need in self._near.get(node, ())}
        hers = [need for need in self._needs if need.absent == person]
        seeds = {*own, *(n for need in more for n in self._town.ties_of(need))}
        # A sibling of a touched child may come to her as well, and so on.
        seeds.update(n for t in (*touched.values(), *hers) for n in self._all_ties(t))
        roots = {self._root(node) for node in seeds}

        def tied(*nodes: _Node) -> bool:
            return any(self._root(node) in roots for node in nodes)

        return Part(
            tuple(n for n in self._needs if tied(("need", n.id))),
            tuple(
                p for p in self._presences if tied(_person(p.person), _place(p.place))
            ),
            self._town.clocks.minutes(
                (n.day, n.slot) for n in touched.values() if n.absent != person
            ),
        )

    def _all_ties(self, need: Need) -> Iterable[_Node]:
        return (("need", need.id), *self._town.kept_ties(need))


def _person(person: PersonId) -> _Node:
    return "person", person


def _place(place: PlaceId) -> _Node:
    return "place", place
