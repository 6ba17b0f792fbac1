"""Every rule with its numbers, who decided them and where that is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from service.profiles.directions import shown
from service.profiles.loader import LAENDER, editions_on, held_numbers
from service.profiles.numbers import Direction, Freedom
from service.profiles.override import Override
from service.profiles.registry import rule_classes
from service.profiles.resolver import Held, HeldNumbers
from solver.profile import Level
from solver.rule import AgreementSource, LegalSource, Practice, RuleInfo, Source
from solver.substitution.rules import catalogue

LEVELS: Mapping[Level, str] = {
    Level.FEDERAL: "Bund",
    Level.LAND: "Land",
    Level.MUNICIPALITY: "Gemeinde",
    Level.PERMIT: "Pflegeerlaubnis",
}
FIRST_WISH = 100
UNKNOWN = "unbekannt, Bundeswert gilt"


@dataclass(frozen=True, slots=True)
class NumberEntry:
    """One number: value, the level that decided, source, and who may change it.

    ``written`` says that the source can be looked up: a law, a statute, or practice
    with a reference.
    """

    parameter: str
    value: str
    level: str
    known: bool
    written: bool
    source: str
    direction: str
    remark: str


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule of the catalogue; ``built`` false: listed as not checked."""

    number: int
    id: str
    title: str
    binding: str
    built: bool
    active: bool
    source: str
    parameters: tuple[NumberEntry, ...]


@dataclass(frozen=True, slots=True)
class RuleCatalogue:
    """All rules for one Land on one day.

    ``numbers`` are those of requirements, ``sourced`` those of them that are known and
    written somewhere. Weights of wishes are choices of whoever plans: not counted.
    """

    land: str
    land_name: str
    municipality: str
    day: date
    rules: tuple[RuleEntry, ...]
    sourced: int
    numbers: int

    @property
    def sourced_percent(self) -> int:
        """Share of the numbers that are known and sourced, rounded down."""
        return 100 * self.sourced // self.numbers if self.numbers else 100


def rule_catalogue(
    land: str,
    municipality: str,
    day: date,
    overrides: Sequence[Override] = (),
) -> RuleCatalogue:
    """The rules that hold in a Land (and municipality) on a day.

    Parameters
    ----------
    land
        Code such as ``NW``.
    municipality
        Name, empty for the Land as such.
    overrides
        Numbers of municipalities; those of others are left out.

    Raises
    ------
    InvalidInput
        If the Land is unknown or the profile contradicts itself.
    """
    own = tuple(o for o in overrides if o.municipality in ("", municipality))
    held = held_numbers(land, day, own)
    federal, edition = editions_on(land, day)
    inactive = {*federal.inactive, *(edition.inactive if edition else ())}
    rules = tuple(_entry(info, held, inactive) for info in catalogue())
    numbers = [n for r in rules if r.number < FIRST_WISH for n in r.parameters]
    return RuleCatalogue(
        land=land,
        land_name=LAENDER[land],
        municipality=municipality,
        day=day,
        rules=rules,
        sourced=sum(number.known and number.written for number in numbers),
        numbers=len(numbers),
    )


def _entry(info: RuleInfo, held: HeldNumbers, inactive: set[str]) -> RuleEntry:
    built = info.id in rule_classes()
    return RuleEntry(
        number=info.number,
        id=info.id,
        title=info.title,
        binding=info.binding.value,
        built=built,
        active=built and info.id not in inactive,
        source=source_text(info.source),
        parameters=tuple(
            _number(name, number)
            for (rule, name), number in sorted(held.items())
            if rule == info.id
        ),
    )


def _number(name: str, held: Held) -> NumberEntry:
    number = held.number
    stands_in = number.by_land and held.level is Level.FEDERAL
    return NumberEntry(
        parameter=name,
        value=shown(number.value),
        level=LEVELS[held.level],
        known=held.known,
        written=_is_written(number.source),
        source=source_text(number.source),
        direction=_direction(held.freedom),
        remark=UNKNOWN if stands_in else number.remark,
    )


def _direction(freedom: Freedom) -> str:
    match freedom.direction:
        case Direction.TIGHTEN:
            return "nur verschärfen"
        case Direction.WIDEN:
            return f"erweiterbar bis {freedom.up_to} ({freedom.condition})"
        case Direction.FREE:
            return "frei"


def _is_written(source: Source | None) -> bool:
    match source:
        case LegalSource() | AgreementSource():
            return True
        case Practice():
            return bool(source.reference)
        case None:
            return False


def source_text(source: Source | None) -> str:
    """A source in one line; empty where there is none."""
    match source:
        case None:
            return ""
        case LegalSource():
            read = (
                f", gelesen {source.checked_on:%d.%m.%Y}" if source.checked_on else ""
            )
            return f"{source.section} {source.law}{read}"
        case AgreementSource():
            return source.title
        case Practice():
            return source.title
