"""One topic more."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from solver.matching.explanation.change_answers import CHANGE_TOPIC
from solver.matching.explanation.changes.change import Change, ChangeKind, Kind, Lack
from solver.matching.index import MatchingIndex
from solver.matching.kinds import RuleSet
from solver.matching.problem import CoachId, MatchingProblem


class OneTopic(Kind):
    """A topic the kindergarten needs and the coach does not know, the first that does.

    ``size`` is its weight: of those that are enough the lightest comes first.
    """

    kind = ChangeKind.TOPIC
    answers = frozenset({"topics-covered"})

    def of(self, index: MatchingIndex, rules: RuleSet, lack: Lack) -> Iterable[Change]:  # noqa: ARG002 - verified by solving
        """One change for each topic she lacks."""
        if not lack.rules:
            return
        coach = index.coach(lack.option)
        needed = index.kindergarten(lack.option).topics
        for topic, weight in needed.items():
            if weight and not coach.topics.get(topic):
                yield Change(
                    self.kind,
                    weight,
                    lack.option,
                    (coach.id, topic),
                    CHANGE_TOPIC.id,
                    {"coach": coach.id, "topic": topic},
                    partial(_knowing, index.problem, coach.id, topic),
                )


def _knowing(problem: MatchingProblem, coach: CoachId, topic: str) -> MatchingProblem:
    found = problem.coaches[coach]
    knowing = replace(found, topics={**found.topics, topic: 1})
    return replace(problem, coaches={**problem.coaches, coach: knowing})
