"""The ranking of changes as a kind of study."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from service.ahead.week import check_week, read_week
from service.ahead.whatif.bars import draw_bars
from service.ahead.whatif.document import from_document
from service.ahead.whatif.ground import Ground, survey
from service.ahead.whatif.parameters import WhatIfParameters
from service.ahead.whatif.sheets import whatif_sheets
from service.ahead.whatif.view import Told, WhatIfView
from service.domain.actor import Actor
from service.reports.workbook import Notes, Sheet
from service.snapshot.normal_week import NormalWeek
from service.studies.maker import Found, Picture, Wanted
from service.studies.naming import Naming
from solver.result import ProgressCallback, SolveLimits, StopCheck


@dataclass(frozen=True, slots=True)
class WhatIfWork:
    """A normal week and the ground around it, ready to be varied."""

    week: NormalWeek
    ground: Ground
    parameters: WhatIfParameters

    def compute(
        self, limits: SolveLimits, progress: ProgressCallback, should_stop: StopCheck
    ) -> Found | None:
        """The ranking; out of time with what is known, ``None`` if stopped."""
        # The web process loads this module, and never the engine.
        from service.ahead.whatif.computing import (  # noqa: PLC0415 (reason above)
            compute_whatif,
        )

        watched = (progress, should_stop)
        return compute_whatif(self.week, self.ground, self.parameters, limits, watched)


class WhatIfStudy:
    """What would mend the net: the best changes, what each covers and costs."""

    title = "Maßnahmenvergleich"
    file_name = "massnahmen"
    parameters = WhatIfParameters
    pictures: Sequence[Picture[WhatIfView]] = (
        Picture("balken", "Was dem Netz hilft", draw_bars),
    )

    def check(self, session: Session, wanted: Wanted[WhatIfParameters]) -> None:
        """Refuse numbers out of range and weeks whose rules change."""
        wanted.parameters.check()
        check_week(session, wanted.parameters.week, wanted)

    def take(self, session: Session, wanted: Wanted[WhatIfParameters]) -> WhatIfWork:
        """The normal week and its ground."""
        week = read_week(session, wanted.parameters.week, wanted)
        return WhatIfWork(week, survey(session, week), wanted.parameters)

    def view(
        self, session: Session, actor: Actor, result: bytes, naming: Naming
    ) -> WhatIfView:
        """Changes in sentences with the names this reader may read."""
        del actor  # the names she may read are the naming's
        return Told(session, from_document(result), naming).view()

    def sheets(self, view: WhatIfView) -> Sequence[Sheet | Notes]:
        """For the committee."""
        return whatif_sheets(view)


WHATIF: Final = WhatIfStudy()
