"""Rules of contact visits, and the numbers by which the service derives them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from service.profiles.loader import resolved_rules
from service.profiles.override import Override
from service.profiles.planning_rules import PlanningRules
from service.profiles.registry import Catalogue
from solver.profile import Parameter, RuleProfile, RuleSetting
from solver.rule import RuleId
from solver.visits.rules import RULES, WISHES


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often [weeks] and how long [min] people meet, and how far ahead it counts.

    ``floater``: somebody employed comes to the household. ``circle``: members of a
    tandem or group visit one another. ``base``: the children come to the base.
    ``weeks_after`` are counted beyond the last visit.
    """

    floater_weeks: int = 1
    floater_minutes: int = 180
    circle_weeks: int = 2
    circle_minutes: int = 120
    base_weeks: int = 4
    base_minutes: int = 180
    weeks_after: int = 6

    def __post_init__(self) -> None:
        """Refuse visits that never are or never end."""
        weeks = (self.floater_weeks, self.circle_weeks, self.base_weeks)
        minutes = (self.floater_minutes, self.circle_minutes, self.base_minutes)
        if min(weeks) < 1 or self.weeks_after < 0:
            raise ValueError("Ein Takt ist mindestens eine Woche.")
        if not all(15 <= each <= 600 for each in minutes):  # noqa: PLR2004 - minutes of a visit
            raise ValueError("Ein Besuch dauert 15 bis 600 Minuten.")


VISITS: Final = Catalogue(
    "kontakte", "kontakte.toml", (*RULES, *WISHES), {"visit-cadence": Cadence}
)

#: Working time is law of substitution and of visits: its numbers are said once.
_SHARED: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "contact-daily-limit": ("daily-limit", ("limit_minutes", "extended_minutes")),
    "contact-rest": ("daily-rest", ("rest_minutes",)),
    "contact-breaks": ("breaks", ("alone_minutes",)),
    "contact-weekly-hours": (
        "weekly-hours",
        ("average_minutes", "balance_weeks", "overtime_minutes"),
    ),
}


@dataclass(frozen=True, slots=True)
class VisitRules:
    """Everything that visits need to know of the rules."""

    profile: RuleProfile
    cadence: Cadence


def load_visit_rules(
    planning: PlanningRules,
    days: tuple[date, date],
    overrides: Iterable[Override] = (),
    municipality: str = "",
) -> VisitRules:
    """Rules for all days of visits.

    Parameters
    ----------
    planning
        Of substitution: its numbers of working time hold for visits, too.

    Raises
    ------
    InvalidInput
        As ``resolved_rules`` does.
    """
    found = resolved_rules(VISITS, planning.profile.land, days, overrides, municipality)
    settings = dict(found.profile.settings)
    for own, (theirs, names) in _SHARED.items():
        rule = RuleId(own)
        before = settings.get(rule, RuleSetting(rule))
        shared = _numbers(planning.profile, RuleId(theirs), names)
        settings[rule] = replace(before, parameters={**before.parameters, **shared})
    profile = replace(found.profile, settings=settings)
    return VisitRules(profile, found.derived["visit-cadence"])


def _numbers(
    profile: RuleProfile, rule: RuleId, names: Iterable[str]
) -> dict[str, Parameter]:
    setting = profile.settings.get(rule)
    if setting is None:
        return {}
    return {n: setting.parameters[n] for n in names if n in setting.parameters}
