"""From the levels' numbers to the ones that hold, each with the level that decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from service.profiles.directions import is_wider, objection, shown
from service.profiles.faults import ProfileFaults
from service.profiles.numbers import Direction, Edition, Freedom, Number, Strictness
from service.profiles.override import Override
from service.profiles.registry import (
    SUBSTITUTION,
    Catalogue,
    is_law,
    parameter_names,
    parameter_types,
)
from solver.json_values import shown as as_json
from solver.parameters import other_kind
from solver.profile import Level, Parameter, Value
from solver.rule import AgreementSource

#: Where a number changed for no single municipality is at fault.
EVERYWHERE = "gesamtes Gebiet"


@dataclass(frozen=True, slots=True)
class Held:
    """A number that holds: its value, the level that decided, what may change it."""

    number: Number
    level: Level
    freedom: Freedom
    strictness: Strictness
    known: bool

    @property
    def parameter(self) -> Parameter:
        """The number as the solver reads it."""
        return Parameter(
            value=self.number.value,
            level=self.level,
            source=self.number.source,
            known=self.known,
        )


HeldNumbers = dict[tuple[str, str], Held]


def resolve(
    federal: Edition,
    land: Edition | None,
    overrides: Sequence[Override],
    faults: ProfileFaults,
    catalogue: Catalogue = SUBSTITUTION,
) -> HeldNumbers:
    """Numbers of all levels, the narrower over the wider; faults are collected.

    Several municipalities within one plan: the strictest number counts for all, since
    a plan has one profile.
    """
    held: HeldNumbers = {}
    for number in federal.numbers:
        if _exists(federal.file, number, faults, catalogue):
            held[number.key] = _basis(number)
    for key in missing_numbers(federal, catalogue):
        held[key] = _stand_in(*key, catalogue)
    for number in land.numbers if land else ():
        place = f"{land.file if land else ''}/{number.rule}/{number.parameter}"
        _step(held, number, Level.LAND, place, faults)
    for override in _in_order(overrides):
        _municipal(held, override, faults)
    _check_values(held, faults, catalogue)
    return held


def check_inactive(
    edition: Edition, faults: ProfileFaults, catalogue: Catalogue = SUBSTITUTION
) -> None:
    """Law cannot be switched off, and what is switched off must exist."""
    for rule in edition.inactive:
        if rule not in parameter_types(catalogue):
            faults.add(
                f"{edition.file}/{rule}", "Diese Regel gibt es nicht.", "unknown"
            )
        elif is_law(rule, catalogue):
            faults.add(
                f"{edition.file}/{rule}",
                "Diese Regel ist Gesetz und lässt sich nicht abschalten.",
                "softens-law",
            )


def _basis(number: Number) -> Held:
    return Held(
        number=number,
        level=Level.FEDERAL,
        freedom=number.freedom or Freedom(),
        strictness=number.strictness or Strictness.NONE,
        known=number.known and not number.by_land,
    )


def _exists(
    file: str, number: Number, faults: ProfileFaults, catalogue: Catalogue
) -> bool:
    place = f"{file}/{number.rule}/{number.parameter}"
    if number.rule not in parameter_types(catalogue):
        faults.add(place, "Diese Regel gibt es nicht.", "unknown")
        return False
    if number.parameter not in parameter_names(number.rule, catalogue):
        faults.add(place, "Diese Zahl kennt die Regel nicht.", "unknown")
        return False
    return True


def _step(
    held: HeldNumbers, number: Number, level: Level, place: str, faults: ProfileFaults
) -> None:
    """Put a narrower level's number over the wider one, if it may stand there."""
    above = held.get(number.key)
    if above is None:
        faults.add(
            place,
            "Diese Zahl gibt es auf Bundesebene nicht; bitte den Namen prüfen.",
            "unknown",
        )
        return
    freedom = above.freedom
    if level is Level.LAND and above.number.by_land and not above.number.freedom:
        freedom = Freedom(Direction.FREE)
    try:
        refused = objection(number.value, above.number.value, freedom, above.strictness)
    except TypeError as error:
        faults.add(place, f"Der Wert passt nicht: {error}.", "type")
        return
    if refused:
        softens = is_law(number.rule) and above.freedom.direction is Direction.TIGHTEN
        faults.add(place, refused, "softens-law" if softens else "widens")
        return
    held[number.key] = Held(
        number=number,
        level=level,
        freedom=number.freedom or _kept(above),
        strictness=above.strictness,
        known=number.known,
    )


