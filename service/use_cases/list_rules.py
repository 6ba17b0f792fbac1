"""The rule catalogue of a Land on a day: numbers, who decided them, their sources."""

from dataclasses import dataclass
from datetime import date

from service.errors import InputFault, InvalidInput
from service.profiles.loader import LAENDER, held_numbers
from service.profiles.override import Override
from service.profiles.registry import rule_classes
from service.profiles.resolver import Held
from solver.profile import Value
from solver.rule import AgreementSource, LegalSource, Source


@dataclass(frozen=True, slots=True)
class NumberView:
    """A number of a rule; ``known`` is false where the federal one stands in."""

    name: str
    value: Value
    level: str
    known: bool
    source: str


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule in words, with its numbers; ``binding`` is none for a derivation."""

    id: str
    number: int | None
    title: str
    binding: str
    applies_to: str
    sentence: str
    source: str
    numbers: tuple[NumberView, ...]


@dataclass(frozen=True, slots=True)
class RuleCatalogue:
    """All rules of a Land on a day and the share of their numbers that is sourced."""

    land: str
    day: date
    rules: tuple[RuleView, ...]
    sourced_percent: int


def list_rules(
    land: str, day: date, overrides: tuple[Override, ...] = ()
) -> RuleCatalogue:
    """Every rule with the numbers that hold.

    Parameters
    ----------
    land
        Code such as ``NW``.
    day
        Profiles are dated.
    overrides
        Numbers of municipalities.

    Raises
    ------
    InvalidInput
        If there is no such Land, or the profile contradicts itself.
    """
    if land not in LAENDER:
        detail = "Erwartet wird das Kürzel eines Landes, zum Beispiel NW."
        raise InvalidInput(detail, [InputFault("/land", detail, "unknown-land")])
    held = held_numbers(land, day, overrides)
    rules = tuple(
        sorted(
            (_rule(rule_id, held) for rule_id in _ids(held)),
            key=lambda rule: (rule.number is None, rule.number or 0, rule.id),
        )
    )
    numbers = [number for rule in rules for number in rule.numbers]
    sourced = sum(1 for number in numbers if number.known and number.source)
    return RuleCatalogue(
        land=land,
        day=day,
        rules=rules,
        sourced_percent=100 * sourced // len(numbers) if numbers else 100,
    )


def _ids(held: dict[tuple[str, str], Held]) -> set[str]:
    return set(rule_classes()) | {rule for rule, _ in held}


def _rule(rule_id: str, held: dict[tuple[str, str], Held]) -> RuleView:
    numbers = tuple(
        NumberView(
            name=name,
            value=item.number.value,
            level=str(item.level),
            known=item.known,
            source=said(item.number.source),
        )
        for (rule, name), item in sorted(held.items())
        if rule == rule_id
    )
    cls = rule_classes().get(rule_id)
    if cls is None:
        return RuleView(rule_id, None, rule_id, "", "", "", "", numbers)
    info = cls.info
    return RuleView(
        id=info.id,
        number=info.number,
        title=info.title,
        binding=info.binding.value,
        applies_to=info.applies_to.value,
        sentence=info.sentence,
        source=said(info.source),
        numbers=numbers,
    )


def said(source: Source | None) -> str:
    """A source in one line; empty where there is none."""
    match source:
        case LegalSource():
            land = f" ({source.land})" if source.land else ""
            seen = (
                f", gelesen {source.checked_on:%d.%m.%Y}" if source.checked_on else ""
            )
            return f"{source.law} {source.section}{land}{seen}"
        case AgreementSource():
            return source.title
        case None:
            return ""
        case _:
            return f"{source.title} {source.reference}".strip()
