"""Numbers a Land may set whose own value is not sourced: the federal one stands in."""

from functools import cache

from service.profiles.loader import FEDERAL, shipped
from solver.profile import Level, RuleProfile, RuleSetting

LIMITED = "limited"
"""Name of the parameter that says whether a rule's limit holds at all."""


@cache
def _of_the_laender() -> frozenset[tuple[str, str]]:
    """Rule and parameter of every number that Land law may set."""
    return frozenset(
        number.key
        for edition in shipped(FEDERAL)
        for number in edition.numbers
        if number.by_land
    )


def stand_ins(profile: RuleProfile) -> tuple[tuple[str, str], ...]:
    """Rule and parameter of each federal number that stands in for the Land's own.

    Rules that are switched off are left out, and where nothing is limited, so are
    the numbers of the limit.
    """
    return tuple(
        (str(rule), name)
        for rule, setting in sorted(profile.settings.items())
        if setting.active
        for name in _that_count(setting)
        if (str(rule), name) in _of_the_laender()
        and setting.parameters[name].level is Level.FEDERAL
        and not setting.parameters[name].known
    )


def _that_count(setting: RuleSetting) -> list[str]:
    limited = setting.parameters.get(LIMITED)
    if limited is not None and limited.value is False:
        return [LIMITED]
    return sorted(setting.parameters)
