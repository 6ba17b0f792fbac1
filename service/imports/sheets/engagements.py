"""Begleitungen agreed before: of last year, or running."""

from service.db.tables.engagements import Engagement
from service.imports.sheet import Column, Noun, Sheet
from service.imports.sheets import shared_programme
from service.imports.values.choices import Choice
from service.imports.values.numbers import Euros, HalfHours, Whole

STATES = Choice(
    (
        ("beendet", "ended"),
        ("vereinbart", "accepted"),
        ("läuft", "accepted"),
    )
)
"""What a file may say: proposals and answers come from people, not from lists."""

ENGAGEMENTS = Sheet(
    name="Begleitungen",
    aliases=("Begleitungen Vorjahr", "Vereinbarungen"),
    noun=Noun(
        "engagement",
        "Begleitungen",
        Engagement,
        ("coach_id", "kindergarten_id", "first_month"),
        stamps=("revised_at",),
    ),
    columns=(
        shared_programme.coach(),
        shared_programme.kindergarten(),
        shared_programme.month("ab Monat", "first_month", "Beginn", "ab"),
        shared_programme.month("bis Monat", "last_month", "Ende", "bis"),
        Column(
            "Stunden im Monat",
            "half_hours",
            HalfHours(40),
            ("Stunden", "Monatsstunden"),
            required=True,
        ),
        Column(
            "Termine im Monat",
            "visits_per_month",
            Whole(1, 31),
            ("Termine",),
            default=1,
        ),
        Column(
            "Stundensatz",
            "fee_cents_per_hour",
            Euros(1000),
            ("Honorar", "Satz"),
            default=0,
        ),
        Column("Stand", "state", STATES, ("Status",), required=True),
    ),
)
