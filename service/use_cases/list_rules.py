"""The rule catalogue of a Land on a day: numbers, who decided them, their sources."""

from dataclasses import dataclass
from datetime import date

from service.errors import InputFault, InvalidInput
from service.i18n import translate as _
from service.profiles.loader import LAENDER, editions_on, held_numbers
from service.profiles.override import Override
from service.profiles.registry import rule_classes
from service.profiles.resolver import Held, HeldNumbers
from service.profiles.titles import DERIVATION_TITLES, WORDINGS, counted, worded
from solver.profile import Level, Value
from solver.rule import (
    AgreementSource,
    Binding,
    LegalSource,
    Practice,
    RuleInfo,
    Source,
)
from solver.substitution.rules import catalogue

UNKNOWN = "unbekannt, es gilt die Bundesvorgabe"
ASSUMED = "Annahme, nicht belegt"
NOT_BUILT = "nicht gebaut, wird auf jedem Plan als nicht geprüft genannt"
SWITCHED_OFF = "hier nicht in Kraft"


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


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule in words, with its numbers; ``binding`` is empty for a derivation.

    ``built`` false: nothing checks it, and ``remark`` says so.
    """

    id: str
    number: int | None
    title: str
    binding: str
    applies_to: str
    sentence: str
    source: str
    built: bool
    active: bool
    remark: str
    numbers: tuple[NumberView, ...]


@dataclass(frozen=True, slots=True)
class OverrideView:
    """A municipality's own number (empty: of the whole body), whenever it holds."""

    municipality: str
    rule: str
    title: str
    text: str
    source: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class RuleCatalogue:
    """All rules of a Land on a day and the share of their numbers that is sourced.

    ``number_count`` counts the numbers of requirements, ``sourced_count`` those of
    them that are known and written somewhere. Weights of wishes and derivations are
    choices of whoever plans: not counted. ``overrides`` are all of the tenant's own
    numbers that the reader may see, also those for other areas and other days.
    """

    land: str
    land_name: str
    municipality: str
    day: date
    rules: tuple[RuleView, ...]
    number_count: int
    sourced_count: int
    sourced_percent: int
    overrides: tuple[OverrideView, ...] = ()


def list_rules(
    land: str,
    day: date,
    overrides: tuple[Override, ...] = (),
    *,
    municipality: str = "",
) -> RuleCatalogue:
    """Every rule with the numbers that hold.

    Parameters
    ----------
    land
        Code such as ``NW``.
    day
        Profiles are dated.
    overrides
        Numbers of the municipalities concerned; those not in force are left out.
    municipality
        Whose rules these are; empty for the Land as such.

    Raises
    ------
    InvalidInput
        If there is no such Land, or the profile contradicts itself.
    """
    if land not in LAENDER:
        detail = "Erwartet wird das Kürzel eines Landes, zum Beispiel NW."
        raise InvalidInput(detail, [InputFault("/land", detail, "unknown-land")])
    held = held_numbers(land, day, overrides)
    federal, own = editions_on(land, day)
    inactive = {*federal.inactive, *(own.inactive if own else ())}
    rules = tuple(_rule(info, held, inactive) for info in catalogue())
    numbers = [
        number
        for rule in rules
        if rule.binding != Binding.WISH
        for number in rule.numbers
    ]
    sourced = sum(number.known and number.written for number in numbers)
    return RuleCatalogue(
        land=land,
        land_name=LAENDER[land],
        municipality=municipality,
        day=day,
        rules=(*rules, *(_derivation(key, held) for key in DERIVATION_TITLES)),
        number_count=len(numbers),
        sourced_count=sourced,
        sourced_percent=100 * sourced // len(numbers) if numbers else 100,
    )


def override_view(override: Override) -> OverrideView:
    """A municipality's own number in words."""
    titles = {str(info.id): info.title for info in catalogue()} | {**DERIVATION_TITLES}
    wording = WORDINGS[override.rule, override.parameter]
    return OverrideView(
        municipality=override.municipality,
        rule=override.rule,
        title=f"{_(titles[override.rule])}: {_(wording.title)}",
        text=worded(override.rule, override.parameter, override.value),
        source=override.source,
        valid_from=override.valid_from,
        valid_until=override.valid_until,
    )


def _rule(info: RuleInfo, held: HeldNumbers, inactive: set[str]) -> RuleView:
    built = info.id in rule_classes()
    active = built and info.id not in inactive
    remark = "" if active else _(SWITCHED_OFF)
    return RuleView(
        id=info.id,
        number=info.number,
        title=_(info.title),
        binding=info.binding.value,
        applies_to=info.applies_to.value,
        sentence=_(info.sentence),
        source=said(info.source),
        built=built,
        active=active,
        remark=remark if built else _(NOT_BUILT),
        numbers=_numbers(info.id, held),
    )


def _derivation(key: str, held: HeldNumbers) -> RuleView:
    return RuleView(
        id=key,
        number=None,
        title=_(DERIVATION_TITLES[key]),
        binding="",
        applies_to="",
        sentence="",
        source="",
        built=True,
        active=True,
        remark="",
        numbers=_numbers(key, held),
    )


def _numbers(rule: str, held: HeldNumbers) -> tuple[NumberView, ...]:
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
        unit=counted("", wording.unit).strip(),
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
