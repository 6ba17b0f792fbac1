"""Season pairing as a kind of study."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.ahead.pairing.document import from_document
from service.ahead.pairing.map_picture import draw_map
from service.ahead.pairing.parameters import PairingParameters
from service.ahead.pairing.reading import PairingRead, read_season
from service.ahead.pairing.sheets import pairing_sheets
from service.ahead.pairing.view import PairingView, Told
from service.db.tables.tenancy import Tenant
from service.domain.actor import Actor
from service.reports.workbook import Notes, Sheet
from service.studies.maker import Found, Picture, Wanted
from service.studies.naming import Naming
from solver.result import ProgressCallback, SolveLimits, StopCheck


@dataclass(frozen=True, slots=True)
class PairingWork:
    """A season, ready to be paired."""

    read: PairingRead
    parameters: PairingParameters

    def compute(
        self, limits: SolveLimits, progress: ProgressCallback, should_stop: StopCheck
    ) -> Found | None:
        """Teams and reasons; ``None`` if stopped."""
        # The web process loads this module, and never the engine.
        from service.ahead.pairing.computing import (  # noqa: PLC0415 (reason above)
            compute_pairing,
        )

        return compute_pairing(
            self.read, self.parameters, limits, progress, should_stop
        )


class PairingStudy:
    """Who should form teams next year, and what they would cover."""

    title = "Teams für das nächste Kita-Jahr"
    file_name = "teams"
    parameters = PairingParameters
    pictures: Sequence[Picture[PairingView]] = (
        Picture("karte", "Wer mit wem ein Team bildet, auf der Karte", draw_map),
    )

    def check(self, session: Session, wanted: Wanted[PairingParameters]) -> None:
        """Refuse numbers out of range and years that cannot be planned."""
        wanted.parameters.check()
        time_zone = session.scalars(select(Tenant.time_zone)).one()
        wanted.parameters.days(wanted.now, time_zone)

    def take(self, session: Session, wanted: Wanted[PairingParameters]) -> PairingWork:
        """The season."""
        return PairingWork(read_season(session, wanted), wanted.parameters)

    def view(
        self, session: Session, actor: Actor, result: bytes, naming: Naming
    ) -> PairingView:
        """Teams with the names this reader may read."""
        del actor  # the names she may read are the naming's
        return Told(session, from_document(result), naming).view()

    def sheets(self, view: PairingView) -> Sequence[Sheet | Notes]:
        """For the committee."""
        return pairing_sheets(view)


PAIRING: Final = PairingStudy()
