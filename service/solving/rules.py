"""Which rules a document is planned by: those of a Land, plain ones, its own."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from service.errors import InputFault, InvalidInput
from service.profiles.loader import load_rules
from service.profiles.override import Override
from solver.documents import parsed
from solver.errors import ProfileError
from solver.exchange.forms import Forms
from solver.exchange.plain_profile import PLAIN, checked, plain_profile
from solver.exchange.profile_shapes import InlineProfile
from solver.exchange.reading import CappedReader, OutsideProblem
from solver.json_values import BROKEN
from solver.profile import RuleProfile
from solver.rule import RuleId
from solver.substitution.problem import Problem


def rules_for(outside: OutsideProblem[Problem], asked: str | None) -> RuleProfile:
    """The rule profile of a document.

    Parameters
    ----------
    asked
        ``--profile``: a Land's code, "plain", or the path of a JSON file with rules;
        it goes before what the document says.

    Raises
    ------
    InvalidInput
        If there are no such rules, or they contradict themselves or the law.
    DocumentError
        If the file is none of rules.
    """
    inline, base = outside.profile, None
    if asked is not None and asked.endswith(".json"):
        inline = _from_file(Path(asked))
    elif asked is not None:
        base = asked
    base = base or (inline.base if inline else None) or outside.problem.land
    try:
        if base == PLAIN:
            return plain_profile(inline)
        return _of_land(outside, base.upper(), inline)
    except ProfileError as fault:
        raise InvalidInput(
            str(fault), [InputFault("/profile", str(fault), "profile")]
        ) from fault


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
    outside: OutsideProblem[Problem], land: str, inline: InlineProfile | None
) -> RuleProfile:
    """Rules of a Land; numbers of the document stand like a statute's."""
    first = date.fromordinal(outside.problem.first_day)
    last = date.fromordinal(outside.problem.last_day)
    changed = {} if inline is None else inline.rules
    numbers = [
        Override("", rule, name, value, "Angabe der Aufgabe", first, last)
        for rule, given in changed.items()
        for name, value in given.parameters.items()
    ]
    profile = load_rules(land, first, last, numbers).profile
    if inline is None or not (inline.rules or inline.tiers):
        return profile
    settings = dict(profile.settings)
    for name, given in changed.items():
        rule = RuleId(name)
        if rule not in settings:
            raise ProfileError(f"Die Regel „{name}“ gibt es nicht.")
        settings[rule] = replace(settings[rule], active=given.active)
    tiers = tuple(map(RuleId, inline.tiers)) or profile.tiers
    return checked(replace(profile, settings=settings, tiers=tiers, revision=""))
