"""Check any dates of a workshop series; see ``solver.audit``."""

from solver.audit import AuditReport, known_parts, parts_of, report, unknown_part
from solver.facts import iso
from solver.profile import RuleProfile
from solver.rule import Finding
from solver.sentences import Sentences
from solver.workshops.index import WorkshopIndex
from solver.workshops.plan import WorkshopPlan
from solver.workshops.problem import EventDate, WorkshopProblem
from solver.workshops.rules import catalogue, load_rules

KNOWN_PARTS = known_parts(
    "Der Termin von {event} am {day} passt nicht zum Problem: {part_fault}."
)
#: The sentence of every refusal and finding about workshops.
SENTENCES = Sentences((*catalogue(), KNOWN_PARTS))
sentence = SENTENCES.told


def audit(
    problem: WorkshopProblem, profile: RuleProfile, plan: WorkshopPlan
) -> AuditReport:
    """Check every date and all of them together, and count the tiers.

    Dates that name something unknown are reported and left out of the rest.

    Raises
    ------
    ProfileError
        If the profile is incomplete or contradicts itself.
    """
    index = WorkshopIndex(problem)
    parts = parts_of(
        plan.assignments,
        lambda d: _part_fault(problem, d),
        _unknown,
        fixed=problem.fixed,
        subjects=lambda d: (d.event,),
    )
    return report(index, load_rules(profile), parts, WorkshopPlan(parts.known))


def _part_fault(problem: WorkshopProblem, date: EventDate) -> str | None:
    """Why a date does not fit the problem at all, if so."""
    if date.event not in problem.events:
        return "unknown_event"
    if date.host is not None and date.host not in problem.members:
        return "unknown_member"
    return None


def _unknown(date: EventDate, fault: str) -> Finding:
    facts = {"event": date.event, "day": iso(date.day), "part_fault": fault}
    return unknown_part(facts, date.event)
