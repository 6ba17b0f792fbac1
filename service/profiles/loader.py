"""The rules that hold for a Land, its municipalities and the days of a plan."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

from service.domain.familiarity import Thresholds
from service.errors import InputFault, InvalidInput
from service.profiles.faults import ProfileFaults
from service.profiles.numbers import Edition
from service.profiles.override import Override
from service.profiles.planning_rules import (
    DERIVATIONS,
    FairnessWindow,
    OpenEnd,
    PlanningRules,
)
from service.profiles.reader import read_profile
from service.profiles.registry import parameter_types
from service.profiles.resolver import HeldNumbers, check_inactive, resolve
from solver.profile import RuleProfile, RuleSetting
from solver.rule import RuleId

LAENDER: Final = {
    "BB": "Brandenburg",
    "BE": "Berlin",
    "BW": "Baden-Württemberg",
    "BY": "Bayern",
    "HB": "Bremen",
    "HE": "Hessen",
    "HH": "Hamburg",
    "MV": "Mecklenburg-Vorpommern",
    "NI": "Niedersachsen",
    "NW": "Nordrhein-Westfalen",
    "RP": "Rheinland-Pfalz",
    "SH": "Schleswig-Holstein",
    "SL": "Saarland",
    "SN": "Sachsen",
    "ST": "Sachsen-Anhalt",
    "TH": "Thüringen",
}
FEDERAL: Final = "federal.toml"


def load_rules(
    land: str,
    first_day: date,
    last_day: date,
    overrides: Iterable[Override] = (),
    *,
    municipality: str = "",
) -> PlanningRules:
    """Rules for all days of a plan.

    Parameters
    ----------
    land
        Code of the Land, such as ``NW``.
    first_day, last_day
        Days of the plan, both inclusive.
    overrides
        Numbers of municipalities; those not in force are left out.
    municipality
        Whose rules these are, for the profile's name; empty for the whole body.

    Raises
    ------
    InvalidInput
        If a profile contradicts itself (all faults at once), if there is none for
        the days, or if the rules change between the first and the last day.
    """
    numbers = tuple(overrides)
    rules = _rules_on(land, first_day, numbers, municipality)
    for changed in _days_of_change(land, first_day, last_day, numbers):
        after = _rules_on(land, changed, numbers, municipality)
        if _said_by(after) != _said_by(rules):
            raise InvalidInput(
                f"Ab dem {changed:%d.%m.%Y} gelten andere Regeln; bitte die Tage davor"
                " und danach getrennt planen.",
                [InputFault("/last_day", "Die Regeln wechseln.", "rules-change")],
            )
    return rules


def held_numbers(
    land: str, day: date, overrides: tuple[Override, ...] = ()
) -> HeldNumbers:
    """Every number that holds on a day, with level and source.

    Raises
    ------
    InvalidInput
        With every contradiction at once.
    """
    faults = ProfileFaults()
    federal, own = editions_on(land, day)
    for edition in (federal, own):
        if edition is not None:
            check_inactive(edition, faults)
    in_force = [override for override in overrides if override.holds_on(day)]
    held = resolve(federal, own, in_force, faults)
    faults.refuse_if_any()
    return held


def editions_on(land: str, day: date) -> tuple[Edition, Edition | None]:
    """The federal edition and that of the Land (if it has begun) on a day."""
    if land not in LAENDER:
        raise InvalidInput(
            f"Das Land „{land}“ gibt es nicht; erwartet wird eines von:"
            f" {', '.join(LAENDER)}.",
            [InputFault("/land", "Unbekanntes Land.", "land")],
        )
    federal = _edition_of(shipped(FEDERAL), day)
    if federal is None:
        raise InvalidInput(
            f"Für den {day:%d.%m.%Y} gibt es keine Regeln; bitte einen späteren Tag"
            " wählen.",
            [InputFault("/first_day", "Keine Regeln für diesen Tag.", "no-rules")],
        )
    return federal, _edition_of(shipped(_file_of(land)), day)


def _file_of(land: str) -> str:
    return f"{land.lower()}.toml"


def _edition_of(editions: Iterable[Edition], day: date) -> Edition | None:
    return next((edition for edition in editions if edition.holds_on(day)), None)


@cache
def shipped(file: str) -> tuple[Edition, ...]:
    """Editions of a file of this package, in the order of their dates."""
    faults = ProfileFaults()
    text = files("service.profiles").joinpath(file).read_text(encoding="utf-8")
    editions = read_profile(file, text, faults)
    faults.refuse_if_any()
    return editions


def _days_of_change(
    land: str, first_day: date, last_day: date, overrides: tuple[Override, ...]
) -> list[date]:
    """Days after ``first_day`` on which an edition or a number begins or ends."""
    editions = (*shipped(FEDERAL), *shipped(_file_of(land)))
    changes = {edition.valid_from for edition in editions}
    changes |= {e.valid_to + timedelta(days=1) for e in editions if e.valid_to}
    changes |= {override.valid_from for override in overrides}
    changes |= {o.valid_until + timedelta(days=1) for o in overrides if o.valid_until}
    return sorted(day for day in changes if first_day < day <= last_day)


def _said_by(rules: PlanningRules) -> tuple[object, ...]:
    """All that plans a day: numbers and wishes, not who wrote them where."""
    numbers = {
        rule: (setting.active, {k: p.value for k, p in setting.parameters.items()})
        for rule, setting in rules.profile.settings.items()
    }
    return (
        numbers,
        rules.profile.tiers,
        rules.familiarity,
        rules.open_end,
        rules.fairness,
    )


def _rules_on(
    land: str, day: date, overrides: tuple[Override, ...], municipality: str
) -> PlanningRules:
    federal, own = editions_on(land, day)
    held = held_numbers(land, day, overrides)
    inactive = {*federal.inactive, *(own.inactive if own else ())}
    settings = {
        RuleId(rule): RuleSetting(
            rule=RuleId(rule),
            parameters={
                parameter: number.parameter
                for (owner, parameter), number in sorted(held.items())
                if owner == rule
            },
            active=rule not in inactive,
        )
        for rule in sorted(parameter_types())
        if rule not in DERIVATIONS
    }
    tiers = tuple(RuleId(tier) for tier in ((own and own.tiers) or federal.tiers))
    profile = RuleProfile(
        id=f"{land.lower()}{f'-{municipality}' if municipality else ''}"[:64],
        land=land,
        revision=_revision(settings, tiers, held),
        settings=settings,
        tiers=tiers,
        municipality=municipality,
    )
    return PlanningRules(
        profile=profile,
        familiarity=Thresholds(**_values(held, "familiarity-state")),
        open_end=OpenEnd(**_values(held, "open-end")),
        fairness=FairnessWindow(**_values(held, "fairness-window")),
    )


def _values(held: HeldNumbers, rule: str) -> dict[str, int]:
    """Whole numbers of one derivation by name."""
    return {
        parameter: number.number.value
        for (owner, parameter), number in held.items()
        if owner == rule and isinstance(number.number.value, int)
    }


def _revision(
    settings: dict[RuleId, RuleSetting], tiers: tuple[RuleId, ...], held: HeldNumbers
) -> str:
    """Digest over every number, its level and the order of the wishes."""
    lines = [
        f"{rule}/{parameter}={number.number.value!r}@{number.level}:{number.known}"
        for (rule, parameter), number in sorted(held.items())
    ]
    lines += [f"{setting.rule}:{setting.active}" for setting in settings.values()]
    lines += [f"tier:{tier}" for tier in tiers]
    return sha256("\n".join(lines).encode()).hexdigest()[:16]
