"""Engagements: one coach for a kindergarten at a time, and a fee once it is agreed."""

from collections import defaultdict

from service.imports.checks.scene import Scene
from service.imports.entities import Entity


def check_engagements(scene: Scene) -> None:
    """Agreed engagements of each kindergarten."""
    by_kindergarten: dict[object, list[Entity]] = defaultdict(list)
    for engagement in scene.of("engagement"):
        if engagement.values["state"] == "accepted":
            by_kindergarten[engagement.values["kindergarten_id"]].append(engagement)
            _fee(scene, engagement)
    for engagements in by_kindergarten.values():
        for number, engagement in enumerate(engagements):
            for other in engagements[:number]:
                _overlap(scene, engagement, other)


def _fee(scene: Scene, engagement: Entity) -> None:
    if (
        "fee_cents_per_hour" in engagement.values
        and not engagement.values["fee_cents_per_hour"]
    ):
        expected = "Stundensatz, mit dem die Begleitung vereinbart ist"
        scene.notice(engagement, "fee_cents_per_hour", "no-fee", expected)


def _overlap(scene: Scene, engagement: Entity, other: Entity) -> None:
    first, last = _months(engagement)
    other_first, other_last = _months(other)
    if first <= other_last and other_first <= last:
        row = other.rows[0].number
        expected = (
            "Monate, in denen die Kita keine andere vereinbarte Begleitung hat; Zeile"
            f" {row} überschneidet sich"
        )
        scene.fault(engagement, "first_month", "engagement-overlap", expected)


def _months(engagement: Entity) -> tuple[str, str]:
    """First and last month; as text of a date they are in order."""
    values = engagement.values
    return str(values["first_month"]), str(values["last_month"])
