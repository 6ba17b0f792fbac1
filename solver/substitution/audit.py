"""Check any plan of substitutions; see ``solver.audit``."""

from collections.abc import Iterator

from solver.audit import AuditReport, known_parts, parts_of, report, unknown_part
from solver.profile import RuleProfile
from solver.rule import Finding
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.plan import Option, Plan
from solver.substitution.problem import Model, NeedId, Problem
from solver.substitution.rules import load_rules

KNOWN_PARTS = known_parts(
    "Die Zuordnung zu Bedarf {need} passt nicht zum Problem: {part_fault}."
)


def audit(problem: Problem, profile: RuleProfile, plan: Plan) -> AuditReport:
    """Check every assignment and all of them together, and count the tiers.

    Assignments that name something unknown or do not fit their need are reported and
    left out of the rest.

    Raises
    ------
    ProfileError
        If the profile is incomplete or contradicts itself.
    """
    index = ProblemIndex(problem)
    return audit_with(index, load_rules(profile), plan)


def audit_with(index: ProblemIndex, rules: RuleSet, plan: Plan) -> AuditReport:
    """The same with an index and rules that are already there."""
    parts = parts_of(
        plan.assignments,
        lambda o: _part_fault(index, o),
        _unknown,
        fixed=_fixed_options(index),
        subjects=lambda option: (option.child, option.person, option.place),
    )
    return report(index, rules, parts, Plan(parts.known))


def _part_fault(index: ProblemIndex, option: Option) -> str | None:
    """Why an assignment does not fit the problem at all, if so."""
    need = index.needs.get(option.need)
    if need is None:
        return "unknown_need"
    if (option.child, option.day) != (need.child, need.day):
        return "other_child_or_day"
    if not need.slot.contains(option.slot):
        return "outside_need"
    if option.person not in index.problem.persons:
        return "unknown_person"
    if option.place not in index.problem.places:
        return "unknown_place"
    return None


def _unknown(option: Option, fault: str) -> Finding:
    return unknown_part({"need": option.need, "part_fault": fault}, option.need)


def _fixed_options(index: ProblemIndex) -> Iterator[Option]:
    """Fixed cover with a person, as an option of the need it answers."""
    for (child, day), found in index.fixed_of_child_day.items():
        for need in index.needs_of_child_day.get((child, day), ()):
            for cover in (fixed.cover for fixed in found):
                if cover.person is None or cover.place is None:
                    continue
                if cover.slot.overlaps(need.slot):
                    yield Option(
                        NeedId(need.id),
                        child,
                        day,
                        cover.slot,
                        cover.person,
                        cover.place,
                        Model.KNOWN_PERSON,
                    )
