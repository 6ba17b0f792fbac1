"""Reasons that no rule gives: nobody is linked, a hand-over gains too little, another.

They have sentences as rules have, so that every gap says why.
"""

from collections.abc import Sequence

from solver.rule import (
    Binding,
    PersonGroup,
    Practice,
    RuleId,
    RuleInfo,
    RuleSet,
)
from solver.slots import Slot
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.plan import Option, RefusalReason
from solver.substitution.problem import Need
from solver.substitution.rules.uncovered import Uncovered


def _info(key: str, title: str, sentence: str) -> RuleInfo:
    return RuleInfo(
        id=RuleId(key),
        number=0,
        title=title,
        source=Practice("Jede Lücke nennt ihren Grund"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=sentence,
    )


NOBODY_LINKED = _info(
    "nobody-linked",
    "Niemand ist verbunden",
    "Mit {person} ist für {child} am {day} niemand verbunden: keine Kooperation und"
    " kein Kontakt.",
)
HANDOVER_GAIN = _info(
    "handover-gain",
    "Die Übergabe bringt zu wenig",
    "{person} könnte {child} am {day} von {start} bis {end} nur nach einer Übergabe"
    " nehmen; die lohnt erst ab mehr als {gain_minutes} Minuten.",
)
NOT_CHOSEN = _info(
    "not-chosen",
    "Möglich, aber nicht gewählt",
    "{person} könnte {child} am {day} von {start} bis {end} nehmen; der Plan hat nach"
    " der Reihenfolge der Wünsche oder nach Ablauf der Rechenzeit anders gewählt.",
)
GAP_REASONS = (NOBODY_LINKED, HANDOVER_GAIN, NOT_CHOSEN)


def nobody_linked(need: Need) -> RefusalReason:
    """That nobody may be asked at all; it stands with the absent person."""
    facts = {"person": need.absent, "child": need.child, "day": iso(need.day)}
    return RefusalReason(need.absent, None, NOBODY_LINKED.id, facts)


def unforced(
    index: ProblemIndex,
    rules: RuleSet,
    option: Option,
    taken: Sequence[Option],
) -> RefusalReason:
    """Why an option that breaks nothing is not in the plan.

    Parameters
    ----------
    taken
        What the plan decided for the same need.
    """
    facts: dict[str, int | str] = {
        "person": option.person,
        "child": option.child,
        "day": iso(option.day),
        "start": option.slot.start,
        "end": option.slot.end,
    }
    gain = _gain_minutes(rules)
    stretch = _stretch(index, option)
    beyond = any(stretch.contains(other.slot) for other in taken)
    if beyond and option.slot.minutes <= gain:
        facts["gain_minutes"] = gain
        return RefusalReason(option.person, option.place, HANDOVER_GAIN.id, facts)
    return RefusalReason(option.person, option.place, NOT_CHOSEN.id, facts)


def _gain_minutes(rules: RuleSet) -> int:
    """What a hand-over must add [min]; 0 where the profile does not ask."""
    for wish in rules.wishes:
        if isinstance(wish, Uncovered):
            return wish.parameters.handover_gain_minutes
    return 0


def _stretch(index: ProblemIndex, option: Option) -> Slot:
    return next(s for s in index.segments[option.need] if s.contains(option.slot))
