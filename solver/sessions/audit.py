"""Check any dates; see ``solver.audit``."""

from solver.audit import AuditReport, known_parts, parts_of, report, unknown_part
from solver.facts import iso
from solver.profile import RuleProfile
from solver.rule import Finding
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import RuleSet
from solver.sessions.plan import SessionPlan
from solver.sessions.problem import SessionProblem, Visit
from solver.sessions.rules import load_rules

KNOWN_PARTS = known_parts(
    "Der Termin von {engagement} am {day} passt nicht zum Problem: {part_fault}."
)


def audit(
    problem: SessionProblem, profile: RuleProfile, plan: SessionPlan
) -> AuditReport:
    """Check every visit and all of them together, and count the tiers.

    Visits that name something unknown are reported and left out of the rest.

    Raises
    ------
    ProfileError
        If the profile is incomplete or contradicts itself.
    """
    return audit_with(SessionIndex(problem), load_rules(profile), plan)


def audit_with(index: SessionIndex, rules: RuleSet, plan: SessionPlan) -> AuditReport:
    """The same with an index and rules that are already there."""
    parts = parts_of(
        plan.assignments,
        lambda v: _part_fault(index, v),
        _unknown,
        fixed=index.problem.fixed,
        subjects=lambda v: (
            index.engagement(v.session).coach,
            index.engagement(v.session).kindergarten,
        ),
    )
    return report(index, rules, parts, SessionPlan(parts.known))


def _part_fault(index: SessionIndex, visit: Visit) -> str | None:
    """Why a visit does not fit the problem at all, if so."""
    session = index.sessions.get(visit.session)
    if session is None:
        return "unknown_session"
    if visit.slot.minutes != session.minutes:
        return "other_length"
    return None


def _unknown(visit: Visit, fault: str) -> Finding:
    facts = {
        "engagement": visit.session.engagement,
        "day": iso(visit.day),
        "part_fault": fault,
    }
    return unknown_part(facts, visit.session.engagement)
