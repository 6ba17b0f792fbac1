"""Independent parts of a visits problem: persons whom no bond or link ties together.

A visitor's days are hers, a household's days are its own, and who may take a child
decides what it is worth that one of them knows it. So every tier is a sum over parts.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from solver.substitution.problem import ChildId, PersonId
from solver.visits.problem import VisitProblem


def parts_of(problem: VisitProblem) -> Iterator[VisitProblem]:
    """The parts that have bonds, smallest first, and all that has none."""
    root = _roots(problem)
    groups: dict[PersonId, set[PersonId]] = defaultdict(set)
    for person in problem.persons:
        groups[root[person]].add(person)
    bound = {root[bond.visitor] for bond in problem.bonds.values()}
    rest: set[PersonId] = set()
    for key, persons in sorted(groups.items(), key=lambda g: (len(g[1]), g[0])):
        if key in bound:
            yield _part(problem, persons)
        else:
            rest |= persons
    if rest:
        yield _part(problem, rest)


def _roots(problem: VisitProblem) -> dict[PersonId, PersonId]:
    root = {person: person for person in problem.persons}

    def find(person: PersonId) -> PersonId:
        while root[person] != person:
            root[person] = root[root[person]]
            person = root[person]
        return person

    pairs = [(bond.visitor, bond.host) for bond in problem.bonds.values()]
    touched = {person for pair in pairs for person in pair}
    # Whom no visit touches meets nobody more: her links tie nothing together.
    pairs += [
        (link.substitute, link.absent)
        for link in problem.links
        if link.absent in touched
    ]
    minder: dict[ChildId, PersonId] = {}
    for row in problem.booked:
        pairs.append((row.person, minder.setdefault(row.child, row.person)))
    for one, other in pairs:
        root[find(one)] = find(other)
    return {person: find(person) for person in problem.persons}


def _part(problem: VisitProblem, persons: set[PersonId]) -> VisitProblem:
    """The problem as far as these persons' children and visits go."""
    bonds = {k: b for k, b in problem.bonds.items() if b.host in persons}
    booked = tuple(row for row in problem.booked if row.person in persons)
    children = {row.child for row in booked}
    return replace(
        problem,
        bonds=bonds,
        booked=booked,
        links=tuple(x for x in problem.links if x.absent in persons),
        contacts=tuple(c for c in problem.contacts if c.child in children),
        refused=tuple(r for r in problem.refused if r.bond in bonds),
        fixed=tuple(v for v in problem.fixed if v.bond in bonds),
        published=tuple(v for v in problem.published if v.bond in bonds),
    )
