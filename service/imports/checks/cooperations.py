"""Cooperations: members enough, a place where needed, substitutes inside."""

from collections import defaultdict

from service.imports.checks.scene import Scene
from service.imports.entities import Entity
from solver.counted import counted

_LEAST_MEMBERS = {
    "tandem": 2,
    "substitution_group": 2,
    "floater_cluster": 2,
    "shared_setting": 2,
}
_NEEDS_PLACE = frozenset({"base", "kita", "shared_setting"})
_STANDS_IN = frozenset({"substitute", "both"})


def check_cooperations(scene: Scene) -> None:
    """What the members of each cooperation make possible."""
    members: dict[object, list[Entity]] = defaultdict(list)
    for member in scene.of("cooperation_member"):
        members[member.values["cooperation_id"]].append(member)
    faulty = scene.faulty.get("cooperation_member", ())
    unknown = {row.values.get("cooperation_id") for row in faulty}
    for cooperation in scene.of("cooperation"):
        model = str(cooperation.values["model"])
        if model in _NEEDS_PLACE and cooperation.values.get("place_id") is None:
            expected = "Kürzel aus „Räume“: dieses Modell hat einen Ort"
            scene.fault(cooperation, "place_id", "place-required", expected)
        if scene.has("cooperation_member") and cooperation.id not in unknown:
            _members(scene, cooperation, members[cooperation.id])
    if scene.has("cooperation_member"):
        _designated(scene, members, unknown)


def _members(scene: Scene, cooperation: Entity, members: list[Entity]) -> None:
    least = _LEAST_MEMBERS.get(str(cooperation.values["model"]), 1)
    if len(members) < least:
        expected = f"mindestens {counted(least, 'Mitglieder')} im Blatt „Mitglieder“"
        scene.fault(cooperation, "code", "members", expected)
    elif not any(member.values["role"] in _STANDS_IN for member in members):
        expected = "mindestens ein Mitglied, das vertritt"
        scene.fault(cooperation, "code", "nobody-substitutes", expected)


def _designated(
    scene: Scene, members: dict[object, list[Entity]], unknown: set[object]
) -> None:
    for entity in scene.of("designated_substitute"):
        if entity.values["cooperation_id"] in unknown:
            continue
        team = members[entity.values["cooperation_id"]]
        if not any(
            member.values["person_id"] == entity.values["person_id"]
            and member.values["role"] in _STANDS_IN
            for member in team
        ):
            expected = "Person, die in dieser Kooperation vertritt"
            scene.fault(entity, "person_id", "not-a-member", expected)
