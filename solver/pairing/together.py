"""Every team that holds two given people: what a question asks for."""

from collections.abc import Iterator
from itertools import combinations, product

from solver.pairing.frame import Frame
from solver.pairing.problem import PersonId, Team, TeamKind


def with_both(frame: Frame, both: tuple[PersonId, PersonId]) -> Iterator[Team]:
    """All teams that the rules pass in which both are; the second may be a floater."""
    one, other = sorted(both)
    staying = [team for team in frame.staying if {one, other} <= set(team.people)]
    yield from staying
    floaters = frame.cover.index.problem.floaters
    if one in floaters or other in floaters:
        floater, member = (one, other) if one in floaters else (other, one)
        yield from _clusters(frame, floater, (member,))
    elif other in frame.near.get(one, ()):
        for kind in (TeamKind.TANDEM, TeamKind.TRIO, TeamKind.GROUP):
            yield from _members(frame, kind, (one, other))
    if not {one, other} & set(floaters):
        for floater in frame.reached:
            yield from _clusters(frame, floater, (one, other))


def _members(
    frame: Frame, kind: TeamKind, both: tuple[PersonId, PersonId]
) -> Iterator[Team]:
    ready = frame.ready[kind]
    if not set(both) <= ready:
        return
    near = set(frame.near[both[0]]) & set(frame.near[both[1]]) & ready
    least, most = frame.sizes(kind)
    for count in range(least - 2, most - 1):
        for others in combinations(sorted(near), count):
            if any(b not in frame.near[a] for a, b in combinations(others, 2)):
                continue
            yield from _held(frame, kind, tuple(sorted((*both, *others))))


def _held(
    frame: Frame, kind: TeamKind, members: tuple[PersonId, ...]
) -> Iterator[Team]:
    for holding in product(*(frame.holding(kind, member) for member in members)):
        held = tuple(m for m, holds in zip(members, holding, strict=True) if holds)
        team = Team(kind, members, held)
        if frame.passes(team):
            yield team


def _clusters(
    frame: Frame, floater: PersonId, asked: tuple[PersonId, ...]
) -> Iterator[Team]:
    kind = TeamKind.CLUSTER
    reached = set(frame.reached.get(floater, ())) & frame.ready[kind]
    if not set(asked) <= reached:
        return
    _, most = frame.sizes(kind)
    for count in range(most - len(asked) + 1):
        for others in combinations(sorted(reached - set(asked)), count):
            team = Team(kind, tuple(sorted((*asked, *others))), floater=floater)
            if frame.passes(team):
                yield team
