"""What stands in PLAN.json, version 1. To be audited a plan needs assignments only."""

from collections.abc import Mapping
from dataclasses import dataclass

from solver.exchange.forms import said
from solver.exchange.head_shapes import FindingShape, PlanHead
from solver.exchange.values import Amount, Clock, Id
from solver.slots import Day
from solver.substitution.problem import Model

PLAN_FORMAT = "lueckenlos-plan"
PLAN_VERSION = 1


@dataclass(frozen=True, slots=True)
class AssignmentShape:
    """Eine Person übernimmt einen Bedarf, ganz oder für eine Zeitspanne."""

    need: Id = said("Der Bedarf.")
    person: Id = said("Wer ihn übernimmt.")
    place: Id | None = said("Wo; sonst der einzige Ort, an dem das erlaubt ist.", None)
    start: Clock | None = said("Beginn; sonst der des Bedarfs.", None)
    end: Clock | None = said("Ende; sonst das des Bedarfs.", None)
    child: Id | None = said("Das Kind; nur zum Lesen.", None)
    day: Day | None = said("Der Tag; nur zum Lesen.", None)
    model: Model | None = said("Art der Zusammenarbeit.", None)
    facts: Mapping[str, Amount | str] = said("Begründung als Angaben.", {})
    sentence: str = said("Begründung als Satz.", "")


@dataclass(frozen=True, slots=True)
class ReasonShape(FindingShape):
    """Warum eine Person einen Bedarf nicht übernimmt."""

    person: Id | None = said("Um wen es geht.", None)
    place: Id | None = said("An welchem Ort.", None)


@dataclass(frozen=True, slots=True)
class GapShape:
    """Zeit eines Bedarfs, die niemand übernimmt."""

    need: Id = said("Der Bedarf.")
    child: Id = said("Das Kind.")
    day: Day = said("Der Tag.")
    start: Clock = said("Beginn.")
    end: Clock = said("Ende.")
    reasons: tuple[ReasonShape, ...] = said("Warum sie niemand übernimmt.", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanShape(PlanHead):
    """Ein Plan von `lueckenlos solve` oder von anderswo."""

    assignments: tuple[AssignmentShape, ...] = said("Wer was übernimmt.")
    gaps: tuple[GapShape, ...] = said("Was offen bleibt.", ())
