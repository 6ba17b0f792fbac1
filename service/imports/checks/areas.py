"""Areas lie in a higher one, and never in a circle."""

from uuid import UUID

from service.imports.checks.scene import Scene

_RANK = {"county": 0, "municipality": 1, "district": 2}


def check_areas(scene: Scene) -> None:
    """Each area belongs to one of a higher kind; names are unique."""
    areas = {entity.id: entity for entity in scene.of("area")}
    names: dict[object, int] = {}
    for entity in areas.values():
        first = names.setdefault(entity.values["name"], entity.rows[0].number)
        if first != entity.rows[0].number:
            expected = f"jeder Name nur einmal; er steht schon in Zeile {first}"
            scene.fault(entity, "name", "duplicate", expected)
        parent_id = entity.values.get("parent_id")
        parent = areas.get(parent_id) if isinstance(parent_id, UUID) else None
        if parent is None:
            continue
        if _rank(parent.values["kind"]) >= _rank(entity.values["kind"]):
            expected = "Ort einer höheren Ebene (Kreis über Gemeinde über Bezirk)"
            scene.fault(entity, "parent_id", "area-order", expected)


def _rank(kind: object) -> int:
    return _RANK[str(kind)]
