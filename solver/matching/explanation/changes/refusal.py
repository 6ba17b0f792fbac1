"""A refusal withdrawn: coach and kindergarten may come together after all."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from solver.matching.explanation.change_answers import CHANGE_REFUSAL
from solver.matching.explanation.changes.change import Change, ChangeKind, Kind, Lack
from solver.matching.index import MatchingIndex
from solver.matching.kinds import RuleSet
from solver.matching.problem import Engagement, MatchingProblem


class Withdrawn(Kind):
    """Whoever refused takes it back; a conflict of interest stays one."""

    kind = ChangeKind.REFUSAL
    answers = frozenset({"pair-wanted"})

    def of(self, index: MatchingIndex, rules: RuleSet, lack: Lack) -> Iterable[Change]:  # noqa: ARG002 - the refusal says all
        """One change, where it was refused once."""
        option = lack.option
        pair = option.coach, option.kindergarten
        said = [r for r in index.problem.refused if (r.coach, r.kindergarten) == pair]
        if len(said) == 1:
            facts = {"coach": option.coach, "refused_by": said[0].origin.value}
            yield Change(
                self.kind,
                1,
                option,
                pair,
                CHANGE_REFUSAL.id,
                facts,
                partial(_together, index.problem, option),
            )


def _together(problem: MatchingProblem, option: Engagement) -> MatchingProblem:
    pair = option.coach, option.kindergarten
    left = (r for r in problem.refused if (r.coach, r.kindergarten) != pair)
    return replace(problem, refused=tuple(left))
