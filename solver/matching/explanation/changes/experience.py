"""Years of experience that are missing for a kindergarten that begins."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from solver.matching.explanation.change_answers import CHANGE_EXPERIENCE
from solver.matching.explanation.changes.change import Change, ChangeKind, Kind, Lack
from solver.matching.index import MatchingIndex
from solver.matching.kinds import RuleSet
from solver.matching.problem import CoachId, MatchingProblem


class MoreExperience(Kind):
    """As many years as are missing."""

    kind = ChangeKind.EXPERIENCE
    answers = frozenset({"experienced-at-start"})

    def of(self, index: MatchingIndex, rules: RuleSet, lack: Lack) -> Iterable[Change]:  # noqa: ARG002 - the refusal says all
        """One change."""
        for refusal in lack.refusals:
            coach, limit = lack.option.coach, int(refusal.facts["limit"])
            missing = limit - int(refusal.facts["years"])
            yield Change(
                self.kind,
                missing,
                lack.option,
                (coach, limit),
                CHANGE_EXPERIENCE.id,
                {"coach": coach, "size": missing},
                partial(_experienced, index.problem, coach, limit),
            )


def _experienced(
    problem: MatchingProblem, coach: CoachId, years: int
) -> MatchingProblem:
    experienced = replace(problem.coaches[coach], experience_years=years)
    return replace(problem, coaches={**problem.coaches, coach: experienced})
