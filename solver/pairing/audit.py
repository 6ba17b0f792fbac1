"""Check any teams of a season; see ``solver.audit``."""

from solver.audit import AuditReport, known_parts, parts_of, report, unknown_part
from solver.pairing.plan import PairingPlan
from solver.pairing.problem import PairingProblem, Team, TeamKind
from solver.pairing.rules import catalogue, load_rules
from solver.pairing.standing import cover_of
from solver.profile import RuleProfile
from solver.rule import Finding
from solver.sentences import Sentences

KNOWN_PARTS = known_parts("Das Team um {person} passt nicht zum Problem: {part_fault}.")
#: The sentence of every refusal and finding about teams.
SENTENCES = Sentences((*catalogue(), KNOWN_PARTS))
sentence = SENTENCES.told


def audit(
    problem: PairingProblem, profile: RuleProfile, plan: PairingPlan
) -> AuditReport:
    """Check every team and all of them together, and count the tiers.

    Teams that name something unknown are reported and left out of the rest.

    Raises
    ------
    ProfileError
        If the profile is incomplete or contradicts itself.
    """
    rules = load_rules(profile)
    index = cover_of(problem, rules)
    parts = parts_of(
        plan.assignments,
        lambda t: _part_fault(problem, t),
        _unknown,
        fixed=(),
        subjects=lambda team: team.people,
    )
    return report(index, rules, parts, PairingPlan(parts.known))


def _part_fault(problem: PairingProblem, team: Team) -> str | None:
    """Why a team does not fit the problem at all, if so."""
    minders = set(problem.childminders)
    known = set(team.members) | set(team.holders) <= minders
    if team.floater is not None:
        known = known and team.floater in problem.floaters
    if not team.members or not known:
        return "unknown_person"
    if (team.floater is not None) is not (team.kind is TeamKind.CLUSTER):
        return "floater_or_not"
    twice = (team.people, team.holders)
    if any(len(set(people)) < len(people) for people in twice):
        return "person_twice"
    return None


def _unknown(team: Team, fault: str) -> Finding:
    first = team.people[0] if team.people else ""
    return unknown_part({"person": first, "part_fault": fault}, *team.people)
