"""What lies between coach and kindergarten: Interessenkonflikte and Ablehnungen."""

from service.db.tables.coaches import CoachConflict
from service.db.tables.kindergartens import PairRefusal
from service.imports.sheet import Column, Noun, Sheet
from service.imports.sheets import shared_programme
from service.imports.values.choices import Choice

CONFLICT_KINDS = Choice(
    (
        ("Fachberatung", "counsellor"),
        ("angestellt", "employed"),
        ("Anstellung", "employed"),
    )
)

REFUSAL_ORIGINS = Choice(
    (
        ("Kita", "kindergarten"),
        ("Prozessbegleitung", "coach"),
        ("Koordination", "coordinator"),
    )
)

CONFLICTS = Sheet(
    name="Interessenkonflikte",
    aliases=("Konflikte",),
    noun=Noun(
        "coach_conflict",
        "Interessenkonflikte",
        CoachConflict,
        ("coach_id", "kindergarten_id", "kind"),
    ),
    columns=(
        shared_programme.coach(),
        shared_programme.kindergarten(),
        Column("Art", "kind", CONFLICT_KINDS, ("Grund",), required=True),
    ),
)

REFUSALS = Sheet(
    name="Ablehnungen",
    aliases=("Ablehnung",),
    noun=Noun(
        "pair_refusal",
        "Ablehnungen",
        PairRefusal,
        ("coach_id", "kindergarten_id", "origin"),
    ),
    columns=(
        shared_programme.coach(),
        shared_programme.kindergarten(),
        Column("durch", "origin", REFUSAL_ORIGINS, ("wer", "von"), required=True),
    ),
)
