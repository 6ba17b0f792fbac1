"""The Kita year as a kind of study."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.ahead.year.document import from_document
from service.ahead.year.parameters import YearParameters
from service.ahead.year.picture import draw_year
from service.ahead.year.reading import YearRead, read_year, rules_by_date
from service.ahead.year.sheets import year_sheets
from service.ahead.year.view import Told, YearView
from service.db.tables.tenancy import Tenant
from service.domain.actor import Actor
from service.reports.workbook import Notes, Sheet
from service.snapshot.areas import load_areas
from service.studies.maker import Found, Picture, Wanted
from service.studies.naming import Naming
from solver.result import ProgressCallback, SolveLimits, StopCheck


@dataclass(frozen=True, slots=True)
class YearWork:
    """A year, ready to be planned."""

    read: YearRead
    parameters: YearParameters

    def compute(
        self, limits: SolveLimits, progress: ProgressCallback, should_stop: StopCheck
    ) -> Found | None:
        """Plan, clashes and shifts; ``None`` if stopped."""
        # The web process loads this module, and never the engine.
        from service.ahead.year.computing import (  # noqa: PLC0415 (reason above)
            compute_year,
        )

        return compute_year(self.read, self.parameters, limits, progress, should_stop)


class YearStudy:
    """All announced days of a Kita year: cover, clashes, shifts of weeks."""

    title = "Kita-Jahr"
    file_name = "kita-jahr"
    parameters = YearParameters
    pictures: Sequence[Picture[YearView]] = (
        Picture("kalender", "Das Kita-Jahr und seine Lücken", draw_year),
    )

    def check(self, session: Session, wanted: Wanted[YearParameters]) -> None:
        """Refuse years that are over and rules that contradict themselves."""
        tenant = session.execute(select(Tenant.land, Tenant.time_zone)).one()
        days = wanted.parameters.days(wanted.now, tenant.time_zone)
        areas = load_areas(session)
        rules_by_date(session, tenant.land, days, areas, wanted.area_id)

    def take(self, session: Session, wanted: Wanted[YearParameters]) -> YearWork:
        """The year's state."""
        return YearWork(read_year(session, wanted), wanted.parameters)

    def view(
        self, session: Session, actor: Actor, result: bytes, naming: Naming
    ) -> YearView:
        """Figures with the names this reader may read."""
        del actor  # the names she may read are the naming's
        return Told(session, from_document(result), naming).view()

    def sheets(self, view: YearView) -> Sequence[Sheet | Notes]:
        """For the committee."""
        return year_sheets(view)


YEAR: Final = YearStudy()
