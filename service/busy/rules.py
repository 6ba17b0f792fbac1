"""Rules of recurrence: read strictly, written anew, nothing in them that never ends."""

import re
from typing import Final

from service.busy.content import ContentLine
from service.busy.limits import LAST_YEAR
from service.busy.refusal import CalendarRefused, Flaw
from service.busy.times import checked_stamp, year_of

_TOO_DENSE: Final = frozenset({"SECONDLY", "MINUTELY"})
_FREQUENCIES: Final = frozenset({"HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_NUMBER = r"[+-]?\d{1,3}"
_NUMBERS = rf"{_NUMBER}(?:,{_NUMBER}){{0,400}}"
_DAY = r"(?:[+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)"
_PARTS: Final = {
    "FREQ": re.compile(r"[A-Z]+"),
    "INTERVAL": re.compile(r"0*[1-9]\d{0,4}"),
    "COUNT": re.compile(r"-?\d{1,9}"),
    "UNTIL": re.compile(r"\d{8}(?:T\d{6}Z?)?"),
    "BYDAY": re.compile(rf"{_DAY}(?:,{_DAY}){{0,60}}"),
    "BYMONTH": re.compile(_NUMBERS),
    "BYMONTHDAY": re.compile(_NUMBERS),
    "BYYEARDAY": re.compile(_NUMBERS),
    "BYWEEKNO": re.compile(_NUMBERS),
    "BYSETPOS": re.compile(_NUMBERS),
    "BYHOUR": re.compile(_NUMBERS),
    "BYMINUTE": re.compile(r"\d{1,2}"),
    "BYSECOND": re.compile(r"\d{1,2}"),
    "WKST": re.compile(r"MO|TU|WE|TH|FR|SA|SU"),
}
"""One minute and second at most: more of them would be denser than every hour. A
negative count, which some programs write for "for ever", is left to the library."""


def rule_parts(line: ContentLine) -> dict[str, str]:
    """The parts of a rule by name, each as it may be.

    Raises
    ------
    CalendarRefused
        If the rule is not readable, or denser than every hour.
    """
    parts: dict[str, str] = {}
    for part in filter(None, line.value.upper().split(";")):
        name, _, value = part.partition("=")
        pattern = _PARTS.get(name)
        if name.startswith("X-"):
            continue
        if name in ("BYMINUTE", "BYSECOND") and "," in value:
            raise CalendarRefused(Flaw.RULE_TOO_DENSE, line.number)
        if pattern is None or not pattern.fullmatch(value) or name in parts:
            raise CalendarRefused(Flaw.RULE, line.number)
        parts[name] = value
    if parts.get("FREQ") in _TOO_DENSE:
        raise CalendarRefused(Flaw.RULE_TOO_DENSE, line.number)
    if parts.get("FREQ") not in _FREQUENCIES:
        raise CalendarRefused(Flaw.RULE, line.number)
    return _with_end(parts, line.number)


def _with_end(parts: dict[str, str], line: int) -> dict[str, str]:
    """An end that exists; one beyond all plans is none."""
    if "UNTIL" in parts:
        until = checked_stamp(parts["UNTIL"], line)
        if year_of(until) > LAST_YEAR:
            return {name: value for name, value in parts.items() if name != "UNTIL"}
        return parts | {"UNTIL": until}
    return parts


def written_rule(line: ContentLine) -> str:
    """A rule as it was read, written anew."""
    return ";".join(f"{name}={value}" for name, value in rule_parts(line).items())
