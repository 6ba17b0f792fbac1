"""The way: the family accepts more minutes to a person's place."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from solver.substitution.explanation.answers import CHANGE_WAY
from solver.substitution.explanation.changes.change import (
    Change,
    ChangeKind,
    Kind,
    Lack,
)
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.problem import ChildId, Problem


class LongerWay(Kind):
    """As many minutes as are missing; what cannot be reached stays out of reach."""

    kind = ChangeKind.WAY
    answers = frozenset({"extra-way-limit"})

    def of(self, index: ProblemIndex, rules: RuleSet, lack: Lack) -> Iterable[Change]:  # noqa: ARG002 - the refusal says the limit
        """One change, where the way alone refuses and can be gone."""
        for refusal in lack.refusals:
            extra = refusal.facts.get("extra_way")
            if refusal.rule not in self.answers or not isinstance(extra, int):
                continue
            option = lack.option
            missing = extra - int(refusal.facts["limit_minutes"])
            alter = partial(_accepting, child=option.child, minutes=extra)
            yield Change(
                self.kind,
                missing,
                option,
                (option.child, extra),
                CHANGE_WAY.id,
                {
                    "child": option.child,
                    "day": iso(option.day),
                    "person": option.person,
                    "size": missing,
                },
                partial(alter, index.problem),
                alter,
            )


def _accepting(problem: Problem, child: ChildId, minutes: int) -> Problem:
    before = problem.children[child].max_extra_way_minutes or 0
    most = max(before, minutes)
    accepting = replace(problem.children[child], max_extra_way_minutes=most)
    return replace(problem, children={**problem.children, child: accepting})
