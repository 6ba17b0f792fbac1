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
from solver.documents import parsed
from solver.errors import ProfileError
from solver.exchange.forms import Forms
from solver.exchange.kind import DocumentKind
from solver.exchange.matching.kind import MATCHING
from solver.exchange.plain_profile import PLAIN
from solver.exchange.profile_shapes import InlineProfile
from solver.exchange.reading import CappedReader, OutsideProblem
from solver.exchange.substitution import SUBSTITUTION
from solver.json_values import BROKEN, escaped
from solver.profile import RuleProfile, RuleSetting
from solver.rule import RuleId

#: The code of a fault whose place is one in the document.
_PLACED = "document"
#: Places of faults that are none of a document's numbers.
_NOT_OF_NUMBERS = frozenset({"/land", "/first_day", "/last_day"})
_UNUSABLE = "Nach diesen Regeln lässt sich nicht planen."


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
    inline, base, root = outside.profile, None, "/profile"
    if asked is not None and asked.endswith(".json"):
        inline, root = _from_file(Path(asked)), ""
    elif asked is not None:
        base = asked
    named = inline.base if inline else None
    land_at = None if base else f"{root}/base" if named else "/land"
    base = base or named or outside.land
    try:
        if base == PLAIN:
            return kind.plain.profile(inline)
        return _of_land(outside, base.upper(), inline, kind)
    except ProfileError as fault:
        found = _placed(fault, root)
        raise InvalidInput(_UNUSABLE, found) from fault
    except InvalidInput as fault:
        if fault.faults[0].pointer != "/land":
            found = [_in_document(one, root) for one in fault.faults]
            found = list({one.pointer: one for one in found}.values())
        elif land_at is not None:
            found = [InputFault(land_at, str(fault), "document")]
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
    shape = Forms().of(InlineProfile).read(parsed(document), reader)
    if shape is BROKEN or not isinstance(shape, InlineProfile):
        faults = [InputFault(f.pointer, f.detail, _PLACED) for f in reader.faults]
        raise InvalidInput(f"„{path}“ ist kein Regelprofil.", faults)
    return shape


def _of_land(
    outside: OutsideProblem[Any],
    land: str,
    inline: InlineProfile | None,
    kind: DocumentKind[Any, Any],
) -> RuleProfile:
    """Rules of a Land; numbers of the document stand like a statute's."""
    first, last = outside.days
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
