"""Orders and answers as lines of JSON between web process and answering process."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from service.domain.kinds import ProposalKind
from service.explaining.question import (
    AuditOrder,
    DatesOrder,
    DatesPart,
    MatchingOrder,
    MatchingPart,
    MoveOrder,
    MovePart,
    Order,
    Part,
    QuestionKind,
    SaidFacts,
    Standing,
    StandingOrder,
    StoredPlan,
    TierFacts,
)
from solver.audit import AuditReport
from solver.measuring import MeasuredTier
from solver.rule import Finding, RuleId

AnyOrder = Order | MatchingOrder | DatesOrder | StandingOrder | MoveOrder | AuditOrder
AnyPart = Part | MatchingPart | DatesPart | SaidFacts | MovePart | AuditReport
AnyParts = (
    tuple[Part, ...]
    | tuple[MatchingPart, ...]
    | tuple[DatesPart, ...]
    | tuple[SaidFacts, ...]
    | tuple[MovePart, ...]
    | tuple[AuditReport, ...]
)


def write_order(order: AnyOrder) -> str:
    """An order as one line."""
    if isinstance(order, MatchingOrder):
        return _write_matching(order)
    if isinstance(order, DatesOrder):
        return _write_dates(order)
    if isinstance(order, StandingOrder):
        return _write_standing(order)
    if isinstance(order, MoveOrder):
        return _write_move(order)
    if isinstance(order, AuditOrder):
        stored = _documents(order.stored)
        return json.dumps({"audited": order.kind.value, "stored": stored})
    return json.dumps(
        {
            "kind": order.kind.value,
            "stored": _documents(order.stored),
            "child": order.child,
            "day": order.day,
            "person": order.person,
            "episode": order.episode,
            "by_rules": order.by_rules,
            "earlier": order.earlier and _documents(order.earlier),
            "renaming": order.renaming and dict(order.renaming),
        }
    )


def _write_matching(order: MatchingOrder) -> str:
    return json.dumps(
        {
            "kind": order.kind.value,
            "stored": _documents(order.stored),
            "kindergarten": order.kindergarten,
            "coach": order.coach,
            "earlier": order.earlier and _documents(order.earlier),
            "renaming": order.renaming and dict(order.renaming),
            "seconds": order.seconds,
        }
    )


def _write_dates(order: DatesOrder) -> str:
    return json.dumps(
        {
            "kind": order.kind.value,
            "stored": _documents(order.stored),
            "engagement": order.engagement,
            "month": order.month,
            "number": order.number,
            "day": order.day,
        }
    )


def _write_standing(order: StandingOrder) -> str:
    return json.dumps(
        {
            "kind": order.kind.value,
            "stored": _documents(order.stored),
            "subjects": order.subjects,
            "other": order.other,
            "day": order.day,
            "forced": order.forced,
        }
    )


def _write_move(order: MoveOrder) -> str:
    return json.dumps(
        {
            "kind": order.kind.value,
            "stored": _documents(order.stored),
            "subject": order.subject,
            "day": order.day,
            "wanted": order.wanted,
            "host": order.host,
        }
    )


def read_order(line: str) -> AnyOrder:
    """The order out of its line; what it asks for tells its kind."""
    order = json.loads(line)
    if "audited" in order:
        return AuditOrder(ProposalKind(order["audited"]), _stored(order["stored"]))
    if "engagement" in order:
        return _read_dates(order)
    if "kindergarten" in order:
        return _read_matching(order)
    if "subject" in order:
        return _read_move(order)
    if "subjects" in order:
        return StandingOrder(
            kind=Standing(order["kind"]),
            stored=_stored(order["stored"]),
            subjects=tuple(order["subjects"]),
            other=order["other"],
            day=order["day"],
            forced=order["forced"],
        )
    return Order(
        kind=QuestionKind(order["kind"]),
        stored=_stored(order["stored"]),
        child=order["child"],
        day=order["day"],
        person=order["person"],
        episode=order["episode"],
        by_rules=order["by_rules"],
        earlier=order["earlier"] and _stored(order["earlier"]),
        renaming=order["renaming"],
    )


def _read_dates(order: Mapping[str, Any]) -> DatesOrder:
    return DatesOrder(
        kind=QuestionKind(order["kind"]),
        stored=_stored(order["stored"]),
        engagement=order["engagement"],
        month=order["month"],
        number=order["number"],
        day=order["day"],
    )


def _read_matching(order: Mapping[str, Any]) -> MatchingOrder:
    return MatchingOrder(
        kind=QuestionKind(order["kind"]),
        stored=_stored(order["stored"]),
        kindergarten=order["kindergarten"],
        coach=order["coach"],
        earlier=order["earlier"] and _stored(order["earlier"]),
        renaming=order["renaming"],
        seconds=order["seconds"],
    )


def _read_move(order: Mapping[str, Any]) -> MoveOrder:
    return MoveOrder(
        kind=Standing(order["kind"]),
        stored=_stored(order["stored"]),
        subject=order["subject"],
        day=order["day"],
        wanted=order["wanted"],
        host=order["host"],
    )


def write_parts(parts: AnyParts) -> str:
    """An answer as one line."""
    return json.dumps({"parts": [_plain(part) for part in parts]})


def _plain(part: AnyPart) -> Mapping[str, Any]:
    if not isinstance(part, AuditReport):
        return asdict(part)
    return {
        "findings": [
            {
                "rule": found.rule,
                "facts": dict(found.facts),
                "subjects": found.subjects,
                "decided": found.decided,
            }
            for found in part.findings
        ],
        "tiers": [asdict(tier) for tier in part.tiers],
        "not_checked": part.not_checked,
    }


def read_parts(line: str) -> tuple[Part, ...] | None:
    """The answer out of its line; ``None`` where answering failed."""
    if (parts := _parts(line)) is None:
        return None
    return tuple(
        Part(
            child=part["child"],
            day=part["day"],
            start=part["start"],
            end=part["end"],
            proven=part["proven"],
            said=_said(part),
            tiers=_tiers(part),
        )
        for part in parts
    )


def read_matching_parts(line: str) -> tuple[MatchingPart, ...] | None:
    """The answer about a matching out of its line; ``None`` where answering failed."""
    if (parts := _parts(line)) is None:
        return None
    return tuple(
        MatchingPart(
            part["kindergarten"],
            part["proven"],
            _said(part),
            _tiers(part),
            tuple(SaidFacts(**said) for said in part["moves"]),
            part["reached"],
        )
        for part in parts
    )


def read_dates_parts(line: str) -> tuple[DatesPart, ...] | None:
    """The answer about a date out of its line; ``None`` where answering failed."""
    if (parts := _parts(line)) is None:
        return None
    return tuple(DatesPart(part["proven"], _said(part), _tiers(part)) for part in parts)


def read_said(line: str) -> tuple[SaidFacts, ...] | None:
    """What is said of what stands, out of its line; ``None`` where answering failed."""
    if (parts := _parts(line)) is None:
        return None
    return tuple(SaidFacts(**said) for said in parts)


def read_move_parts(line: str) -> tuple[MovePart, ...] | None:
    """The day found out of its line; ``None`` where answering failed."""
    if (parts := _parts(line)) is None:
        return None
    return tuple(
        MovePart(part["day"], part["start"], part["end"], _said(part)) for part in parts
    )


def read_reports(line: str) -> tuple[AuditReport, ...] | None:
    """What an audit found out of its line; ``None`` where answering failed."""
    if (parts := _parts(line)) is None:
        return None
    return tuple(
        AuditReport(
            tuple(
                Finding(
                    RuleId(found["rule"]),
                    found["facts"],
                    tuple(found["subjects"]),
                    found["decided"],
                )
                for found in part["findings"]
            ),
            tuple(MeasuredTier(**tier) for tier in part["tiers"]),
            tuple(map(RuleId, part["not_checked"])),
        )
        for part in parts
    )


def _parts(line: str) -> Sequence[Mapping[str, Any]] | None:
    """What is answered; ``None`` where answering failed."""
    parts: Sequence[Mapping[str, Any]] | None = json.loads(line).get("parts")
    return parts


def _said(part: Mapping[str, Any]) -> tuple[SaidFacts, ...]:
    return tuple(SaidFacts(**said) for said in part["said"])


def _tiers(part: Mapping[str, Any]) -> tuple[TierFacts, ...]:
    return tuple(TierFacts(**tier) for tier in part["tiers"])


def _documents(stored: StoredPlan) -> dict[str, str]:
    return {
        "problem": b64encode(stored.problem).decode(),
        "profile": b64encode(stored.profile).decode(),
        "plan": b64encode(stored.plan).decode(),
    }


def _stored(documents: Mapping[str, str]) -> StoredPlan:
    return StoredPlan(
        problem=b64decode(documents["problem"]),
        profile=b64decode(documents["profile"]),
        plan=b64decode(documents["plan"]),
    )
