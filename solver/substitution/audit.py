"""Check any plan against a problem and a profile, without the engine.

It accepts plans of any origin: ours, another solver's, a stored one. What does not
fit the problem at all is a finding, never a crash.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from solver.profile import RuleProfile
from solver.rule import Binding, Finding, PersonGroup, Practice, RuleId, RuleInfo
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import JointRule, PairRule, RuleSet
from solver.substitution.plan import Option, Plan
from solver.substitution.problem import Model, NeedId, Problem
from solver.substitution.rules import load_rules

KNOWN_PARTS = RuleInfo(
    id=RuleId("known-parts"),
    number=0,
    title="Der Plan passt zum Problem",
    source=Practice("Ein Plan nennt nur, was es gibt"),
    binding=Binding.LAW,
    applies_to=PersonGroup.EVERYBODY,
    sentence="Die Zuordnung zu Bedarf {need} passt nicht zum Problem: {part_fault}.",
)


@dataclass(frozen=True, slots=True)
class MeasuredTier:
    """The value of one tier, counted on the plan."""

    id: str
    unit: str
    value: int


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What the audit found; findings on fixed cover are shown and block nothing."""

    findings: tuple[Finding, ...]
    tiers: tuple[MeasuredTier, ...]
    not_checked: tuple[RuleId, ...]

    @property
    def accepted(self) -> bool:
        """Whether nothing that the plan decides breaches a rule."""
        return not any(finding.decided for finding in self.findings)


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
    strange = {o: f for o in plan.assignments if (f := _part_fault(index, o))}
    known = tuple(o for o in plan.assignments if o not in strange)
    checked = Plan(known)
    findings = [
        *(_unknown(option, fault) for option, fault in strange.items()),
        *_pair_findings(index, rules, known),
        *_fixed_pair_findings(index, rules),
    ]
    for rule in rules.joint:
        findings.extend(rule.check(index, checked))
    tiers = tuple(
        MeasuredTier(wish.id, wish.unit, wish.measure(index, checked))
        for wish in rules.wishes
        if wish.applies(index)
    )
    return AuditReport(tuple(findings), tiers, rules.not_checked)


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
    facts = {"need": option.need, "part_fault": fault}
    return Finding(KNOWN_PARTS.id, facts, (option.need,))


def _only_pair(rules: RuleSet) -> Iterator[PairRule[object]]:
    """Pair rules that are not also joint: those say everything in their check."""
    return (rule for rule in rules.pair if not isinstance(rule, JointRule))


def _pair_findings(
    index: ProblemIndex, rules: RuleSet, assignments: Iterable[Option]
) -> Iterator[Finding]:
    for option in assignments:
        for rule in _only_pair(rules):
            refusal = rule.refuse(index, option)
            if refusal is not None:
                yield Finding(refusal.rule, refusal.facts, _subjects(option))


def _fixed_pair_findings(index: ProblemIndex, rules: RuleSet) -> Iterator[Finding]:
    """What fixed cover of a need breaches; shown, not decided by the plan."""
    for option in _fixed_options(index):
        for rule in _only_pair(rules):
            refusal = rule.refuse(index, option) if rule.on_fixed else None
            if refusal is not None:
                yield Finding(
                    refusal.rule, refusal.facts, _subjects(option), decided=False
                )


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


def _subjects(option: Option) -> tuple[str, ...]:
    return option.child, option.person, option.place
