"""Where children are looked after."""

from service.access import Action
from service.db.tables.places import Place, PlaceCapability, PlaceOpening, PlaceStaff
from service.nouns.checks import check_capability
from service.nouns.complete import complete_place
from service.nouns.noun import Noun

PLACES = (
    Noun(
        path="places",
        title="Orte",
        table=Place,
        read=Action.READ_PLACES,
        change=Action.CHANGE_PLACES,
        columns=(
            "code",
            "kind",
            "name",
            "street",
            "postcode",
            "city",
            "latitude",
            "longitude",
            "coordinates_source",
            "max_children",
            "usable_without_owner",
            "area_id",
        ),
        told_only=frozenset({"coordinates_source"}),
        order=("code",),
        complete=complete_place,
    ),
    Noun(
        path="place-staff",
        title="Wer an einem Ort arbeitet",
        table=PlaceStaff,
        read=Action.READ_PLACES,
        change=Action.CHANGE_PLACES,
        columns=("place_id", "person_id", "valid_from", "valid_until"),
        order=("place_id", "valid_from"),
    ),
    Noun(
        path="place-openings",
        title="Öffnungszeiten eines Ortes",
        table=PlaceOpening,
        read=Action.READ_PLACES,
        change=Action.CHANGE_PLACES,
        columns=("place_id", "weekday", "start_minute", "end_minute"),
        order=("place_id", "weekday", "start_minute"),
    ),
    Noun(
        path="place-capabilities",
        title="Was ein Ort bietet",
        table=PlaceCapability,
        read=Action.READ_PLACES,
        change=Action.CHANGE_PLACES,
        columns=("place_id", "tag"),
        order=("place_id", "tag"),
        check=check_capability,
    ),
)
