"""Contracts: times are there, and a child is never in two places at once."""

from collections import defaultdict
from datetime import date

from service.imports.checks.scene import Scene
from service.imports.entities import Entity, minute_in


def check_contracts(scene: Scene) -> None:
    """Times of each contract and of all contracts of a child."""
    by_child: dict[object, list[Entity]] = defaultdict(list)
    for contract in scene.of("care_contract"):
        slots = contract.details.get("slots")
        if slots is not None and not slots:
            expected = "Zeiten an mindestens einem Wochentag"
            scene.fault(contract, "code", "no-times", expected)
        _hours(scene, contract)
        by_child[contract.values["child_id"]].append(contract)
    for contracts in by_child.values():
        for number, contract in enumerate(contracts):
            for other in contracts[:number]:
                _clash(scene, contract, other)


def _hours(scene: Scene, contract: Entity) -> None:
    if contract.values["weekly_minutes"] == 0:
        expected = "mehr als 0 Wochenstunden"
        scene.fault(contract, "weekly_minutes", "range", expected)


def _clash(scene: Scene, contract: Entity, other: Entity) -> None:
    if not _same_days(contract, other):
        return
    for day, start, end in contract.details.get("slots", frozenset()):
        for other_day, other_start, other_end in other.details.get(
            "slots", frozenset()
        ):
            if day != other_day:
                continue
            if minute_in(start) < minute_in(other_end) and minute_in(
                other_start
            ) < minute_in(end):
                row = other.rows[0].number
                expected = f"Zeiten, die sich nicht mit Zeile {row} überschneiden"
                scene.fault(contract, "child_id", "contract-overlap", expected)
                return


def _same_days(contract: Entity, other: Entity) -> bool:
    return _first(contract) <= _last(other) and _first(other) <= _last(contract)


def _first(contract: Entity) -> date:
    day = contract.values["valid_from"]
    return day if isinstance(day, date) else date.min


def _last(contract: Entity) -> date:
    day = contract.values.get("valid_until")
    return day if isinstance(day, date) else date.max
