"""What stands in the plan of a matching; to be audited it needs assignments only."""

from collections.abc import Mapping
from dataclasses import dataclass

from solver.exchange.forms import said
from solver.exchange.head_shapes import FindingShape, PlanHead
from solver.exchange.matching.shapes import Sense
from solver.exchange.values import Amount, Count, Id

PLAN_FORMAT = "lueckenlos-matching-result"
PLAN_VERSION = 1


@dataclass(frozen=True, slots=True)
class EngagementShape:
    """Wer welche Einrichtung begleitet."""

    kindergarten: Id = said("Die Einrichtung.")
    coach: Id = said("Wer sie begleitet.")
    half_hours: Count | None = said("Halbe Stunden; sonst die gewünschten.", None)
    facts: Mapping[str, Amount | str] = said("Begründung als Angaben.", {})
    sentence: str = said("Begründung als Satz.", "")


@dataclass(frozen=True, slots=True)
class CoachReasonShape(FindingShape):
    """Warum jemand eine Einrichtung nicht begleitet."""

    coach: str = said("Um wen es geht; leer, wenn um niemanden.", "")


@dataclass(frozen=True, slots=True)
class UnservedShape:
    """Eine Einrichtung ohne Begleitung."""

    kindergarten: Id = said("Die Einrichtung.")
    reasons: tuple[CoachReasonShape, ...] = said("Warum niemand sie begleitet.", ())


@dataclass(frozen=True, slots=True)
class ObjectiveShape:
    """Summe der vorgegebenen Werte, wie die Aufgabe sie zählt."""

    sense: Sense = said("Ob sie klein oder groß sein soll.")
    value: Amount = said("Wert des Plans.")
    bound: Amount = said("Kein Plan ist besser als das.")
    proven: bool = said("Ob der Wert bewiesen der beste ist.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchingPlanShape(PlanHead):
    """Eine Aufteilung von `lueckenlos solve` oder von anderswo."""

    assignments: tuple[EngagementShape, ...] = said("Wer wo begleitet.")
    unserved: tuple[UnservedShape, ...] = said("Einrichtungen ohne Begleitung.", ())
    objective: ObjectiveShape | None = said("Die vorgegebenen Werte.", None)
