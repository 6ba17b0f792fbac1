"""What stands in PLAN.json, version 1. To be audited a plan needs assignments only."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from solver.exchange.forms import Clock, Count, Id, said
from solver.slots import Day
from solver.substitution.problem import Model

PLAN_FORMAT = "lueckenlos-plan"
PLAN_VERSION = 1


class Status(StrEnum):
    """Was über den Plan bewiesen ist."""

    PROVEN = "proven"
    UNPROVEN = "unproven"


@dataclass(frozen=True, slots=True)
class TierShape:
    """Eine Stufe der Wünsche mit Wert und bewiesener Schranke (kleiner ist besser)."""

    id: Id = said("Kennung des Wunsches.")
    unit: str = said("Einheit von Wert und Schranke.")
    value: int = said("Wert des Plans.")
    bound: int = said("Kein Plan ist besser als das.")
    proven: bool = said("Ob der Wert bewiesen der beste ist.")
    conditional: bool = said("Ob die Schranke auf einer unbewiesenen Stufe ruht.")
    title: str = said("Überschrift.", "")


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
    facts: Mapping[str, int | str] = said("Begründung als Angaben.", {})
    sentence: str = said("Begründung als Satz.", "")


@dataclass(frozen=True, slots=True)
class ReasonShape:
    """Warum eine Person einen Bedarf nicht übernimmt, oder was eine Prüfung fand."""

    rule: Id = said("Die Regel.")
    facts: Mapping[str, int | str] = said("Angaben zum Satz.")
    sentence: str = said("Der Satz.")
    person: Id | None = said("Um wen es geht.", None)
    place: Id | None = said("An welchem Ort.", None)
    decided: bool = said("Ob der Plan es entschieden hat.", default=True)


@dataclass(frozen=True, slots=True)
class GapShape:
    """Zeit eines Bedarfs, die niemand übernimmt."""

    need: Id = said("Der Bedarf.")
    child: Id = said("Das Kind.")
    day: Day = said("Der Tag.")
    start: Clock = said("Beginn.")
    end: Clock = said("Ende.")
    reasons: tuple[ReasonShape, ...] = said("Warum sie niemand übernimmt.", ())


@dataclass(frozen=True, slots=True)
class ProfileShape:
    """Nach welchen Regeln geplant wurde."""

    id: Id = said("Name des Profils.")
    land: str = said("Land.")
    revision: str = said("Fingerabdruck seines Inhalts.")


@dataclass(frozen=True, slots=True)
class RunShape:
    """Wie gerechnet wurde; alles andere im Plan hängt davon nicht ab, wo bewiesen."""

    ended: Id = said("done, time, stopped, killed oder memory.")
    milliseconds: Count = said("Vom Lesen bis zum Plan.", 0)
    workers: Count = said("Rechenkerne.", 0)
    seed: Count = said("Startwert.", 0)
    time_limit_milliseconds: Count = said("Zeitgrenze.", 0)
    machine: str = said("Maschine.", "")
    version: str = said("Fassung des Programms.", "")


@dataclass(frozen=True, slots=True)
class PlanShape:
    """Ein Plan von `lueckenlos solve` oder von anderswo."""

    format: str = said(f"Immer „{PLAN_FORMAT}“.")
    version: Count = said(f"Immer {PLAN_VERSION}.")
    assignments: tuple[AssignmentShape, ...] = said("Wer was übernimmt.")
    status: Status | None = said("Ob der Plan bewiesen der beste ist.", None)
    unique: bool = said("Ob bewiesen kein anderer so gut ist.", default=False)
    problem_digest: str = said("Fingerabdruck von Aufgabe und Regeln.", "")
    profile: ProfileShape | None = said("Die Regeln.", None)
    tiers: tuple[TierShape, ...] = said("Stufen in ihrer Reihenfolge.", ())
    gaps: tuple[GapShape, ...] = said("Was offen bleibt.", ())
    findings: tuple[ReasonShape, ...] = said("Was die Prüfung fand.", ())
    not_checked: tuple[Id, ...] = said("Regeln, die nicht geprüft wurden.", ())
    run: RunShape | None = said("Wie gerechnet wurde.", None)
