"""Rule 8: who holds a place can, and a group holds one each."""

from collections.abc import Iterator
from dataclasses import dataclass

from solver.pairing.cover import Cover
from solver.pairing.kinds import TeamRule
from solver.pairing.problem import PersonId, Team, TeamKind
from solver.rule import Binding, PersonGroup, Practice, Refusal, RuleId, RuleInfo


@dataclass(frozen=True, slots=True)
class Holding:
    """Whether members of tandems and trios may be paid to hold a place, too."""

    small_teams_hold: bool = True


class HeldPlaces(TeamRule[Holding]):
    """Every member of a group holds a place, nobody in a floater's cluster does."""

    info = RuleInfo(
        id=RuleId("team-held-places"),
        number=8,
        title="Freihalteplätze gibt es, wo das Modell sie vorsieht und einer frei ist",
        source=Practice("Verbund „4+1“: je Mitglied ein Platz"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{person} hält in diesem Team keinen Platz frei: {held_fault}.",
    )
    indispensable = True
    parameters_type = Holding

    def may_hold(self, cover: Cover, kind: TeamKind, person: PersonId) -> bool:
        """Whether somebody may hold a place in a team of this kind."""
        small = kind in {TeamKind.TANDEM, TeamKind.TRIO}
        if kind is TeamKind.CLUSTER or (small and not self.parameters.small_teams_hold):
            return False
        return cover.index.problem.childminders[person].holdable > 0

    @staticmethod
    def must_hold(kind: TeamKind) -> bool:
        """Whether every member of such a team holds one."""
        return kind is TeamKind.GROUP

    def refuse(self, index: Cover, option: Team) -> Refusal | None:
        """Refuse places that are not held, that are none, or that nobody pays."""
        return next(self._faults(index, option), None)

    def _faults(self, cover: Cover, team: Team) -> Iterator[Refusal]:
        for member in team.members:
            if self.must_hold(team.kind) and member not in team.holders:
                holdable = cover.index.problem.childminders[member].holdable
                fault = "not_held" if holdable else "none_free"
                yield self.refusal(person=member, held_fault=fault)
        for holder in team.holders:
            if holder not in team.members:
                yield self.refusal(person=holder, held_fault="no_member")
            elif not cover.index.problem.childminders[holder].holdable:
                yield self.refusal(person=holder, held_fault="none_free")
            elif not self.may_hold(cover, team.kind, holder):
                yield self.refusal(person=holder, held_fault="not_foreseen")
