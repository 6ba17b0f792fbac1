"""A ranking of changes as one reader sees it: each in a German sentence, with figures.

Minutes are child-minutes a year where the name says so, money is whole cents.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from service.ahead.whatif.document import SpotRow, WhatIfDocument
from service.ahead.whatif.parameters import WhatIfParameters
from service.i18n import translate as _
from service.snapshot.areas import load_areas
from service.studies.naming import Naming
from solver.whatif.candidate import Change, ChangeKind
from solver.whatif.problem import SpotId
from solver.whatif.result import Tally, Verified

MINUTES_PER_HOUR = 60

SENTENCES: Mapping[ChangeKind, str] = {
    ChangeKind.FLOATER: (
        "Eine Vertretungskraft mehr, {hours} Wochenstunden, bei {place} für {members}"
    ),
    ChangeKind.HELD_PLACE: "Ein Freihalteplatz mehr bei {person} für {members}",
    ChangeKind.BASE: (
        "Ein Stützpunkt {spot}, {places} Plätze, zwei Stellen mit {hours}"
        " Wochenstunden, für {members}"
    ),
    ChangeKind.PERMIT_PLACE: "Die Erlaubnis von {person} auf {places} Plätze erweitern",
    ChangeKind.QUALIFICATION: "{person} schließt die Qualifizierung (QHB, 300 UE) ab",
    ChangeKind.INCLUSION: "{person} schließt die Zusatzqualifizierung Inklusion ab",
    ChangeKind.EXTRA_WAY: "Familien führen bis zu {minutes} Minuten Mehrweg",
}
HELD_FOR_THE_SAME = "Ein Freihalteplatz mehr bei {person}"
AT_PLACE = "bei {place}"
IN_DISTRICT = "in der Mitte von {district} (nahe {place})"
IN_CELL = "im Rasterfeld {cell} (nahe {place})"


@dataclass(frozen=True, slots=True)
class TallyView:
    """Uncovered or covered minutes: of the sets as they are, and of a year."""

    single_minutes: int
    wave_minutes: int
    year_minutes: int


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One verified change; ``rank`` counts from 1."""

    rank: int
    kind: str
    sentence: str
    covered: TallyView
    cents_a_year: int
    cents_per_hour: int | None
    proven: bool


@dataclass(frozen=True, slots=True)
class SitingView:
    """Where so many bases reach most: words of each spot, and whom it would serve."""

    spots: tuple[str, ...]
    members: tuple[tuple[str, ...], ...]
    reached_minutes: int
    bound_minutes: int
    proven: bool


@dataclass(frozen=True, slots=True)
class WhatIfView:
    """Everything a ranking says, for one reader.

    ``changes`` is empty if none of those considered helps. ``asked`` are the
    parameters the figures hang on, costs among them.
    """

    helps: bool
    base: TallyView
    absences: int
    drawn_weeks: int
    changes: tuple[ChangeView, ...]
    considered: int
    verified: int
    ruled_out: int
    sitings: tuple[SitingView, ...]
    unproven: int
    complete: bool
    asked: WhatIfParameters
    codes_only: bool


class Told:
    """Makes a view of a document."""

    def __init__(
        self, session: Session, document: WhatIfDocument, naming: Naming
    ) -> None:
        self._document = document
        self._naming = naming
        self._areas = load_areas(session)
        self._spots: Mapping[SpotId, SpotRow] = {s.id: s for s in document.spots}

    def view(self) -> WhatIfView:
        """The whole."""
        result = self._document.result
        return WhatIfView(
            helps=result.helps,
            base=_tally(result.base),
            absences=result.absences,
            drawn_weeks=result.drawn_weeks,
            changes=tuple(
                self._change(rank, found)
                for rank, found in enumerate(result.ranked, start=1)
            ),
            considered=result.considered,
            verified=result.verified,
            ruled_out=result.ruled_out,
            sitings=tuple(
                SitingView(
                    spots=tuple(self._spot(spot) for spot in siting.spots),
                    members=tuple(
                        tuple(map(self._naming.name, members))
                        for members in siting.members
                    ),
                    reached_minutes=siting.reached_minutes,
                    bound_minutes=siting.bound_minutes,
                    proven=siting.proven,
                )
                for siting in result.sitings
            ),
            unproven=result.unproven,
            complete=result.complete,
            asked=self._document.asked,
            codes_only=self._naming.codes_only,
        )

    def _change(self, rank: int, found: Verified) -> ChangeView:
        return ChangeView(
            rank=rank,
            kind=found.change.kind.value,
            sentence=self._sentence(found.change),
            covered=_tally(found.covered),
            cents_a_year=found.cents_a_year,
            cents_per_hour=found.cents_per_hour,
            proven=found.proven,
        )

    def _sentence(self, change: Change) -> str:
        named = self._naming.name
        template = SENTENCES[change.kind]
        if change.kind is ChangeKind.HELD_PLACE and not change.members:
            template = HELD_FOR_THE_SAME
        return _(template).format(
            hours=change.minutes // MINUTES_PER_HOUR,
            minutes=change.minutes,
            places=change.places,
            person=named(change.person) if change.person else "",
            place=named(change.place) if change.place else "",
            spot=self._spot(change.spot) if change.spot else "",
            members=", ".join(map(named, change.members)),
        )

    def _spot(self, spot: SpotId) -> str:
        row = self._spots[spot]
        place = self._naming.name(row.place)
        if row.cell:
            return _(IN_CELL).format(cell=row.cell, place=place)
        if row.district:
            area = self._areas.rows.get(UUID(row.district))
            district = row.district if area is None else area.name
            return _(IN_DISTRICT).format(district=district, place=place)
        return _(AT_PLACE).format(place=place)


def _tally(tally: Tally) -> TallyView:
    return TallyView(tally.single_minutes, tally.wave_minutes, tally.year_minutes)
