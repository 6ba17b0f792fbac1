"""One kindergarten more than the coach agreed to."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from solver.matching.explanation.change_answers import CHANGE_COUNT
from solver.matching.explanation.changes.change import Change, ChangeKind, Kind, Lack
from solver.matching.index import MatchingIndex
from solver.matching.kinds import RuleSet
from solver.matching.problem import CoachId, MatchingProblem


class OneMore(Kind):
    """One more, where she has a limit at all and nothing forbids the pair."""

    kind = ChangeKind.COUNT
    answers = frozenset()

    def of(self, index: MatchingIndex, rules: RuleSet, lack: Lack) -> Iterable[Change]:  # noqa: ARG002 - asks no rule
        """One change, where there is a limit."""
        coach = lack.option.coach
        limit = index.problem.coaches[coach].max_kindergartens
        if limit is not None:
            yield Change(
                self.kind,
                1,
                lack.option,
                (coach,),
                CHANGE_COUNT.id,
                {"coach": coach, "limit": limit},
                partial(_more, index.problem, coach, limit + 1),
            )


def _more(problem: MatchingProblem, coach: CoachId, limit: int) -> MatchingProblem:
    ready = replace(problem.coaches[coach], max_kindergartens=limit)
    return replace(problem, coaches={**problem.coaches, coach: ready})
