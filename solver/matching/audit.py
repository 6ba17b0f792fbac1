"""Check any matching; see ``solver.audit``."""

from solver.audit import AuditReport, known_parts, parts_of, report, unknown_part
from solver.matching.index import MatchingIndex
from solver.matching.kinds import RuleSet
from solver.matching.plan import MatchingPlan
from solver.matching.problem import Engagement, MatchingProblem
from solver.matching.rules import load_rules
from solver.profile import RuleProfile
from solver.rule import Finding

KNOWN_PARTS = known_parts(
    "{coach} und {kindergarten} passen nicht zum Problem: {part_fault}."
)


def audit(
    problem: MatchingProblem, profile: RuleProfile, plan: MatchingPlan
) -> AuditReport:
    """Check every engagement and all of them together, and count the tiers.

    Engagements that name something unknown are reported and left out of the rest.

    Raises
    ------
    ProfileError
        If the profile is incomplete or contradicts itself.
    """
    return audit_with(MatchingIndex(problem), load_rules(profile), plan)


def audit_with(index: MatchingIndex, rules: RuleSet, plan: MatchingPlan) -> AuditReport:
    """The same with an index and rules that are already there."""
    parts = parts_of(
        plan.assignments,
        lambda e: _part_fault(index, e),
        _unknown,
        fixed=index.problem.fixed,
        subjects=lambda e: (e.coach, e.kindergarten),
    )
    return report(index, rules, parts, MatchingPlan(parts.known))


def _part_fault(index: MatchingIndex, engagement: Engagement) -> str | None:
    """Why an engagement does not fit the problem at all, if so."""
    if engagement.kindergarten not in index.problem.kindergartens:
        return "unknown_kindergarten"
    if engagement.coach not in index.problem.coaches:
        return "unknown_coach"
    return None


def _unknown(engagement: Engagement, fault: str) -> Finding:
    facts = {
        "coach": engagement.coach,
        "kindergarten": engagement.kindergarten,
        "part_fault": fault,
    }
    return unknown_part(facts, engagement.coach, engagement.kindergarten)
