"""Rule 10: hosts take turns."""

from collections import Counter
from collections.abc import Iterable

from solver.rule import (
    Binding,
    Finding,
    NoParameters,
    PersonGroup,
    Practice,
    RuleId,
    RuleInfo,
)
from solver.workshops.index import WorkshopIndex
from solver.workshops.kinds import JointRule
from solver.workshops.problem import ClusterId, EventDate, MemberId
from solver.workshops.variables import WorkshopVariables


class HostRotation(JointRule[NoParameters]):
    """No member is host more often than its share, rounded up.

    The share is the cluster's hosted events over the members with a room at all.
    """

    info = RuleInfo(
        id=RuleId("host-rotation"),
        number=10,
        title="Gastgebende Kommunen wechseln sich ab",
        source=Practice("Jede Kommune lädt einmal ein"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{host} wäre {count}-mal Gastgeberin (höchstens: {limit}).",
    )

    def post(self, index: WorkshopIndex, variables: WorkshopVariables) -> None:
        """One row per member that could be host too often."""
        taken = _counted(index.problem.fixed)
        for member in index.problem.members.values():
            turns = [
                (found[member.id], 1)
                for found in variables.hosts.values()
                if member.id in found
            ]
            room = max(0, _share(index, member.cluster) - taken[member.id])
            if len(turns) > room:
                name = f"Wechsel: {member.id}"
                variables.model.add_at_most(turns, room, name)

    def breaches(
        self, index: WorkshopIndex, assignments: Iterable[EventDate]
    ) -> Iterable[Finding]:
        """Members that the plan makes host too often."""
        taken = _counted(index.problem.fixed)
        for host, count in sorted(_counted(assignments).items()):
            yield from self._beyond(index, host, count + taken[host])

    def fixed_breaches(self, index: WorkshopIndex) -> Iterable[Finding]:
        """Members that were agreed too often."""
        for host, count in sorted(_counted(index.problem.fixed).items()):
            for found in self._beyond(index, host, count):
                yield Finding(found.rule, found.facts, found.subjects, False)  # noqa: FBT003 - not decided by the plan

    def _beyond(
        self, index: WorkshopIndex, host: MemberId, count: int
    ) -> Iterable[Finding]:
        limit = _share(index, index.problem.members[host].cluster)
        if count > limit:
            facts: dict[str, int | str] = {
                "host": host,
                "count": count,
                "limit": limit,
            }
            yield Finding(self.id, facts, (host,))


def _share(index: WorkshopIndex, cluster: ClusterId) -> int:
    hosted = sum(
        event.hosted and cluster in event.clusters
        for event in index.problem.events.values()
    )
    able = sum(member.room > 0 for member in index.members_of.get(cluster, ()))
    return -(-hosted // max(1, able))


def _counted(dates: Iterable[EventDate]) -> Counter[MemberId]:
    return Counter(date.host for date in dates if date.host is not None)
