"""Which rules a document is planned by: those of a Land, plain ones, its own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from service.errors import InputFault, InvalidInput
from service.profiles.loader import load_rules
from service.profiles.matching_rules import load_matching_rules
from service.profiles.override import Override
from service.profiles.resolver import EVERYWHERE
from solver.documents import DocumentError, parsed
from solver.errors import ProfileError
from solver.exchange.forms import Forms
from solver.exchange.kind import DocumentKind
from solver.exchange.kinds import kind_of
from solver.exchange.matching.kind import MATCHING
from solver.exchange.plain_profile import PLAIN
from solver.exchange.profile_shapes import InlineProfile
from solver.exchange.reading import (
    MOST_FAULTS,
    CappedReader,
    OutsideProblem,
    RefusedDocument,
    RulesAsked,
)
from solver.exchange.substitution import SUBSTITUTION
from solver.exchange.values import UNREADABLE
from solver.json_values import BROKEN, Fault, escaped
from solver.profile import RuleProfile, RuleSetting
from solver.rule import RuleId

#: The code of a fault whose place is one in the document.
_PLACED = "document"
#: Places of faults that are none of a document's numbers.
_NOT_OF_NUMBERS = frozenset({"/land", "/first_day", "/last_day"})
_UNUSABLE = "Nach diesen Regeln lässt sich nicht planen."


def read_with_rules(
    document: bytes, asked: str | None
) -> tuple[DocumentKind[Any, Any], OutsideProblem[Any], RuleProfile]:
    """A document of any kind with the rules it is planned by.

    Parameters
    ----------
    asked
        ``--profile``, as in ``rules_for``.

    Raises
    ------
    DocumentError
        With all faults at once, those of its rules among them.
    InvalidInput
        If only its rules have faults, or there are no such rules.
    """
    value = parsed(document, for_forms=True)
    kind = kind_of(value)
    try:
        outside = kind.read(value)
    except RefusedDocument as refused:
        more = _wrong_as_well(refused, asked, kind)
        raise DocumentError((*refused.faults, *more)[:MOST_FAULTS]) from refused
    return kind, outside, rules_for(outside, asked, kind)


def _wrong_as_well(
    refused: RefusedDocument, asked: str | None, kind: DocumentKind[Any, Any]
) -> list[Fault]:
    """What a document that cannot be read has wrong in its rules for certain.

    Rules in a file of their own wait until the document is right: places in one would
    be taken for places in the other. Where land or days cannot be read, whatever is
    wrong by the plain rules is wrong by those of any land.
    """
    unread = frozenset(fault.pointer for fault in refused.faults)
    if asked is not None and asked.endswith(".json"):
        return []
    if {"/profile", "/profile/base"} & unread:
        asked = PLAIN
    try:
        _rules(refused.asked, asked, kind)
    except InvalidInput as fault:
        return [
            Fault(one.pointer, one.detail)
            for one in fault.faults
            if one.code == _PLACED and not _depends(one, unread)
        ]
    return []


def _depends(fault: InputFault, unread: frozenset[str]) -> bool:
    """Whether a fault of rules may be there because of what could not be read."""
    rule = "/".join(fault.pointer.split("/")[:4])
    return UNREADABLE in fault.detail or any(
        f"{one}/".startswith(f"{rule}/") or f"{fault.pointer}/".startswith(f"{one}/")
        for one in unread
    )


def rules_for(
    outside: OutsideProblem[Any],
    asked: str | None,
    kind: DocumentKind[Any, Any] = SUBSTITUTION,
) -> RuleProfile:
    """The rule profile of a document.

    Parameters
    ----------
    asked
        ``--profile``: a Land's code, "plain", or the path of a JSON file with rules;
        it goes before what the document says.
    kind
        Of the problem.

    Raises
    ------
    InvalidInput
        If there are no such rules, or they contradict themselves or the law.
    DocumentError
        If the file is none of rules.
    """
    told = RulesAsked(outside.profile, outside.land, outside.days)
    return _rules(told, asked, kind)


def _rules(
    told: RulesAsked, asked: str | None, kind: DocumentKind[Any, Any]
) -> RuleProfile:
    """The rules asked for; the plain ones where land or days are not known."""
    inline, base, root = told.profile, None, "/profile"
    if asked is not None and asked.endswith(".json"):
        inline, root = _from_file(Path(asked)), ""
    elif asked is not None:
        base = asked
    named = inline.base if inline else None
    unit = "month" if kind is MATCHING else "day"
    places = {
        "/land": None if base else f"{root}/base" if named else "/land",
        "/first_day": f"/first_{unit}",
        "/last_day": f"/last_{unit}",
    }
    base = base or named or told.land
    try:
        if base is None or told.days is None or base == PLAIN:
            return kind.plain.profile(inline)
        return _of_land(told.days, base.upper(), inline, kind)
    except ProfileError as fault:
        found = _placed(fault, root)
        raise InvalidInput(_UNUSABLE, found) from fault
    except InvalidInput as fault:
        place = fault.faults[0].pointer
        if place not in places:
            found = [_in_document(one, root) for one in fault.faults]
            found = list({one.pointer: one for one in found}.values())
        elif (at := places[place]) is not None:
            found = [InputFault(at, str(fault), _PLACED)]
        else:
            raise
        raise InvalidInput(_UNUSABLE, found) from fault


def _placed(fault: ProfileError, root: str) -> list[InputFault]:
    """All faults of a profile at their places in the document."""
    return [InputFault(root + at, said, _PLACED) for at, said in fault.faults]


def _in_document(fault: InputFault, root: str) -> InputFault:
    """A fault of rules at its place in the document that changes them."""
    if fault.code == _PLACED:
        return replace(fault, pointer=root + fault.pointer)
    place = fault.pointer.removeprefix(f"/{EVERYWHERE}")
    rule, _, number = place.removeprefix("/").partition("/")
    at = f"{root}/rules/{escaped(rule)}"
    if number:
        at += f"/parameters/{escaped(number)}"
    # Profiles name their places in front of each sentence; here the pointer does.
    detail = fault.detail.removeprefix(f"{fault.pointer.removeprefix('/')}: ")
    return InputFault(at, detail, "document")


def _from_file(path: Path) -> InlineProfile:
    try:
        document = path.read_bytes()
    except OSError as fault:
        raise InvalidInput(f"Die Datei „{path}“ lässt sich nicht lesen.") from fault
    reader = CappedReader()
    unusable = f"„{path}“ ist kein Regelprofil."
    try:
        value = parsed(document, for_forms=True)
    except DocumentError as error:
        faults = [InputFault(f.pointer, f.detail, _PLACED) for f in error.faults]
        raise InvalidInput(unusable, faults) from error
    shape = Forms().of(InlineProfile).read(value, reader)
    if reader.faults or shape is BROKEN or not isinstance(shape, InlineProfile):
        faults = [InputFault(f.pointer, f.detail, _PLACED) for f in reader.faults]
        raise InvalidInput(unusable, faults)
    return shape


def _of_land(
    days: tuple[date, date],
    land: str,
    inline: InlineProfile | None,
    kind: DocumentKind[Any, Any],
) -> RuleProfile:
    """Rules of a Land; numbers of the document stand like a statute's."""
    first, last = days
    changed = {} if inline is None else inline.rules
    numbers = [
        Override("", rule, name, value, "Angabe der Aufgabe", first, last)
        for rule, given in changed.items()
        for name, value in given.parameters.items()
    ]
    load = _PROFILES[kind.name]
    try:
        profile = load(land, first, last, numbers).profile
    except InvalidInput as fault:
        if any(f.pointer in _NOT_OF_NUMBERS for f in fault.faults):
            raise
        # Whatever else is wrong with the rules is told with the numbers.
        as_shipped = load(land, first, last, ()).profile
        raise InvalidInput(
            str(fault), [*fault.faults, *_wrong(as_shipped, inline, kind)]
        ) from fault
    if inline is None or not (inline.rules or inline.tiers):
        return profile
    return kind.plain.checked(_changed(profile, inline))


