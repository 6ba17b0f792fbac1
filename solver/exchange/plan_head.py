"""What stands in every PLAN.json, whatever is planned."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from solver.documents import DocumentError, parsed
from solver.exchange.forms import Count, Forms, Id, said
from solver.exchange.reading import CappedReader
from solver.json_values import BROKEN, Fault, Json
from solver.profile import RuleProfile
from solver.rule import Finding, RuleId
from solver.sentences import Sentences
from solver.tier import TierResult


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
class FindingShape:
    """Was eine Prüfung fand."""

    rule: Id = said("Die Regel.")
    facts: Mapping[str, int | str] = said("Angaben zum Satz.")
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
    milliseconds: Count = said("Vom Lesen bis zum Plan.", 0)
    workers: Count = said("Rechenkerne.", 0)
    seed: Count = said("Startwert.", 0)
    time_limit_milliseconds: Count = said("Zeitgrenze.", 0)
    machine: str = said("Maschine.", "")
    version: str = said("Fassung des Programms.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHead:
    """Was jeder Plan sagt."""

    format: str = said("Die Art des Dokuments.")
    version: Count = said("Seine Fassung.")
    status: Status | None = said("Ob der Plan bewiesen der beste ist.", None)
    unique: bool = said("Ob bewiesen kein anderer so gut ist.", default=False)
    problem_digest: str = said("Fingerabdruck von Aufgabe und Regeln.", "")
    profile: ProfileShape | None = said("Die Regeln.", None)
    tiers: tuple[TierShape, ...] = said("Stufen in ihrer Reihenfolge.", ())
    findings: tuple[FindingShape, ...] = said("Was die Prüfung fand.", ())
    not_checked: tuple[Id, ...] = said("Regeln, die nicht geprüft wurden.", ())
    run: RunShape | None = said("Wie gerechnet wurde.", None)


class AnyPlan(Protocol):
    """What the head says of a plan."""

    @property
    def tiers(self) -> tuple[TierResult, ...]:
        """Values and bounds."""
        ...

    @property
    def unique(self) -> bool:
        """Whether no other plan is as good."""
        ...

    @property
    def not_checked(self) -> tuple[RuleId, ...]:
        """Rules nobody checked."""
        ...


@dataclass(frozen=True, slots=True)
class Head:
    """How a kind of plan is called, and what its rules say."""

    format: str
    version: int
    sentences: Sentences

    def of(self, plan: AnyPlan, profile: RuleProfile, digest: str) -> dict[str, Json]:
        """The first fields of a document: what it is, how good, by which rules."""
        proven = bool(plan.tiers) and all(tier.proven for tier in plan.tiers)
        return {
            "format": self.format,
            "version": self.version,
            "status": (Status.PROVEN if proven else Status.UNPROVEN).value,
            "unique": plan.unique,
            "problem_digest": digest,
            "profile": {
                "id": profile.id,
                "land": profile.land,
                "revision": profile.revision,
            },
            "tiers": [self._tier(tier) for tier in plan.tiers],
        }

    def _tier(self, tier: TierResult) -> Json:
        info = self.sentences.infos.get(RuleId(tier.id.partition("-urgency-")[0]))
        return {
            "id": tier.id,
            "title": info.title if info else "",
            "unit": tier.unit,
            "value": tier.value,
            "bound": tier.bound,
            "proven": tier.proven,
            "conditional": tier.conditional,
        }

    def tail(self, plan: AnyPlan, findings: Iterable[Finding]) -> dict[str, Json]:
        """The last fields: what was found, what was not checked."""
        return {
            "findings": [self.finding(found) for found in findings],
            "not_checked": list(plan.not_checked),
        }

    def finding(self, found: Finding) -> dict[str, Json]:
        """What a check found, as facts and sentence."""
        return {
            "rule": found.rule,
            "facts": dict(found.facts),
            "sentence": self.sentences.told(found.rule, found.facts),
            "decided": found.decided,
        }

    def read(self, document: bytes, kind: type) -> Any:  # noqa: ANN401 - an instance of kind
        """A plan's document by its shape.

        Raises
        ------
        DocumentError
            With all faults at once.
        """
        value = parsed(document)
        if not isinstance(value, dict) or value.get("format") != self.format:
            wanted = f"Das ist kein Dokument vom Format „{self.format}“."
            raise DocumentError((Fault("/format", wanted),))
        reader = CappedReader()
        shape = Forms().of(kind).read(value, reader)
        if reader.faults or shape is BROKEN:
            raise DocumentError(tuple(reader.faults))
        if shape.version != self.version:
            fault = Fault("/version", f"Gelesen wird Version {self.version}.")
            raise DocumentError((fault,))
        return shape