def _kept(above: Held) -> Freedom:
    """A level that says nothing passes practice on freely, all else to tighten only."""
    if above.freedom.direction is Direction.FREE:
        return above.freedom
    return Freedom()


def _municipal(held: HeldNumbers, override: Override, faults: ProfileFaults) -> None:
    where = override.municipality or EVERYWHERE
    place = f"{where}/{override.rule}/{override.parameter}"
    number = Number(
        rule=override.rule,
        parameter=override.parameter,
        value=override.value,
        source=AgreementSource(override.source),
    )
    above = held.get(number.key)
    if above is not None and above.level is Level.MUNICIPALITY:
        if above.strictness is Strictness.NONE:
            if above.number.value != number.value:
                faults.add(
                    place,
                    f"Hier gilt {shown(number.value)}, nebenan"
                    f" {shown(above.number.value)}; bitte je Gemeinde planen.",
                    "two-municipalities",
                )
            return
        try:
            if is_wider(number.value, above.number.value, above.strictness):
                return
        except TypeError as error:
            faults.add(place, f"Der Wert passt nicht: {error}.", "type")
            return
    _step(held, number, Level.MUNICIPALITY, place, faults)


def _in_order(overrides: Iterable[Override]) -> list[Override]:
    return sorted(overrides, key=lambda o: (o.rule, o.parameter, o.municipality))


def missing_numbers(
    federal: Edition, catalogue: Catalogue = SUBSTITUTION
) -> tuple[tuple[str, str], ...]:
    """Parameters of rules for which the federal edition states nothing."""
    stated = {number.key for number in federal.numbers}
    return tuple(
        (rule, parameter)
        for rule in sorted(parameter_types(catalogue))
        for parameter in sorted(parameter_names(rule, catalogue))
        if (rule, parameter) not in stated
    )


def _stand_in(rule: str, parameter: str, catalogue: Catalogue) -> Held:
    """The rule's own default, without level or source to lean on."""
    value = getattr(parameter_types(catalogue)[rule](), parameter)
    return Held(
        number=Number(rule, parameter, value, known=False),
        level=Level.FEDERAL,
        freedom=Freedom(),
        strictness=Strictness.NONE,
        known=False,
    )


def _check_values(
    held: HeldNumbers, faults: ProfileFaults, catalogue: Catalogue
) -> None:
    """Each rule accepts its numbers together, and no minimum is above its maximum."""
    by_rule: dict[str, dict[str, Held]] = {}
    for (rule, parameter), number in held.items():
        by_rule.setdefault(rule, {})[parameter] = number
    for rule, numbers in sorted(by_rule.items()):
        kind = parameter_types(catalogue)[rule]
        if _of_other_kinds(rule, numbers, kind(), faults):
            continue
        try:
            kind(**{name: held.number.value for name, held in numbers.items()})
        except (TypeError, ValueError) as error:
            faults.add(rule, f"{error}", "value")
        for name, least in numbers.items():
            most = numbers.get(name.replace("min_", "max_", 1))
            if name.startswith("min_") and most is not None and _above(least, most):
                faults.add(
                    f"{rule}/{name}",
                    f"{shown(least.number.value)} liegt über dem Höchstwert"
                    f" {shown(most.number.value)}.",
                    "min-max",
                )


def _of_other_kinds(
    rule: str, numbers: Mapping[str, Held], defaults: object, faults: ProfileFaults
) -> bool:
    """Whether a value is no number, text, list or table as the rule's own is."""
    found = False
    for name, held in numbers.items():
        value = held.number.value
        kind = other_kind(value, getattr(defaults, name))
        if kind is not None:
            found = True
            sentence = f"Hier wird {kind} erwartet, gegeben ist {_given(value)}."
            faults.add(f"{rule}/{name}", sentence, "value")
    return found


def _given(value: Value) -> str:
    match value:
        case tuple():
            return as_json(list(value))
        case int() | str():
            return as_json(value)
        case _:
            return as_json(dict(value))


def _above(least: Held, most: Held) -> bool:
    low, high = least.number.value, most.number.value
    return isinstance(low, int) and isinstance(high, int) and low > high
