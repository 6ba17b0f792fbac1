"""Shortest ways between a coach's home and the kindergartens she accompanies.

Given ways may contradict each other by a rounded minute. Shortest ones never do, so a
day without one of its visits is never harder to drive than the day with it.
"""

from collections.abc import Iterable
from itertools import product

from solver.matching.problem import CoachId, KindergartenId
from solver.sessions.problem import SessionProblem

#: The place a day begins and ends at.
HOME = ""


def shortest_ways(
    problem: SessionProblem, coach: CoachId
) -> dict[tuple[str, str], int]:
    """Minutes between all places of a coach, ``HOME`` included."""
    houses = sorted(
        {e.kindergarten for e in problem.engagements.values() if e.coach == coach}
    )
    found: dict[tuple[str, str], int] = {}
    for house in houses:
        found[HOME, house] = found[house, HOME] = problem.ways[coach, house]
    for one, other in product(houses, houses):
        if one != other:
            found[one, other] = _given(problem, coach, one, other)
    places: Iterable[str] = (HOME, *houses)
    for via, start, end in product(places, places, places):
        if via not in (start, end) and start != end:
            by = found[start, via] + found[via, end]
            found[start, end] = min(found[start, end], by)
    return found


def _given(
    problem: SessionProblem,
    coach: CoachId,
    one: KindergartenId,
    other: KindergartenId,
) -> int:
    """The way given in this or the other direction, else the one by home."""
    there = problem.between.get((one, other), problem.between.get((other, one)))
    by_home = problem.ways[coach, one] + problem.ways[coach, other]
    return by_home if there is None else min(there, by_home)
