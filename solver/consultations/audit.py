"""Check any consultation visits; see ``solver.audit``."""

from solver.audit import AuditReport, known_parts, parts_of, report, unknown_part
from solver.consultations.index import ConsultationIndex
from solver.consultations.plan import ConsultationPlan
from solver.consultations.problem import ConsultationProblem, Visit
from solver.consultations.rules import catalogue, load_rules
from solver.facts import iso
from solver.profile import RuleProfile
from solver.rule import Finding
from solver.sentences import Sentences

KNOWN_PARTS = known_parts(
    "Der Besuch zum Wunsch {request} am {day} passt nicht zum Problem: {part_fault}."
)
#: The sentence of every refusal and finding about consultation visits.
SENTENCES = Sentences((*catalogue(), KNOWN_PARTS))
sentence = SENTENCES.told


def audit(
    problem: ConsultationProblem, profile: RuleProfile, plan: ConsultationPlan
) -> AuditReport:
    """Check every visit and all of them together, and count the tiers.

    Visits that name something unknown are reported and left out of the rest.

    Raises
    ------
    ProfileError
        If the profile is incomplete or contradicts itself.
    """
    index = ConsultationIndex(problem)
    parts = parts_of(
        plan.assignments,
        lambda v: _part_fault(problem, v),
        _unknown,
        fixed=problem.fixed,
        subjects=lambda v: (index.request(v).kindergarten, v.host),
    )
    return report(index, load_rules(profile), parts, ConsultationPlan(parts.known))


def _part_fault(problem: ConsultationProblem, visit: Visit) -> str | None:
    """Why a visit does not fit the problem at all, if so."""
    if visit.request not in problem.requests:
        return "unknown_request"
    return None if visit.host in problem.hosts else "unknown_host"


def _unknown(visit: Visit, fault: str) -> Finding:
    facts = {"request": visit.request, "day": iso(visit.day), "part_fault": fault}
    return unknown_part(facts, visit.request)
