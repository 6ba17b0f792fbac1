"""Another time for one visit, everything else left where it is: no engine is needed."""

from collections.abc import Sequence
from dataclasses import dataclass

from solver.profile import RuleProfile
from solver.rule import Facts, RuleId
from solver.slots import Day
from solver.visits.index import VisitIndex
from solver.visits.problem import Visit, VisitProblem
from solver.visits.rounds import tries
from solver.visits.rules import load_rules
from solver.visits.unvisited import first_refusal


@dataclass(frozen=True, slots=True)
class Nowhere:
    """No time of these days is possible: the rule that came farthest, its facts."""

    rule: RuleId
    facts: Facts


def moved(
    problem: VisitProblem, profile: RuleProfile, old: Visit, days: Sequence[Day]
) -> Visit | Nowhere | None:
    """The visit on the nearest possible of these days, as near to its hour as may be.

    Parameters
    ----------
    old
        One of the published visits; the others stay.

    Returns
    -------
    ``None`` if there are no days to look at.

    Raises
    ------
    ProfileError
        If the profile contradicts itself.
    """
    index, rules = VisitIndex(problem), load_rules(profile)
    others = [visit for visit in problem.published if visit != old]
    bond = index.bond(old)
    farthest: tuple[int, RuleId, Facts] | None = None
    for day in sorted(days, key=lambda d: (abs(d - old.day), d)):
        for visit in sorted(
            tries(index, bond, day),
            key=lambda v: (abs(v.slot.start - old.slot.start), v.slot.start),
        ):
            told = first_refusal(index, rules, others, visit)
            if told is None:
                return visit
            if farthest is None or told[0] > farthest[0]:
                farthest = told
    return None if farthest is None else Nowhere(farthest[1], farthest[2])
