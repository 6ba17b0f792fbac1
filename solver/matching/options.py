"""Pairs that may be chosen at all, and why the others may not."""

from collections.abc import Mapping
from dataclasses import dataclass

from solver.matching.index import MatchingIndex
from solver.matching.kinds import RuleSet
from solver.matching.plan import RefusedCoach
from solver.matching.problem import Engagement, KindergartenId
from solver.result import StopCheck


@dataclass(frozen=True, slots=True)
class OptionSet:
    """Pairs with the fewest half-hours, in stable order, and who was refused why."""

    options: tuple[Engagement, ...]
    refusals: Mapping[KindergartenId, tuple[RefusedCoach, ...]]


def generate(
    index: MatchingIndex, rules: RuleSet, give_up: StopCheck = lambda: False
) -> OptionSet:
    """Every pair of an open kindergarten that passes the pair rules.

    Parameters
    ----------
    give_up
        Asked between kindergartens; once it is true the others have no pairs.
    """
    options: list[Engagement] = []
    refusals: dict[KindergartenId, tuple[RefusedCoach, ...]] = {}
    for kindergarten in index.open:
        if give_up():
            break
        refused: list[RefusedCoach] = []
        for coach in index.problem.coaches:
            least = Engagement(kindergarten.id, coach, kindergarten.min_half_hours)
            for rule in rules.pair:
                refusal = rule.refuse(index, least)
                if refusal is not None:
                    refused.append(RefusedCoach(coach, refusal.rule, refusal.facts))
                    break
            else:
                options.append(least)
        refusals[kindergarten.id] = tuple(refused)
    return OptionSet(tuple(options), refusals)
