"""Numbers a Land may set whose own value is not sourced: the federal one stands in."""

from functools import cache

from service.profiles.loader import FEDERAL, shipped
from solver.profile import Level, RuleProfile


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

    Rules that are switched off are left out.
    """
    return tuple(
        (str(rule), name)
        for rule, setting in sorted(profile.settings.items())
        if setting.active
        for name, number in sorted(setting.parameters.items())
        if (str(rule), name) in _of_the_laender()
        and number.level is Level.FEDERAL
        and not number.known
    )
