"""Worth a look, but no reason to refuse the file."""

from datetime import date

from service.imports.checks.intervals import LOCATED
from service.imports.checks.scene import Scene
from service.imports.coordinates import centre_of
from service.imports.entities import Entity, minute_in
from service.imports.values.numbers import german

_FAR_DEGREES = 0.5
"""About 50 km north or 35 km east of the centre of the postcode."""


def notice_everything(scene: Scene) -> None:
    """Expired permits and proofs, missing permits, places, contracts, coordinates."""
    for permit in scene.of("permit"):
        _expired(scene, permit, "valid_until")
    for credential in scene.of("credential"):
        _expired(scene, credential, "expires_on")
    for noun in LOCATED:
        for entity in scene.of(noun):
            _location(scene, entity)
    _childminders(scene)
    _children(scene)
    _hours(scene)


def _expired(scene: Scene, entity: Entity, field: str) -> None:
    day = entity.values.get(field)
    if isinstance(day, date) and day < scene.today:
        scene.notice(entity, field, "expired", "ein Tag ab heute; dies ist abgelaufen")


def _location(scene: Scene, entity: Entity) -> None:
    values = entity.values
    if "latitude" not in values:
        return
    if values["latitude"] is None:
        expected = "Postleitzahl oder Koordinaten, sonst ist kein Weg berechenbar"
        scene.notice(entity, "postcode", "no-location", expected)
        return
    centre = centre_of(str(values.get("postcode") or ""))
    if centre is None:
        return
    apart = max(
        abs(float(str(values["latitude"])) - centre[0]),
        abs(float(str(values["longitude"])) - centre[1]),
    )
    if apart > _FAR_DEGREES:
        expected = "Koordinaten in der Nähe der Postleitzahl"
        scene.notice(entity, "latitude", "far-from-postcode", expected)


def _childminders(scene: Scene) -> None:
    if not scene.has("permit"):
        return
    permitted = {permit.values["person_id"] for permit in scene.of("permit")}
    for person in scene.of("person"):
        if person.values["kind"] != "childminder":
            continue
        if person.id not in permitted:
            expected = "eine Zeile im Blatt „Erlaubnisse“"
            scene.notice(person, "code", "no-permit", expected)
        if "home_place_id" in person.values and person.values["home_place_id"] is None:
            expected = "Kürzel aus „Räume“"
            scene.notice(person, "home_place_id", "no-place", expected)


def _hours(scene: Scene) -> None:
    for contract in scene.of("care_contract"):
        slots = contract.details.get("slots")
        if not slots:
            continue
        minutes = sum(minute_in(end) - minute_in(start) for _, start, end in slots)
        if minutes != contract.values["weekly_minutes"]:
            hours = german(minutes / 60)
            expected = f"Wochenstunden, wie die Zeiten ergeben: {hours}"
            scene.notice(contract, "weekly_minutes", "hours-differ", expected)


def _children(scene: Scene) -> None:
    if not scene.has("care_contract"):
        return
    cared = {contract.values["child_id"] for contract in scene.of("care_contract")}
    for child in scene.of("child"):
        if child.id not in cared:
            expected = "eine Zeile im Blatt „Verträge“"
            scene.notice(child, "code", "no-contract", expected)
