"""The rules that hold for a Land, its municipalities and the days of a plan."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from service.errors import InputFault, InvalidInput
from service.profiles.faults import ProfileFaults
from service.profiles.numbers import Edition
from service.profiles.override import Override
from service.profiles.planning_rules import PlanningRules
from service.profiles.reader import read_profile
from service.profiles.registry import SUBSTITUTION, Catalogue
from service.profiles.resolver import HeldNumbers, check_inactive, resolve
from solver.profile import RuleProfile, RuleSetting
from solver.rule import RuleId
from solver.words import WORDS

LAENDER: Final = WORDS["land"]
FEDERAL: Final = SUBSTITUTION.base


@dataclass(frozen=True, slots=True)
class Resolved:
    """A profile, and the settings by which the service derives the problem, by id.

    ``held`` are the numbers both were made of.
    """

    profile: RuleProfile
    derived: Mapping[str, Any]
    held: HeldNumbers

    def said(self) -> tuple[object, ...]:
        """All that plans a day: numbers and wishes, not who wrote them where."""
        numbers = {
            rule: (setting.active, {k: p.value for k, p in setting.parameters.items()})
            for rule, setting in self.profile.settings.items()
        }
        return numbers, self.profile.tiers, dict(self.derived)


def load_rules(
    land: str,
    first_day: date,
    last_day: date,
    overrides: Iterable[Override] = (),
    *,
    municipality: str = "",
) -> PlanningRules:
    """Rules of substitution for all days of a plan; raises as ``resolved_rules``."""
    found = resolved_rules(
        SUBSTITUTION, land, (first_day, last_day), overrides, municipality
    )
    return PlanningRules(
        profile=found.profile,
        familiarity=found.derived["familiarity-state"],
        open_end=found.derived["open-end"],
        fairness=found.derived["fairness-window"],
    )


def resolved_rules(
    catalogue: Catalogue,
    land: str,
    days: tuple[date, date],
    overrides: Iterable[Override] = (),
    municipality: str = "",
) -> Resolved:
    """Rules of one problem for all days of a plan.

    Parameters
    ----------
    catalogue
        Of the problem.
    land
        Code of the Land, such as ``NW``.
    days
        First and last day of the plan, both inclusive.
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
    found = spells(catalogue, land, days, overrides, municipality)
    if len(found) > 1:
        changed = found[1][0]
        raise InvalidInput(
            f"Ab dem {changed:%d.%m.%Y} gelten andere Regeln; bitte die Tage davor"
            " und danach getrennt planen.",
            [InputFault("/last_day", "Die Regeln wechseln.", "rules-change")],
        )
    return found[0][1]


def first_change(
    catalogue: Catalogue,
    land: str,
    days: tuple[date, date],
    overrides: Iterable[Override] = (),
    municipality: str = "",
) -> date | None:
    """The first day on which other rules hold than on the first of the days.

    Raises
    ------
    InvalidInput
        If a profile contradicts itself, or if there is none for the days.
    """
    found = spells(catalogue, land, days, overrides, municipality)
    return found[1][0] if len(found) > 1 else None


def spells(
    catalogue: Catalogue,
    land: str,
    days: tuple[date, date],
    overrides: Iterable[Override] = (),
    municipality: str = "",
) -> tuple[tuple[date, Resolved], ...]:
    """Rules of the days one after another, each with the first day it holds on.

    Raises
    ------
    InvalidInput
        If a profile contradicts itself, or if there is none for the days.
    """
    numbers = tuple(overrides)
    begins = [days[0], *_days_of_change(catalogue, land, days, numbers)]
    found: list[tuple[date, Resolved]] = []
    for day in begins:
        rules = _rules_on(catalogue, land, day, numbers, municipality)
        if not found or rules.said() != found[-1][1].said():
            found.append((day, rules))
    return tuple(found)