def _changed(profile: RuleProfile, inline: InlineProfile) -> RuleProfile:
    """A Land's rules with what a document switches off and the tiers it names."""
    settings = dict(profile.settings)
    for name, given in inline.rules.items():
        rule = RuleId(name)
        setting = settings.get(rule, RuleSetting(rule))
        settings[rule] = replace(setting, active=given.active)
    changed = replace(profile, settings=settings, revision="")
    if not inline.tiers:
        return changed
    return replace(changed, tiers=inline.named_tiers, weights=inline.weights)


def _wrong(
    profile: RuleProfile, inline: InlineProfile | None, kind: DocumentKind[Any, Any]
) -> list[InputFault]:
    """What a document's rules have wrong beside their numbers."""
    if inline is None:
        return []
    try:
        kind.plain.checked(_changed(profile, inline))
    except ProfileError as fault:
        return _placed(fault, "")
    return []


class _Rules(Protocol):
    """Rules of one problem, as far as a document needs them."""

    @property
    def profile(self) -> RuleProfile:
        """What the solver needs."""
        ...


#: Where rules of a Land come from, by the kind of problem.
_PROFILES: Mapping[str, Callable[[str, date, date, Iterable[Override]], _Rules]] = {
    SUBSTITUTION.name: load_rules,
    MATCHING.name: load_matching_rules,
}
