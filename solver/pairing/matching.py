"""Teams of two and nothing else: a maximum-weight matching in a general graph.

All tiers in one weight: a unit of a tier outweighs everything below it, in integers
that the matching (Galil's blossom algorithm in rustworkx, in 128 bits) adds up
exactly. Ranks come last, so that of equally good matchings one is chosen wherever it
is run; that no other one is as good is then proven by a second matching in which the
chosen edges are worth the least bit less.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

from solver.engine.draws import hashed_rank
from solver.pairing.problem import Team

#: Weights stay below this, far enough from the 127 bits there are for twice their sum.
MOST_WEIGHT = 1 << 118
RANKS = 1 << 16
#: Of more possible teams it is not proven that no others are as good: it would take
#: as long again. Ranks choose the same ones all the same.
MOST_PROVEN = 10_000


@dataclass(frozen=True, slots=True)
class Matched:
    """The best teams of two, and whether nothing else is as good."""

    teams: tuple[Team, ...]
    unique: bool


def match_teams(worths: Sequence[tuple[Team, tuple[int, ...]]]) -> Matched | None:
    """Teams of two, no person in two, lexicographically best; proven by the method.

    Parameters
    ----------
    worths
        Each team with what it adds to every tier; less is better.

    Returns
    -------
    Matched or None
        ``None`` if the tiers do not fit into the integers of the matching.
    """
    best: dict[tuple[str, ...], tuple[tuple[int, ...], Team]] = {}
    for team, worth in worths:
        known = best.get(team.members)
        if known is None or (worth, team) < known:
            best[team.members] = worth, team
    edges = [(team, worth) for worth, team in best.values()]
    weights = joined_weights([worth for _, worth in edges], edges)
    if weights is None:
        return None
    chosen = _matching([team for team, _ in edges], weights)
    if len(edges) > MOST_PROVEN:
        return Matched(tuple(sorted(edges[n][0] for n in chosen)), unique=False)
    factor = len(chosen) + 1
    less = [
        factor * weight - (number in chosen) for number, weight in enumerate(weights)
    ]
    unique = max(less, default=0) < MOST_WEIGHT and chosen == _matching(
        [team for team, _ in edges], less
    )
    return Matched(tuple(sorted(edges[n][0] for n in chosen)), unique)


def joined_weights(
    worths: Sequence[tuple[int, ...]], edges: Sequence[tuple[Team, tuple[int, ...]]]
) -> list[int] | None:
    """One weight per edge in which earlier tiers outweigh all later ones."""
    people = {person for team, _ in edges for person in team.members}
    most_teams = len(people) // 2
    # The last digit: ranks that choose between equally good matchings.
    weights = [hashed_rank(team.members, RANKS) for team, _ in edges]
    base = most_teams * RANKS + 1
    for tier in reversed(range(len(worths[0]) if worths else 0)):
        unit = gcd(*(worth[tier] for worth in worths)) or 1
        steps = [worth[tier] // unit for worth in worths]
        for number, step in enumerate(steps):
            weights[number] -= step * base
        most = most_teams * max(map(abs, steps))
        base *= 2 * most + 1
    return weights if base < MOST_WEIGHT else None


def _matching(teams: Sequence[Team], weights: Sequence[int]) -> frozenset[int]:
    """Numbers of the chosen edges."""
    # Only who plans teams of two waits for the library to load.
    import rustworkx  # noqa: PLC0415 (reason above)

    people = {person for team in teams for person in team.members}
    nodes = {person: number for number, person in enumerate(sorted(people))}
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(list(nodes))
    numbered: dict[tuple[int, int], int] = {}
    edges = []
    for number, (team, weight) in enumerate(zip(teams, weights, strict=True)):
        one, other = (nodes[person] for person in team.members)
        numbered[min(one, other), max(one, other)] = number
        if weight > 0:
            edges.append((one, other, weight))
    graph.add_edges_from(edges)
    pairs = rustworkx.max_weight_matching(graph, weight_fn=int)
    return frozenset(numbered[min(pair), max(pair)] for pair in pairs)
