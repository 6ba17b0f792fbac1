"""What stands in every plan's document, whatever is planned."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from solver.exchange.forms import said
from solver.exchange.values import Amount, Count, Id


class Status(StrEnum):
    """Was über den Plan bewiesen ist."""

    PROVEN = "proven"
    UNPROVEN = "unproven"


@dataclass(frozen=True, slots=True)
class TierShape:
    """Eine Stufe der Wünsche mit Wert und bewiesener Schranke (kleiner ist besser)."""

    id: Id = said("Kennung des Wunsches.")
    unit: str = said("Einheit von Wert und Schranke.")
    value: Amount = said("Wert des Plans.")
    bound: Amount = said("Kein Plan ist besser als das.")
    proven: bool = said("Ob der Wert bewiesen der beste ist.")
    conditional: bool = said("Ob die Schranke auf einer unbewiesenen Stufe ruht.")
    title: str = said("Überschrift.", "")


@dataclass(frozen=True, slots=True)
class FindingShape:
    """Was eine Prüfung fand."""

    rule: Id = said("Die Regel.")
    facts: Mapping[str, Amount | str] = said("Angaben zum Satz.")
    sentence: str = said("Der Satz.")
    decided: bool = said("Ob der Plan es entschieden hat.", default=True)


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
    milliseconds: Amount = said("Vom Lesen bis zum Plan.", 0)
    workers: Amount = said("Rechenkerne.", 0)
    seed: Amount = said("Startwert.", 0)
    time_limit_milliseconds: Amount = said("Zeitgrenze.", 0)
    machine: str = said("Maschine.", "")
    version: str = said("Fassung des Programms.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHead:
    """Was jeder Plan sagt."""

    format: str = said("Die Art des Dokuments.")
    version: Count = said("Seine Fassung.")
    status: Status | None = said(
        "Ob der Plan bewiesen der beste ist; bei Vertretungen von allen aus den"
        " Stücken, in die Aufenthalte geschnitten werden.",
        None,
    )
    unique: bool = said("Ob bewiesen kein anderer so gut ist.", default=False)
    problem_digest: str = said("Fingerabdruck von Aufgabe und Regeln.", "")
    profile: ProfileShape | None = said("Die Regeln.", None)
    tiers: tuple[TierShape, ...] = said("Stufen in ihrer Reihenfolge.", ())
    findings: tuple[FindingShape, ...] = said("Was die Prüfung fand.", ())
    not_checked: tuple[Id, ...] = said("Regeln, die nicht geprüft wurden.", ())
    run: RunShape | None = said("Wie gerechnet wurde.", None)
