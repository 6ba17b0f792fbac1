"""Rule 6: a team's members live near each other."""

from dataclasses import dataclass

from solver.pairing.cover import Cover
from solver.pairing.kinds import BetweenRule
from solver.pairing.problem import PersonId
from solver.rule import Binding, PersonGroup, Practice, Refusal, RuleId, RuleInfo


@dataclass(frozen=True, slots=True)
class TeamWays:
    """Longest way between two members, and of a floater to one of hers."""

    max_minutes: int = 15
    floater_max_minutes: int = 25


class NearEnough(BetweenRule[TeamWays]):
    """Every two members reach each other, and a floater all of hers, in time."""

    info = RuleInfo(
        id=RuleId("team-ways"),
        number=6,
        title="Wer ein Team bildet, wohnt nahe beieinander",
        source=Practice("Tandem: gleiche Nachbarschaft; Mehrweg der Familien"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "Von {person} zu {other}: {way} Weg (höchstens: {limit_minutes} Minuten)."
        ),
    )
    parameters_type = TeamWays

    def limit(self, cover: Cover, other: PersonId) -> int:
        """The longest way [min] to a member or a floater."""
        if other in cover.index.problem.floaters:
            return self.parameters.floater_max_minutes
        return self.parameters.max_minutes

    def refuse_between(
        self, cover: Cover, one: PersonId, other: PersonId
    ) -> Refusal | None:
        """Refuse a way that is too long, or that nobody can go."""
        way = cover.index.way(one, other)
        limit = self.limit(cover, other)
        if way is not None and way <= limit:
            return None
        known = "unreachable" if way is None else way
        return self.refusal(person=one, other=other, way=known, limit_minutes=limit)
