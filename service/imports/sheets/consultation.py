"""Konsultationseinrichtungen: experienced kindergartens that receive others."""

from service.db.tables.visits import ConsultationHost, ConsultationHostTopic
from service.imports.sheet import Column, Detail, Noun, Sheet, Values
from service.imports.sheets import shared, shared_programme
from service.imports.values.choices import Weekdays
from service.imports.values.numbers import Whole
from service.imports.values.texts import Codes

_WORKING_DAYS = 0b11111


def _complete(values: Values) -> None:
    shared.weekday_mask(values, "weekdays")


HOSTS = Sheet(
    name="Konsultationseinrichtungen",
    aliases=("Konsultationskitas",),
    noun=Noun(
        "consultation_host",
        "Konsultationseinrichtungen",
        ConsultationHost,
        ("kindergarten_id",),
        details=(
            Detail(
                "topics",
                "Themen",
                ConsultationHostTopic,
                ("topic",),
                (("host_id", "id"),),
                lambda row: str(row[0]),
            ),
        ),
    ),
    columns=(
        shared_programme.kindergarten(),
        Column(
            "Besuche im Monat",
            "visits_per_month",
            Whole(0, 31),
            ("Besuche", "höchstens Besuche"),
            required=True,
        ),
        Column(
            "Wochentage",
            "weekdays",
            Weekdays(),
            ("Besuchstage",),
            default=_WORKING_DAYS,
        ),
        Column(
            "Themen",
            "topics",
            Codes(),
            ("zeigt",),
            refers_to="topic",
            keeps_code=True,
        ),
    ),
    complete=_complete,
)
