"""Read a rule's parameters from a profile's setting; wrong ones are a ProfileError."""

from collections.abc import Mapping
from dataclasses import fields
from typing import TypeVar

from solver.errors import ProfileError
from solver.profile import RuleSetting, Value

P = TypeVar("P")


def read_parameters(kind: type[P], setting: RuleSetting | None) -> P:
    """Parameters of a rule: its defaults, replaced by what the setting gives.

    Raises
    ------
    ProfileError
        If the setting names an unknown parameter or a value has the wrong type or
        range.
    """
    if setting is None or not setting.parameters:
        return kind()
    # Every parameters class is a dataclass; the registry's test holds them to it.
    defaults = {f.name: getattr(kind(), f.name) for f in fields(kind)}  # type: ignore[arg-type]
    given: dict[str, Value] = {}
    for name, parameter in setting.parameters.items():
        if name not in defaults:
            known = ", ".join(sorted(defaults)) or "keine"
            raise ProfileError(
                f"Die Regel „{setting.rule}“ kennt den Parameter „{name}“ nicht;"
                f" bekannt sind: {known}."
            )
        given[name] = parameter.value
        _check_type(setting, name, parameter.value, defaults[name])
    try:
        return kind(**given)
    except ValueError as fault:
        raise ProfileError(
            f"Ein Parameter der Regel „{setting.rule}“ ist ungültig: {fault}"
        ) from fault


def _check_type(setting: RuleSetting, name: str, value: Value, default: Value) -> None:
    """Refuse a value whose kind differs from the default's."""
    expected = other_kind(value, default)
    if expected is not None:
        raise ProfileError(
            f"Der Parameter „{name}“ der Regel „{setting.rule}“ erwartet"
            f" {expected}; gegeben: {value!r}."
        )


def other_kind(value: Value, default: Value) -> str | None:
    """What is expected instead of a value that is not of the default's kind."""
    expected: type | tuple[type, ...] = type(default)
    if isinstance(default, str):
        expected = str
    elif isinstance(default, Mapping):
        expected = Mapping
    fits = isinstance(value, expected)
    if fits and (isinstance(default, bool) or not isinstance(value, bool)):
        return None
    return _GERMAN.get(type(default), "einen anderen Wert")


_GERMAN: Mapping[type, str] = {
    int: "eine ganze Zahl",
    bool: "Ja oder Nein",
    str: "einen Text",
    tuple: "eine Liste von Texten",
    dict: "eine Tabelle von Zahlen",
}
