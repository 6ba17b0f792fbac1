"""Check any visits; see ``solver.audit``."""

from solver.audit import AuditReport, known_parts, parts_of, report, unknown_part
from solver.facts import iso
from solver.profile import RuleProfile
from solver.rule import Binding, Finding, PersonGroup, Practice, RuleInfo
from solver.sentences import Sentences
from solver.visits.index import VisitIndex
from solver.visits.plan import VisitPlan
from solver.visits.problem import Visit, VisitProblem
from solver.visits.rules import catalogue, load_rules
from solver.visits.unvisited import NOT_WORTH_IT

KNOWN_PARTS = known_parts(
    "Der Besuch {bond} am {day} passt nicht zum Problem: {part_fault}."
)
_NOT_PLANNED = RuleInfo(
    id=NOT_WORTH_IT,
    number=0,
    title="Ein Besuch ginge, brächte aber weniger, als er kostet",
    source=Practice("Die Reihenfolge der Stufen im Regelprofil"),
    binding=Binding.WISH,
    applies_to=PersonGroup.EVERYBODY,
    sentence=(
        "{person} könnte {host} besuchen; innerhalb der Rechenzeit wurde das nicht"
        " eingeplant, oder eine höhere Stufe ginge dafür verloren."
    ),
)
#: The sentence of every refusal and finding about visits.
SENTENCES = Sentences((*catalogue(), KNOWN_PARTS, _NOT_PLANNED))
sentence = SENTENCES.told


def audit(problem: VisitProblem, profile: RuleProfile, plan: VisitPlan) -> AuditReport:
    """Check every visit and all of them together, and count the tiers.

    Visits that name something unknown are reported and left out of the rest.

    Raises
    ------
    ProfileError
        If the profile is incomplete or contradicts itself.
    """
    index = VisitIndex(problem)
    parts = parts_of(
        plan.assignments,
        lambda v: _part_fault(problem, v),
        _unknown,
        fixed=problem.fixed,
        subjects=lambda v: (index.bond(v).visitor, index.bond(v).host),
    )
    return report(index, load_rules(profile), parts, VisitPlan(parts.known))


def _part_fault(problem: VisitProblem, visit: Visit) -> str | None:
    """Why a visit does not fit the problem at all, if so."""
    bond = problem.bonds.get(visit.bond)
    if bond is None:
        return "unknown_bond"
    if visit.slot.minutes != bond.minutes:
        return "other_length"
    if not problem.first_day <= visit.day <= problem.last_day:
        return "outside_days"
    return None


def _unknown(visit: Visit, fault: str) -> Finding:
    facts = {"bond": visit.bond, "day": iso(visit.day), "part_fault": fault}
    return unknown_part(facts, visit.bond)
