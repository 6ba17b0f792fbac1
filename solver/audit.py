"""Check any plan by its rules, without the engine; each problem sorts out its parts.

It accepts plans of any origin: ours, another solver's, a stored one. What does not
fit the problem at all is a finding, never a crash.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic

from solver.kinds import Decided, IndexT, JointRule, OptionT, PlanT, Rules, VariablesT
from solver.measuring import MeasuredTier, measured
from solver.rule import (
    Binding,
    Facts,
    Finding,
    PersonGroup,
    Practice,
    RuleId,
    RuleInfo,
)

#: The rule that says so where a plan names what there is not.
KNOWN_PARTS = RuleId("known-parts")


def known_parts(sentence: str) -> RuleInfo:
    """That a plan fits its problem, as a rule like any other."""
    return RuleInfo(
        id=KNOWN_PARTS,
        number=0,
        title="Der Plan passt zum Problem",
        source=Practice("Ein Plan nennt nur, was es gibt"),
        binding=Binding.LAW,
        applies_to=PersonGroup.EVERYBODY,
        sentence=sentence,
    )


def unknown_part(facts: Facts, *subjects: str) -> Finding:
    """That a part of a plan does not fit the problem at all."""
    return Finding(KNOWN_PARTS, facts, subjects)


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What the audit found; findings on what is fixed are shown and block nothing."""

    findings: tuple[Finding, ...]
    tiers: tuple[MeasuredTier, ...]
    not_checked: tuple[RuleId, ...]

    @property
    def accepted(self) -> bool:
        """Whether nothing that the plan decides breaches a rule."""
        return not any(finding.decided for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Parts(Generic[OptionT]):
    """A plan's parts, sorted out: what there is not, what it decides, what is fixed.

    ``subjects`` names whom an option is about.
    """

    strange: tuple[Finding, ...]
    known: tuple[OptionT, ...]
    fixed: Iterable[OptionT]
    subjects: Callable[[OptionT], tuple[str, ...]]


def parts_of(
    planned: Sequence[OptionT],
    fault: Callable[[OptionT], str | None],
    unknown: Callable[[OptionT, str], Finding],
    fixed: Iterable[OptionT],
    subjects: Callable[[OptionT], tuple[str, ...]],
) -> Parts[OptionT]:
    """Sort out a plan; what does not fit the problem is a finding, told once.

    Parameters
    ----------
    fault
        Why an option does not fit the problem at all, if so.
    unknown
        The finding of an option with such a fault.
    """
    strange = {option: why for option in planned if (why := fault(option))}
    return Parts(
        strange=tuple(unknown(option, why) for option, why in strange.items()),
        known=tuple(option for option in planned if option not in strange),
        fixed=fixed,
        subjects=subjects,
    )


def report(
    index: IndexT,
    rules: Rules[IndexT, OptionT, PlanT, VariablesT],
    parts: Parts[OptionT],
    plan: PlanT,
) -> AuditReport:
    """Check every part and all of them together, and count the tiers.

    Parameters
    ----------
    plan
        The known parts as a plan.
    """
    findings = [
        *parts.strange,
        *_alone(index, rules, parts, parts.known, decided=True),
        *_alone(index, rules, parts, parts.fixed, decided=False),
    ]
    checked = _Known(parts.known)
    for rule in rules.joint:
        findings.extend(rule.check(index, checked))
    tiers = measured(index, rules, plan)
    return AuditReport(tuple(findings), tiers, rules.not_checked)


@dataclass(frozen=True, slots=True)
class _Known(Decided[OptionT]):
    assignments: tuple[OptionT, ...]


def _alone(
    index: IndexT,
    rules: Rules[IndexT, OptionT, PlanT, VariablesT],
    parts: Parts[OptionT],
    options: Iterable[OptionT],
    *,
    decided: bool,
) -> Iterator[Finding]:
    """What pair rules say; those that are joint, too, say everything in their check."""
    only_pair = [rule for rule in rules.pair if not isinstance(rule, JointRule)]
    for option in options:
        for rule in only_pair:
            if not decided and not rule.on_fixed:
                continue
            refusal = rule.refuse(index, option)
            if refusal is not None:
                subjects = parts.subjects(option)
                yield Finding(refusal.rule, refusal.facts, subjects, decided)
