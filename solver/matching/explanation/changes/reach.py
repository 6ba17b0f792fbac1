"""A larger radius: the coach goes as far as the kindergarten is away."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from solver.matching.explanation.change_answers import CHANGE_REACH
from solver.matching.explanation.changes.change import Change, ChangeKind, Kind, Lack
from solver.matching.index import MatchingIndex
from solver.matching.kinds import RuleSet
from solver.matching.problem import CoachId, MatchingProblem


class LargerRadius(Kind):
    """As many minutes as are missing; what cannot be reached stays out of reach."""

    kind = ChangeKind.REACH
    answers = frozenset({"within-reach"})

    def of(self, index: MatchingIndex, rules: RuleSet, lack: Lack) -> Iterable[Change]:  # noqa: ARG002 - the refusal says all
        """One change, where there is a way."""
        for refusal in lack.refusals:
            way, limit = refusal.facts["way"], refusal.facts["limit"]
            if isinstance(way, int) and isinstance(limit, int):
                coach = lack.option.coach
                yield Change(
                    self.kind,
                    way - limit,
                    lack.option,
                    (coach, way),
                    CHANGE_REACH.id,
                    {"coach": coach, "size": way - limit},
                    partial(_farther, index.problem, coach, way - limit),
                )


def _farther(problem: MatchingProblem, coach: CoachId, more: int) -> MatchingProblem:
    """So many minutes more in every month with a limit."""
    own = problem.coaches[coach]
    usual = own.max_way_minutes
    farther = replace(
        own,
        max_way_minutes=None if usual is None else usual + more,
        max_way_by_month={m: n + more for m, n in own.max_way_by_month.items()},
    )
    return replace(problem, coaches={**problem.coaches, coach: farther})
