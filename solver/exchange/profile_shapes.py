"""How a document says which rules hold, with which numbers, and in which order."""

from collections.abc import Mapping
from dataclasses import dataclass

from solver.exchange.forms import said
from solver.exchange.values import Id
from solver.rule import RuleId
from solver.weights import Weights, weighted_id


@dataclass(frozen=True, slots=True)
class RuleShape:
    """Eine Regel; ihre Kennung und Zahlen nennt `lueckenlos rules --json`."""

    active: bool = said("Ob sie gilt; Gesetz immer, außer mit „base“: „plain“.", True)  # noqa: FBT003 - a default, as in a dataclass
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
    tiers: tuple[Id | Weights, ...] = said(
        "Wünsche in ihrer Reihenfolge; sonst die übliche. Mehrere Wünsche in einer"
        " Stufe stehen als Objekt mit ihren Gewichten, ganzen Zahlen ab 1, zum Beispiel"
        ' {"continuity": 3, "extra-way": 1}: dann zählt die gewichtete Summe.',
        (),
    )

    @property
    def named_tiers(self) -> tuple[RuleId, ...]:
        """The tiers by name, as a profile has them."""
        return tuple(
            RuleId(tier) if isinstance(tier, str) else weighted_id(tier)
            for tier in self.tiers
        )

    @property
    def weights(self) -> Mapping[RuleId, Mapping[RuleId, int]]:
        """The weights of the tiers that add several wishes, by their names."""
        return {
            weighted_id(tier): {RuleId(wish): n for wish, n in tier.items()}
            for tier in self.tiers
            if not isinstance(tier, str)
        }
