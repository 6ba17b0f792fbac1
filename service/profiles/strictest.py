"""One set of rules for days on which they change: the strictest number counts."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from service.profiles.directions import stricter
from service.profiles.loader import Resolved, resolved_of
from service.profiles.numbers import Strictness
from service.profiles.registry import Catalogue
from service.profiles.resolver import Held, HeldNumbers
from solver.profile import Counted, NumberChange
from solver.rule import RuleId

#: Under this name the order of the wishes changes.
TIERS = RuleId("tiers")
Spells = Sequence[tuple[date, Resolved]]


def strictest(
    catalogue: Catalogue, spells: Spells, by_month: Collection[str] = ()
) -> Resolved:
    """Rules under which all that is planned is allowed on each of the days.

    Of every number the strictest counts, and every rule that holds on some day. A
    number without an order (it is a wish's), and the order of the wishes, are those
    of the first day. What changes is told in the profile.

    Parameters
    ----------
    by_month
        Settings whose numbers somebody else reckons with month by month.
    """
    first = spells[0][1]
    if len(spells) == 1:
        return first
    profile = first.profile
    off = [
        {rule for rule, setting in rules.profile.settings.items() if not setting.active}
        for _, rules in spells
    ]
    found = resolved_of(
        catalogue,
        (profile.land, profile.municipality),
        _held([rules.held for _, rules in spells]),
        frozenset[str]().union(*off[:1]).intersection(*off[1:]),
        profile.tiers,
    )
    changes = tuple(_changes(spells, by_month))
    return replace(found, profile=replace(found.profile, changes=changes))


def _held(all_held: Sequence[HeldNumbers]) -> HeldNumbers:
    """Of each number the strictest, with the level and source that said it."""
    found = dict(all_held[0])
    for later in all_held[1:]:
        for key, held in later.items():
            found[key] = _stricter(found[key], held)
    return found


def _stricter(one: Held, other: Held) -> Held:
    value = stricter(one.number.value, other.number.value, one.strictness)
    if value == one.number.value:
        return one
    if value == other.number.value:
        return other
    return replace(one, number=replace(one.number, value=value))


def _changes(spells: Spells, by_month: Collection[str]) -> Iterator[NumberChange]:
    """Everything that is other from a day on than it was on the day before."""
    for (_, before), (since, after) in pairwise(spells):
        for (rule, parameter), held in sorted(after.held.items()):
            was, now = before.held[rule, parameter].number.value, held.number.value
            if was != now:
                counted = _counted(rule, held, by_month)
                yield NumberChange(RuleId(rule), parameter, since, was, now, counted)
        for rule, setting in after.profile.settings.items():
            held_before = before.profile.settings[rule].active
            if held_before != setting.active:
                yield NumberChange(
                    rule, "", since, held_before, setting.active, Counted.STRICTEST
                )
        was, now = before.profile.tiers, after.profile.tiers
        if was != now:
            yield NumberChange(TIERS, "", since, was, now, Counted.FIRST)


def _counted(rule: str, held: Held, by_month: Collection[str]) -> Counted:
    if rule in by_month:
        return Counted.BY_MONTH
    unordered = held.strictness is Strictness.NONE
    return Counted.FIRST if unordered else Counted.STRICTEST
