"""German titles, units and words of the numbers of a programme's rules."""

from collections.abc import Mapping
from typing import Final

from service.profiles.wording import Wording, minutes

_STAGES: Final[Mapping[str, str]] = {
    "interested": "interessiert",
    "start": "Start",
    "building": "Aufbau",
    "established": "etabliert",
    "consultation": "Konsultation",
}

#: Titles of what shapes the problems beside the rules.
PROGRAMME_DERIVATIONS: Final[Mapping[str, str]] = {
    "trips": "Wege und Fahrtkosten der Prozessbegleitungen",
    "load-history": "Zeitraum der gleichmäßigen Auslastung",
    "coach-limit": "Kitas einer Prozessbegleitung, die selbst nichts angibt",
    "visiting-time": "Wann ein Konsultationsbesuch stattfindet",
    "visit-wishes": "Konsultationsbesuche einer Kita",
    "series": "Wie eine Werkstattreihe aufgebaut ist",
}


def _days(title: str) -> Wording:
    return Wording(title, "Tage")


def _speed(title: str) -> Wording:
    return Wording(title, "Meter in der Minute")


PROGRAMME_WORDINGS: Final[Mapping[tuple[str, str], Wording]] = {
    ("experienced-at-start", "least_years"): Wording(
        "Berufsjahre, mindestens", "Jahre"
    ),
    ("experienced-at-start", "stages"): Wording(
        "Phasen, für die das gilt", words=_STAGES
    ),
    ("topics-covered", "least_percent"): Wording(
        "Abdeckung der gewichteten Themen, mindestens", "Prozent"
    ),
    ("beginners-unserved", "stages"): Wording("Phasen, die vorgehen", words=_STAGES),
    ("fit", "stage_points"): Wording("Gewicht einer fremden Phase", "Punkte"),
    ("even-load", "band_percent"): Wording(
        "Breite einer Stufe der Auslastung", "Prozent"
    ),
    ("trips", "car_metres_per_minute"): _speed("Mit dem Auto"),
    ("trips", "bicycle_metres_per_minute"): _speed("Mit dem Rad"),
    ("trips", "foot_metres_per_minute"): _speed("Zu Fuß"),
    ("trips", "detour_percent"): Wording("Straße gegen Luftlinie", "Prozent"),
    ("trips", "cents_per_km"): Wording("Fahrtkosten je Kilometer", "Cent"),
    ("trips", "extra_minutes"): minutes("Parken und Ankommen, je Weg"),
    ("load-history", "months"): Wording("Gezählt werden die letzten", "Monate"),
    ("coach-limit", "max_kindergartens"): Wording("Höchstens", "Kitas"),
    ("session-length", "least_minutes"): minutes("Ein Termin dauert mindestens"),
    ("session-length", "most_minutes"): minutes("Ein Termin dauert höchstens"),
    ("coach-busy", "way_minutes"): minutes(
        "Vor und nach Zeiten aus eigenen Kalendern, deren Ort niemand kennt"
    ),
    ("day-load", "most_sessions"): Wording("Höchstens an einem Tag", "Termine"),
    ("day-load", "most_minutes"): minutes("Höchstens an einem Tag, Wege eingerechnet"),
    ("days-apart", "least_days"): _days("Zwischen zwei Terminen mindestens"),
    ("even-spacing", "tolerance_weeks"): Wording(
        "Abweichung vom gleichmäßigen Abstand, die nicht zählt", "Wochen"
    ),
    ("visiting-time", "start_minute"): minutes("Beginn, nach Mitternacht"),
    ("visiting-time", "minutes"): minutes("Dauer"),
    ("visit-wishes", "visits_per_year"): Wording("Im Jahr", "Besuche"),
    ("series", "first_month"): Wording("Beginnt im Kalendermonat (1 bis 12)"),
    ("series", "months"): Wording("Dauert, auch über den Jahreswechsel", "Monate"),
    ("series", "workshops"): Wording("Werkstätten je Verbund", "Werkstätten"),
    ("series", "days_per_workshop"): _days("Dauer einer Werkstatt"),
    ("series", "steering"): Wording("Steuerungstreffen, höchstens", "Sitzungen"),
    ("series", "communal_day"): Wording("Kommunaler Tag am Ende"),
    ("series", "conferences"): Wording("Auftakt, Zwischentagung und Abschluss"),
    ("series", "between_workshops"): _days("Zwischen zwei Werkstätten mindestens"),
    ("series", "group_before_least"): _days(
        "Umsetzungsgruppe vor einer Werkstatt, mindestens"
    ),
    ("series", "group_after_least"): _days(
        "Umsetzungsgruppe nach einer Werkstatt, mindestens"
    ),
    ("series", "group_apart"): _days("Zwischen zwei Umsetzungsgruppen, mindestens"),
    ("series", "group_most"): _days("Umsetzungsgruppe und Werkstatt, höchstens"),
    ("series", "steering_least"): _days("Werkstatt und Steuerungstreffen, mindestens"),
    ("series", "after_opening"): _days("Auftakt und erste Werkstatt, mindestens"),
    ("series", "around_interim"): _days("Vor und nach der Zwischentagung, mindestens"),
    ("series", "before_closing"): _days("Letzte Werkstatt und Abschluss, mindestens"),
}
