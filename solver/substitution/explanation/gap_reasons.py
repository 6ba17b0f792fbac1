"""Reasons that no rule gives: nobody is linked, too little gained, another chosen.

They have sentences as rules have, so that every gap and every question is answered.
"""

from collections.abc import Sequence

from solver.explanation.statements import answer_info
from solver.rule import RuleInfo
from solver.slots import Slot
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.plan import Option, RefusalReason
from solver.substitution.problem import Need, PersonId
from solver.substitution.rules.uncovered import Uncovered
from solver.weighted import single_wishes


def _info(key: str, title: str, sentence: str) -> RuleInfo:
    return answer_info(key, title, sentence, "Jede Lücke nennt ihren Grund")


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
CHOSEN_OTHER = _info(
    "chosen-other",
    "Möglich, aber eine andere Person gewählt",
    "{person} wäre für {child} am {day} von {start} bis {end} möglich gewesen; gewählt"
    " wurde {chosen}. Um wie viel der Plan mit {person} schlechter würde, beantwortet"
    " die Frage „Warum nicht {person}?“.",
)
NOT_LINKED = _info(
    "not-linked",
    "Nicht verbunden",
    "{person} ist für {child} am {day} nicht verbunden: keine Kooperation und kein"
    " Kontakt.",
)
NOT_EXAMINED = _info(
    "not-examined",
    "Nicht mehr geprüft",
    "Warum {child} am {day} ohne Betreuung bleibt, ist nicht geprüft: die Rechenzeit"
    " war vorher zu Ende. Mit mehr Rechenzeit nennt der Plan den Grund.",
)
OWN_ABSENCE = _info(
    "own-absence",
    "Selbst abwesend",
    "{person} ist am {day} selbst abwesend; für sie wird die Vertretung von {child}"
    " gesucht.",
)
ALREADY_FIXED = _info(
    "already-fixed",
    "Schon fest vergeben",
    "Für {child} war am {day} in dieser Zeit nichts mehr zu vergeben: sie ist fest"
    " vergeben oder war schon vorbei.",
)
GAP_REASONS = (
    NOBODY_LINKED,
    HANDOVER_GAIN,
    NOT_CHOSEN,
    CHOSEN_OTHER,
    NOT_LINKED,
    NOT_EXAMINED,
    OWN_ABSENCE,
    ALREADY_FIXED,
)


def nobody_linked(need: Need) -> RefusalReason:
    """That nobody may be asked at all; it stands with the absent person."""
    facts = {"person": need.absent, "child": need.child, "day": iso(need.day)}
    return RefusalReason(need.absent, None, NOBODY_LINKED.id, facts)


def not_examined(need: Need) -> RefusalReason:
    """That there was no time left to ask; it stands with the absent person."""
    facts = {"child": need.child, "day": iso(need.day)}
    return RefusalReason(need.absent, None, NOT_EXAMINED.id, facts)


def not_linked(need: Need, person: PersonId) -> RefusalReason:
    """That this person may not be asked; the absent one is not asked either."""
    info = OWN_ABSENCE if person == need.absent else NOT_LINKED
    facts = {"person": person, "child": need.child, "day": iso(need.day)}
    return RefusalReason(person, None, info.id, facts)


def already_fixed(need: Need, person: PersonId) -> RefusalReason:
    """That nothing of the need was open to anybody."""
    facts = {"child": need.child, "day": iso(need.day)}
    return RefusalReason(person, None, ALREADY_FIXED.id, facts)


def chosen_other(option: Option, taken: Option) -> RefusalReason:
    """That the option breaks nothing, but the plan gives the time to another."""
    facts = {**_facts(option), "chosen": taken.person}
    return RefusalReason(option.person, option.place, CHOSEN_OTHER.id, facts)


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
    facts = _facts(option)
    gain = _gain_minutes(rules)
    stretch = _stretch(index, option)
    beyond = any(stretch.contains(other.slot) for other in taken)
    if beyond and index.clock(option.day).minutes(option.slot) <= gain:
        facts["gain_minutes"] = gain
        return RefusalReason(option.person, option.place, HANDOVER_GAIN.id, facts)
    return RefusalReason(option.person, option.place, NOT_CHOSEN.id, facts)


def _facts(option: Option) -> dict[str, int | str]:
    return {
        "person": option.person,
        "child": option.child,
        "day": iso(option.day),
        "start": option.slot.start,
        "end": option.slot.end,
    }


def _gain_minutes(rules: RuleSet) -> int:
    """What a hand-over must add [min]; 0 where the profile does not ask."""
    for wish in single_wishes(rules.wishes):
        if isinstance(wish, Uncovered):
            gain: int = wish.parameters.handover_gain_minutes
            return gain
    return 0


def _stretch(index: ProblemIndex, option: Option) -> Slot:
    return next(s for s in index.segments[option.need] if s.contains(option.slot))
