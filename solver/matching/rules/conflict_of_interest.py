"""Rule 7: nobody coaches where they are counsellor or employed."""

from solver.matching.index import MatchingIndex
from solver.matching.kinds import PairRule
from solver.matching.problem import Engagement
from solver.rule import (
    Binding,
    NoParameters,
    PersonGroup,
    Practice,
    Refusal,
    RuleId,
    RuleInfo,
)


class NoConflictOfInterest(PairRule[NoParameters]):
    """The coach comes from outside."""

    info = RuleInfo(
        id=RuleId("conflict-of-interest"),
        number=7,
        title="Prozessbegleitung kommt von außen",
        source=Practice(
            "Prozessbegleitung ist keine Fachberatung",
            reference="Fach- und Forschungsstelle ThEKiZ",
        ),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{coach} ist bei {kindergarten} nicht von außen: {conflict}.",
    )

    def refuse(self, index: MatchingIndex, option: Engagement) -> Refusal | None:
        """Refuse a coach who is counsellor or employed there."""
        kind = index.conflicts.get((option.coach, option.kindergarten))
        if kind is None:
            return None
        return self.refusal(
            coach=option.coach, kindergarten=option.kindergarten, conflict=kind.value
        )
