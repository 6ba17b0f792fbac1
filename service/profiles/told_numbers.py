"""The numbers of a rule in words: who decided them, and where that is written."""

from dataclasses import dataclass
from datetime import date

from service.i18n import translate as _
from service.profiles.resolver import Held, HeldNumbers
from service.profiles.titles import WORDINGS, worded
from solver.counted import noun_of
from solver.profile import Level, Value
from solver.rule import AgreementSource, LegalSource, Practice, Source

UNKNOWN = "unbekannt, es gilt die Bundesvorgabe"
ASSUMED = "Annahme, nicht belegt"


@dataclass(frozen=True, slots=True)
class NumberView:
    """A number of a rule; ``known`` is false where another one stands in for it.

    ``title`` and ``text`` are in the reader's language, ``text`` with the unit.
    ``written`` says that the source can be looked up: a law, a statute, or practice
    with a reference; ``reference`` where, and ``checked_on`` when it was read there,
    as far as that is noted. ``status`` is ``sourced``, ``assumed``, or ``unknown``
    where the Land may set the number and the federal default stands in.
    """

    name: str
    title: str
    value: Value
    unit: str
    text: str
    level: str
    known: bool
    written: bool
    source: str
    remark: str
    status: str
    reference: str
    checked_on: date | None


def numbers_of(rule: str, held: HeldNumbers) -> tuple[NumberView, ...]:
    """The numbers of a rule, by name."""
    return tuple(
        _number(rule, name, item)
        for (owner, name), item in sorted(held.items())
        if owner == rule
    )


def _number(rule: str, name: str, held: Held) -> NumberView:
    number, wording = held.number, WORDINGS[rule, name]
    written = _is_written(number.source)
    status = _status(held, written=written)
    return NumberView(
        name=name,
        title=_(wording.title),
        value=number.value,
        unit=noun_of("", wording.unit, _),
        text=worded(rule, name, number.value),
        level=held.level.value,
        known=held.known,
        written=written,
        source=said(number.source),
        remark=_remark(held, status),
        status=status,
        reference=_reference(number.source),
        checked_on=_checked_on(number.source),
    )


def _status(held: Held, *, written: bool) -> str:
    if held.number.by_land and held.level is Level.FEDERAL:
        return "unknown"
    return "sourced" if held.known and written else "assumed"


def _remark(held: Held, status: str) -> str:
    if status == "unknown":
        return _(UNKNOWN)
    remarks = ["" if held.known else _(ASSUMED), _(held.number.remark)]
    return "; ".join(remark for remark in remarks if remark)


def _reference(source: Source | None) -> str:
    return source.reference if isinstance(source, LegalSource | Practice) else ""


def _checked_on(source: Source | None) -> date | None:
    return source.checked_on if isinstance(source, LegalSource) else None


def _is_written(source: Source | None) -> bool:
    match source:
        case LegalSource() | AgreementSource():
            return True
        case Practice():
            return bool(source.reference)
        case None:
            return False


def said(source: Source | None) -> str:
    """A source in one line; laws keep their names. Empty where there is none."""
    match source:
        case LegalSource():
            land = f" ({source.land})" if source.land else ""
            read = (
                _(", gelesen {day}").format(day=f"{source.checked_on:%d.%m.%Y}")
                if source.checked_on
                else ""
            )
            return f"{source.law} {source.section}{land}{read}"
        case AgreementSource():
            return _(source.title)
        case None:
            return ""
        case Practice():
            return f"{_(source.title)} {source.reference}".strip()
