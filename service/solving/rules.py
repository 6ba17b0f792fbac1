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
from solver.exchange.reading import CappedReader, OutsideProblem, escaped
from solver.exchange.substitution import SUBSTITUTION
from solver.json_values import BROKEN
from solver.profile import RuleProfile
from solver.rule import RuleId

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
        found = [InputFault(root, str(fault), "profile")]
        raise InvalidInput(str(fault), found) from fault
    except InvalidInput as fault:
        if fault.faults[0].pointer != "/land":
            found = [_in_document(one, root) for one in fault.faults]
        elif land_at is not None:
            found = [InputFault(land_at, str(fault), "document")]
        else:
            raise
        raise InvalidInput(_UNUSABLE, found) from fault


def _in_document(fault: InputFault, root: str) -> InputFault:
    """A fault of rules at its place in the document that changes them."""
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
        faults = [InputFault(f.pointer, f.detail, "profile") for f in reader.faults]
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
    profile = _PROFILES[kind.name](land, first, last, numbers).profile
    if inline is None or not (inline.rules or inline.tiers):
        return profile
    settings = dict(profile.settings)
    for name, given in changed.items():
        rule = RuleId(name)
        if rule not in settings:
            raise ProfileError(f"Die Regel „{name}“ gibt es nicht.")
        settings[rule] = replace(settings[rule], active=given.active)
    tiers = tuple(map(RuleId, inline.tiers)) or profile.tiers
    changed_profile = replace(profile, settings=settings, tiers=tiers, revision="")
    return kind.plain.checked(changed_profile)


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
