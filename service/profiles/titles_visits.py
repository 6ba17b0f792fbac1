"""German titles, units and words of the numbers of contact visits."""

from collections.abc import Mapping
from typing import Final

from service.profiles.wording import Wording, minutes

#: Titles of what shapes the problem beside the rules.
VISIT_DERIVATIONS: Final[Mapping[str, str]] = {
    "visit-cadence": "Wie oft und wie lange Kontaktbesuche stattfinden",
}


def _weeks(title: str) -> Wording:
    return Wording(title, "Wochen")


VISIT_WORDINGS: Final[Mapping[tuple[str, str], Wording]] = {
    ("visit-cadence", "floater_weeks"): _weeks("Takt der Vertretungskraft"),
    ("visit-cadence", "floater_minutes"): minutes("Besuch der Vertretungskraft"),
    ("visit-cadence", "circle_weeks"): _weeks("Takt in Tandem und Verbund"),
    ("visit-cadence", "circle_minutes"): minutes("Besuch in Tandem und Verbund"),
    ("visit-cadence", "base_weeks"): _weeks("Takt der Besuche am Stützpunkt"),
    ("visit-cadence", "base_minutes"): minutes("Besuch am Stützpunkt"),
    ("visit-cadence", "weeks_after"): _weeks("Gezählt auch nach dem letzten Besuch"),
    ("contact-reach", "most_minutes"): minutes("Weg zum Besuch, höchstens"),
    ("contact-own-children", "with_children"): Wording("Besuch mit eigenen Kindern"),
    ("contact-rest", "rest_minutes"): minutes("Ruhezeit vor und nach Besuchen"),
    ("contact-rest", "earliest_minute"): Wording("Besuche ab", "Minuten nach null Uhr"),
    ("contact-rest", "latest_minute"): Wording("Besuche bis", "Minuten nach null Uhr"),
    ("contact-visits-per-day", "most_visits"): Wording(
        "Besuche am Tag, höchstens", "Besuche"
    ),
    ("contact-daily-limit", "limit_minutes"): minutes(
        "Arbeitszeit am Tag mit Besuchen"
    ),
    ("contact-daily-limit", "extended_minutes"): minutes(
        "Arbeitszeit am Tag mit Besuchen, wenn der Ausgleich es zulässt"
    ),
    ("contact-breaks", "alone_minutes"): minutes("Längste Zeit ohne Pause"),
    ("contact-weekly-hours", "average_minutes"): minutes(
        "Arbeitszeit je Werktag im Schnitt, mit Besuchen"
    ),
    ("contact-weekly-hours", "balance_weeks"): _weeks("Ausgleich, mit Besuchen, über"),
    ("contact-weekly-hours", "overtime_minutes"): minutes(
        "Mehrarbeit in der Woche durch Besuche"
    ),
    ("contact-risk", "sick_days"): Wording("Krankheitstage im Jahr", "Tage"),
    ("contact-risk", "working_days"): Wording("Arbeitstage im Jahr", "Tage"),
    ("contact-risk", "winter_percent"): Wording(
        "Krankheitstage im Winter, verglichen mit dem Sommer", "Prozent"
    ),
    ("contact-risk", "first_winter_month"): Wording("Winter ab Monat"),
    ("contact-risk", "last_winter_month"): Wording("Winter bis Monat"),
}
