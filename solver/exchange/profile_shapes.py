"""How a document says which rules hold, with which numbers, and in which order."""

from collections.abc import Mapping
from dataclasses import dataclass

from solver.exchange.forms import said
from solver.exchange.values import Id


@dataclass(frozen=True, slots=True)
class RuleShape:
    """Eine Regel mit ihren Zahlen; `lueckenlos rules` nennt alle mit Bedeutung."""

    active: bool = said("Ob sie gilt; Gesetz gilt immer (außer ohne „base“).", True)  # noqa: FBT003 - a default, as in a dataclass
    parameters: Mapping[
        str, "int | bool | str | tuple[str, ...] | Mapping[str, int]"
    ] = said("Zahlen der Regel mit ihrem Namen.", {})


@dataclass(frozen=True, slots=True)
class InlineProfile:
    """Regeln: die eines Landes, oder „plain“ für Aufgaben, die keine Betreuung sind."""

    base: Id | None = said(
        "Kürzel eines Landes (zum Beispiel NW) oder „plain“; sonst das Land der"
        " Aufgabe. „plain“ prüft nur Paare, Zeiten und Plätze, sonst nichts.",
        None,
    )
    rules: Mapping[str, RuleShape] = said("Änderungen an einzelnen Regeln.", {})
    tiers: tuple[Id, ...] = said("Wünsche in ihrer Reihenfolge; sonst die übliche.", ())
