"""Rule 8d: days off and ages that a person set for herself."""

from solver.rule import (
    AgreementSource,
    Binding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.slots import weekday
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import PairRule
from solver.substitution.plan import Option
from solver.substitution.problem import PersonalLimits

_NO_LIMITS = PersonalLimits()


class OwnLimits(PairRule[NoParameters]):
    """Weekday and age of the child lie within what the person set."""

    info = RuleInfo(
        id=RuleId("personal-limits"),
        number=8,
        title="Eigene Grenzen der Person",
        source=AgreementSource("Eigene Angaben der Person"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{person} übernimmt am {day} keine Vertretung für {child}:"
            " {personal_limit}."
        ),
    )

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse a weekday off or an age outside the bounds (months, inclusive)."""
        limits = index.problem.persons[option.person].limits
        if limits is _NO_LIMITS or limits == _NO_LIMITS:
            return None
        if weekday(option.day) in limits.weekdays_off:
            return self._refusal(option, "weekday_off")
        child = index.problem.children[option.child]
        age = index.age_months(child, option.day)
        if limits.min_age_months is not None and age < limits.min_age_months:
            return self._refusal(option, "too_young")
        if limits.max_age_months is not None and age > limits.max_age_months:
            return self._refusal(option, "too_old")
        return None

    def _refusal(self, option: Option, limit: str) -> Refusal:
        return self.refusal(
            person=option.person,
            child=option.child,
            day=iso(option.day),
            personal_limit=limit,
        )
