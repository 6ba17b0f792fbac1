"""German words for the rows of reports."""

from collections.abc import Mapping
from uuid import UUID

from service.domain.kinds import PersonKind
from service.reports.agreed import NO_AGREEMENT, SEVERAL
from service.reports.cover import ARRANGED, OUTSIDE
from service.reports.expiring import PERMIT, Urgency
from service.reports.small_numbers import SMALL
from service.snapshot.areas import Areas
from solver.words import WORDS

NO_AREA = "no_area"

MODEL_TITLES: Mapping[str, str] = {
    **WORDS["model"],
    NO_AGREEMENT: "ohne Vereinbarung",
    SEVERAL: "mehrere Modelle",
    ARRANGED: "von Hand vereinbart",
    OUTSIDE: "außerhalb vereinbart",
    SMALL: "kleine Zahlen, zusammengefasst",
}
URGENCY_TITLES: Mapping[Urgency, str] = {
    Urgency.EXPIRED: "abgelaufen",
    Urgency.WITHIN_30_DAYS: "in 30 Tagen",
    Urgency.WITHIN_60_DAYS: "in 60 Tagen",
    Urgency.WITHIN_90_DAYS: "in 90 Tagen",
}
PERSON_KIND_TITLES: Mapping[PersonKind, str] = {
    PersonKind.CHILDMINDER: "Kindertagespflegeperson",
    PersonKind.FLOATER: "Vertretungskraft",
    PersonKind.BASE_STAFF: "Vertretungsstelle",
    PersonKind.KITA_STAFF: "Kita",
}
PERMIT_TITLE = "Pflegeerlaubnis"


def area_key(area: UUID | None) -> str:
    """The key of an area's row."""
    return NO_AREA if area is None else str(area)


def area_title(areas: Areas, key: str) -> str:
    """What an area's row is called."""
    if key == NO_AREA:
        return "ohne Gebiet"
    return MODEL_TITLES[SMALL] if key == SMALL else areas.rows[UUID(key)].name


def proof_title(kind: str) -> str:
    """What a proof is called; its own word where it is none of the known."""
    return PERMIT_TITLE if kind == PERMIT else WORDS["credential"].get(kind, kind)
