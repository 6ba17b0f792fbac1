"""What changes within the days of a plan, and how it counts: told with the plan."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from service.i18n import translate as _
from service.planning.blobs import unpack_profile
from service.profiles.catalogues import CATALOGUES
from service.profiles.strictest import TIERS
from service.profiles.titles import DERIVATION_TITLES, WORDINGS, worded
from solver.profile import Counted, NumberChange, Value

_COUNTED: Final[Mapping[Counted, str]] = {
    Counted.BY_MONTH: (
        "Gerechnet wird jeder Monat mit dem, was in ihm gilt; ein Monat, in dem es"
        " wechselt, mit dem weiteren Weg und den höheren Kosten."
    ),
    Counted.STRICTEST: "In diesem Plan zählt durchweg das Strengere.",
    Counted.FIRST: "In diesem Plan zählt durchweg, was am ersten Tag gilt.",
}


@dataclass(frozen=True, slots=True)
class RuleChangeView:
    """A number, a rule or the order of the wishes is another from a day on."""

    rule: str
    parameter: str
    since: date
    text: str


def rule_changes(
    packed: bytes | None, rules: Collection[str] | None = None
) -> Sequence[RuleChangeView]:
    """Changes that a plan's stored rule profile names, in the order of their days.

    Parameters
    ----------
    packed
        The profile; before a plan is computed there is none.
    rules
        Only changes of these; ``None`` is all.
    """
    found = unpack_profile(packed).changes if packed else ()
    wanted = [one for one in found if rules is None or one.rule in rules]
    return [
        RuleChangeView(one.rule, one.parameter, one.since, _said(one)) for one in wanted
    ]


def _said(change: NumberChange) -> str:
    day = f"{change.since:%d.%m.%Y}"
    counted = _(_COUNTED[change.counted])
    if change.rule == TIERS:
        said = _("Ab dem {day} haben die Wünsche eine andere Reihenfolge.")
        return f"{said.format(day=day)} {counted}"
    title = _(_title(change.rule))
    if not change.parameter:
        begins = _("Ab dem {day} gilt eine weitere Regel: {rule}.")
        ends = _("Ab dem {day} gilt eine Regel nicht mehr: {rule}.")
        said = begins if change.after else ends
        return f"{said.format(day=day, rule=title)} {counted}"
    said = _("{rule} ({number}): ab dem {day} {after}, vorher {before}.").format(
        rule=title,
        number=_number_title(change),
        day=day,
        after=_value(change, change.after),
        before=_value(change, change.before),
    )
    return f"{said} {counted}"


def _title(rule: str) -> str:
    """A rule of a plan made long ago may be gone since."""
    for catalogue in CATALOGUES:
        if rule in catalogue.rules:
            return catalogue.rules[rule].info.title
    return DERIVATION_TITLES.get(rule, rule)


def _number_title(change: NumberChange) -> str:
    wording = WORDINGS.get((change.rule, change.parameter))
    return _(wording.title) if wording else change.parameter


def _value(change: NumberChange, value: Value) -> str:
    known = (change.rule, change.parameter) in WORDINGS
    return worded(change.rule, change.parameter, value) if known else str(value)