def held_numbers(
    land: str,
    day: date,
    overrides: tuple[Override, ...] = (),
    catalogue: Catalogue = SUBSTITUTION,
) -> HeldNumbers:
    """Every number that holds on a day, with level and source.

    Raises
    ------
    InvalidInput
        With every contradiction at once.
    """
    faults = ProfileFaults()
    federal, own = editions_on(land, day, catalogue)
    for edition in (federal, own):
        if edition is not None:
            check_inactive(edition, faults, catalogue)
    in_force = [override for override in overrides if override.holds_on(day)]
    held = resolve(federal, own, in_force, faults, catalogue)
    faults.refuse_if_any()
    return held


def editions_on(
    land: str, day: date, catalogue: Catalogue = SUBSTITUTION
) -> tuple[Edition, Edition | None]:
    """The edition for all Länder and that of the Land (if it has begun) on a day."""
    if land not in LAENDER:
        raise InvalidInput(
            f"Das Land „{land}“ gibt es nicht; erwartet wird eines von:"
            f" {', '.join(LAENDER)}.",
            [InputFault("/land", "Unbekanntes Land.", "land")],
        )
    federal = _edition_of(shipped(catalogue.base), day)
    if federal is None:
        raise InvalidInput(
            f"Für den {day:%d.%m.%Y} gibt es keine Regeln; bitte einen späteren Tag"
            " wählen.",
            [InputFault("/first_day", "Keine Regeln für diesen Tag.", "no-rules")],
        )
    return federal, _edition_of(shipped(catalogue.file_of(land)), day)


def _edition_of(editions: Iterable[Edition], day: date) -> Edition | None:
    return next((edition for edition in editions if edition.holds_on(day)), None)


@cache
def shipped(file: str) -> tuple[Edition, ...]:
    """Editions of a file of this package, in the order of their dates.

    Empty if there is no such file: not every Land says something of its own.
    """
    faults = ProfileFaults()
    found = files("service.profiles").joinpath(file)
    if not found.is_file():
        return ()
    editions = read_profile(file, found.read_text(encoding="utf-8"), faults)
    faults.refuse_if_any()
    return editions


def _days_of_change(
    catalogue: Catalogue,
    land: str,
    days: tuple[date, date],
    overrides: tuple[Override, ...],
) -> list[date]:
    """Days after the first on which an edition or a number begins or ends."""
    editions = (*shipped(catalogue.base), *shipped(catalogue.file_of(land)))
    changes = {edition.valid_from for edition in editions}
    changes |= {e.valid_to + timedelta(days=1) for e in editions if e.valid_to}
    changes |= {override.valid_from for override in overrides}
    changes |= {o.valid_until + timedelta(days=1) for o in overrides if o.valid_until}
    return sorted(day for day in changes if days[0] < day <= days[1])


def _rules_on(
    catalogue: Catalogue,
    land: str,
    day: date,
    overrides: tuple[Override, ...],
    municipality: str,
) -> Resolved:
    federal, own = editions_on(land, day, catalogue)
    held = held_numbers(land, day, overrides, catalogue)
    inactive = frozenset({*federal.inactive, *(own.inactive if own else ())})
    tiers = tuple(RuleId(tier) for tier in ((own and own.tiers) or federal.tiers))
    return resolved_of(catalogue, (land, municipality), held, inactive, tiers)


def resolved_of(
    catalogue: Catalogue,
    whose: tuple[str, str],
    held: HeldNumbers,
    inactive: Collection[str],
    tiers: tuple[RuleId, ...],
) -> Resolved:
    """Rules of numbers that hold, for a Land and municipality."""
    land, municipality = whose
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
        for rule in sorted(catalogue.parameters)
        if rule not in catalogue.derivations
    }
    names = (land.lower(), catalogue.name, municipality)
    profile = RuleProfile(
        id="-".join(name for name in names if name)[:64],
        land=land,
        revision=_revision(settings, tiers, held),
        settings=settings,
        tiers=tiers,
        municipality=municipality,
    )
    derived = {
        rule: kind(**_values(held, rule))
        for rule, kind in catalogue.derivations.items()
    }
    return Resolved(profile, derived, held)


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
