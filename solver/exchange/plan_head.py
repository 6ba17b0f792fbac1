"""The head of every PLAN.json, whatever is planned: written and read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from solver.documents import DocumentError, parsed
from solver.exchange.forms import Forms
from solver.exchange.head_shapes import Status
from solver.exchange.reading import CappedReader
from solver.json_values import Fault, Json
from solver.profile import RuleProfile
from solver.rule import Finding, RuleId
from solver.sentences import Sentences
from solver.tier import TierResult


class AnyShape(Protocol):
    """What the shape of every plan has."""

    @property
    def version(self) -> int:
        """Of the format."""
        ...


ShapeT = TypeVar("ShapeT", bound=AnyShape)


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
        return {
            "id": tier.id,
            "title": self.sentences.title(tier.id),
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

    def read(self, document: bytes, kind: type[ShapeT]) -> ShapeT:
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
        if reader.faults or not isinstance(shape, kind):
            raise DocumentError(tuple(reader.faults))
        if shape.version != self.version:
            fault = Fault("/version", f"Gelesen wird Version {self.version}.")
            raise DocumentError((fault,))
        return shape
