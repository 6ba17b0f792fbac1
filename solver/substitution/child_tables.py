"""What a child's cover says beyond its day: who was there, who belongs together."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from solver.slots import Day
from solver.substitution.problem import (
    ChildId,
    Cover,
    EpisodeId,
    FormerSubstitute,
    Need,
    PersonId,
    Problem,
)


class ChildTables:
    """Tables over children and their episodes, built when first asked for."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem

    @cached_property
    def regular_persons(self) -> dict[ChildId, frozenset[PersonId]]:
        """Persons a child is under contract with, absent ones included."""
        found: dict[ChildId, set[PersonId]] = defaultdict(set)
        for need in self.problem.needs:
            found[need.child].add(need.absent)
        for presence in self.problem.presences:
            found[presence.child].add(presence.person)
        return {child: frozenset(persons) for child, persons in found.items()}

    @cached_property
    def covers_of(self) -> dict[ChildId, list[Cover]]:
        """Fixed cover of each child with somebody who can be named."""
        found: dict[ChildId, list[Cover]] = defaultdict(list)
        for fixed in self.problem.fixed:
            if fixed.cover.person is not None:
                found[fixed.cover.child].append(fixed.cover)
        return dict(found)

    @cached_property
    def former_of(self) -> dict[ChildId, list[FormerSubstitute]]:
        """Who substituted for each child before the days planned."""
        found: dict[ChildId, list[FormerSubstitute]] = defaultdict(list)
        for former in self.problem.former_substitutes:
            found[former.child].append(former)
        return dict(found)

    @cached_property
    def siblings(self) -> dict[ChildId, frozenset[ChildId]]:
        """Siblings of each child; named by one of them is enough."""
        found: dict[ChildId, set[ChildId]] = defaultdict(set)
        for child in self.problem.children.values():
            for other in child.siblings:
                found[child.id].add(other)
                found[other].add(child.id)
        return {child: frozenset(others) for child, others in found.items()}

    @cached_property
    def held_persons(self) -> dict[EpisodeId, frozenset[PersonId]]:
        """Persons with fixed cover in an episode, days already held included."""
        return {
            episode: frozenset(c.person for c in covers if c.person is not None)
            for episode, covers in self._held.items()
        }

    @cached_property
    def held_days(self) -> dict[EpisodeId, frozenset[Day]]:
        """Days of an episode with fixed cover by somebody, held ones included."""
        return {
            episode: frozenset(c.day for c in covers)
            for episode, covers in self._held.items()
        }

    @cached_property
    def _held(self) -> dict[EpisodeId, list[Cover]]:
        """Fixed cover with a person by episode.

        It belongs to the need it overlaps, otherwise to the child's next need on a
        later day.
        """
        held: dict[EpisodeId, list[Cover]] = defaultdict(list)
        needs_of: dict[ChildId, list[Need]] = defaultdict(list)
        for need in sorted(self.problem.needs, key=lambda n: (n.day, n.slot)):
            needs_of[need.child].append(need)
        for fixed in self.problem.fixed:
            cover = fixed.cover
            episode = self._episode(cover, needs_of.get(cover.child, []))
            if cover.person is not None and episode is not None:
                held[episode].append(cover)
        return dict(held)

    def _episode(self, cover: Cover, needs: Iterable[Need]) -> EpisodeId | None:
        for need in needs:
            if need.day > cover.day:
                return need.episode
            if need.day == cover.day and need.slot.overlaps(cover.slot):
                return need.episode
        return None
