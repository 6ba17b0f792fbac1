"""Coaches live in Germany: ways, holidays and fees are made for it."""

from service.imports.checks.scene import Scene
from service.imports.coordinates import centre_of, is_near_germany
from service.imports.entities import Entity


def check_coaches(scene: Scene) -> None:
    """A postcode that exists, coordinates within the country."""
    for coach in scene.of("coach"):
        latitude = coach.values.get("latitude")
        longitude = coach.values.get("longitude")
        if isinstance(latitude, float) and isinstance(longitude, float):
            if not is_near_germany(latitude, longitude):
                expected = "Koordinaten eines Wohnorts in Deutschland"
                scene.fault(coach, "latitude", "outside-germany", expected)
        else:
            _postcode(scene, coach)


def _postcode(scene: Scene, coach: Entity) -> None:
    postcode = coach.values.get("postcode")
    if postcode and centre_of(str(postcode)) is None:
        expected = (
            "Postleitzahl in Deutschland; ist sie neu, bitte Breiten- und Längengrad"
            " dazu angeben"
        )
        scene.fault(coach, "postcode", "outside-germany", expected)
