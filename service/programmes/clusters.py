"""Clusters of communes for workshops, each across the border of the Land."""

from typing import Final

from service.imports.coordinates import centre_of
from service.programmes.programme import Draft

_CLUSTERS: Final = {
    "Verbund Ost": (
        ("Altenburg", "Landkreis Altenburger Land", "TH", 12, 60, "04600"),
        ("Gera", "Stadt Gera", "TH", 13, 80, "07545"),
        ("Greiz", "Landkreis Greiz", "TH", 10, 0, "07973"),
        ("Zwickau", None, "SN", 12, 50, "08056"),
    ),
    "Verbund Nordwest": (
        ("Nordhausen", "Landkreis Nordhausen", "TH", 14, 55, "99734"),
        ("Mühlhausen", "Unstrut-Hainich-Kreis", "TH", 12, 50, "99974"),
        ("Göttingen", None, "NI", 16, 70, "37073"),
    ),
}


def add_clusters(draft: Draft) -> None:
    """Two clusters of real communes."""
    for name, communes in _CLUSTERS.items():
        draft.rows["cluster"].append({"name": name})
        for commune, county, land, participants, room, postcode in communes:
            latitude, longitude = centre_of(postcode) or (None, None)
            draft.rows["cluster_member"].append(
                {
                    "cluster_id": name,
                    "commune": commune,
                    "area_id": county,
                    "land": land,
                    "participants": participants,
                    "room_capacity": room,
                    "postcode": postcode,
                    "latitude": latitude,
                    "longitude": longitude,
                }
            )
