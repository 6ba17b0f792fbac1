"""One language more."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from solver.matching.explanation.change_answers import CHANGE_LANGUAGE
from solver.matching.explanation.changes.change import Change, ChangeKind, Kind, Lack
from solver.matching.index import MatchingIndex
from solver.matching.kinds import RuleSet
from solver.matching.problem import CoachId, MatchingProblem


class OneLanguage(Kind):
    """The one language that is missing; two would be two changes."""

    kind = ChangeKind.LANGUAGE
    answers = frozenset({"same-language"})

    def of(self, index: MatchingIndex, rules: RuleSet, lack: Lack) -> Iterable[Change]:  # noqa: ARG002 - asks no rule
        """One change, where one language is missing."""
        coach = index.coach(lack.option)
        missing = sorted(index.kindergarten(lack.option).languages - coach.languages)
        if len(missing) == 1:
            yield Change(
                self.kind,
                1,
                lack.option,
                (coach.id, *missing),
                CHANGE_LANGUAGE.id,
                {"coach": coach.id, "language": missing[0]},
                partial(_speaking, index.problem, coach.id, missing[0]),
            )


def _speaking(
    problem: MatchingProblem, coach: CoachId, language: str
) -> MatchingProblem:
    found = problem.coaches[coach]
    speaking = replace(found, languages=found.languages | {language})
    return replace(problem, coaches={**problem.coaches, coach: speaking})
