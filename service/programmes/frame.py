"""What frames a programme: counties, the fee scale, topics, days that are taken."""

from datetime import date
from typing import Final

from service.programmes.places import COUNTIES
from service.programmes.programme import Draft

TOPICS: Final = {
    "TEAM": "Team- und Organisationsentwicklung",
    "KONZEPT": "Weiterentwicklung der Konzeption",
    "FAMILIE": "Bedarfsgerechte Angebote für Familien",
    "TEILHABE": "Partizipation und Empowerment",
    "NETZ": "Sozialraumorientierung und Vernetzung",
    "QUALITÄT": "Qualitätssicherung",
    "WIRKUNG": "Wirkungsorientierung",
    "GESPRÄCH": "Gesprächsführung",
}
BANDS: Final = {"I": 4_000, "II": 5_500, "III": 7_000, "IV": 9_000}
"""Steps of an assumed scale [cents/h]: the ministry's own is not public."""


def add_frame(draft: Draft) -> None:
    """Counties, fee bands, topics and the programme's own days."""
    draft.rows["county"] = [{"name": name} for name in COUNTIES]
    draft.rows["fee_band"] = [
        {"name": name, "cents_per_hour": cents} for name, cents in BANDS.items()
    ]
    draft.rows["topic"] = [{"key": key, "title": text} for key, text in TOPICS.items()]
    for month, day, title, kind, audience in (
        (3, 2, "Qualifizierung: Prozesse moderieren", "qualification", "coaches"),
        (4, 14, "Arbeitskreis im Frühjahr", "working_group", "everybody"),
        (6, 3, "Qualifizierung: Wirkung zeigen", "qualification", "coaches"),
        (9, 7, "Qualifizierung: Gespräche führen", "qualification", "coaches"),
        (10, 13, "Arbeitskreis im Herbst", "working_group", "everybody"),
    ):
        draft.rows["programme_day"].append(
            {
                "day": date(draft.year, month, day),
                "title": title,
                "kind": kind,
                "audience": audience,
            }
        )
