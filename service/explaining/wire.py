"""Orders and answers as lines of JSON between web process and answering process."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from service.explaining.question import (
    Order,
    Part,
    QuestionKind,
    SaidFacts,
    StoredPlan,
    TierFacts,
)


def write_order(order: Order) -> str:
    """An order as one line."""
    return json.dumps(
        {
            "kind": order.kind.value,
            "stored": _documents(order.stored),
            "child": order.child,
            "day": order.day,
            "person": order.person,
            "episode": order.episode,
            "earlier": order.earlier and _documents(order.earlier),
            "renaming": order.renaming and dict(order.renaming),
        }
    )


def read_order(line: str) -> Order:
    """The order out of its line."""
    order = json.loads(line)
    return Order(
        kind=QuestionKind(order["kind"]),
        stored=_stored(order["stored"]),
        child=order["child"],
        day=order["day"],
        person=order["person"],
        episode=order["episode"],
        earlier=order["earlier"] and _stored(order["earlier"]),
        renaming=order["renaming"],
    )


def write_parts(parts: tuple[Part, ...]) -> str:
    """An answer as one line."""
    return json.dumps({"parts": [asdict(part) for part in parts]})


def read_parts(line: str) -> tuple[Part, ...] | None:
    """The answer out of its line; ``None`` where answering failed."""
    content: Mapping[str, Any] = json.loads(line)
    if "parts" not in content:
        return None
    return tuple(
        Part(
            child=part["child"],
            day=part["day"],
            start=part["start"],
            end=part["end"],
            proven=part["proven"],
            said=tuple(SaidFacts(**said) for said in part["said"]),
            tiers=tuple(TierFacts(**tier) for tier in part["tiers"]),
        )
        for part in content["parts"]
    )


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
