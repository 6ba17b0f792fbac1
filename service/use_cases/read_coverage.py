"""The coverage of a month, as § 23 Abs. 4 SGB VIII asks for evidence of it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from service.access import Action, require, sees_whole_tenant, visible
from service.db.store import Store
from service.db.tables.tenancy import Area
from service.domain.actor import Actor
from service.reports.coverage import Coverage, Events, Keys, Row, coverage_of
from service.reports.figures import Figures
from service.reports.gather import Happened, affected_before, gather
from service.reports.load_agreements import load_agreements
from service.reports.load_calls import load_plans, load_reports
from service.reports.response import SickCall
from service.reports.sick_calls import Calendar, sick_calls
from service.reports.small_numbers import LEAST_PEOPLE
from service.reports.titles import MODEL_TITLES, area_key, area_title
from service.reports.views import CoverageLine, CoverageReport, FiguresView
from service.snapshot.areas import Areas

Counts = Callable[[Areas, UUID | None], bool]


def read_coverage(store: Store, actor: Actor, month: str) -> CoverageReport:
    """Wanted, covered and uncovered care of a month, and how fast calls were answered.

    A counsellor bound to areas reads of care at places in them.

    Raises
    ------
    NotPermitted
        If the actor may not read it.
    InvalidInput
        If the month is none or has not begun.
    """
    require(actor, Action.READ_COVERAGE)
    now = store.clock.now()
    with store.read(actor.tenant_id) as session:
        happened = gather(session, month, now, _counts(session, actor))
        agreements = load_agreements(session, happened.month)
        keys = Keys(
            area=lambda day: area_key(happened.area_of(day)),
            model=lambda day: agreements.model(day.absent_id, day.day),
        )
        events = Events(
            happened.affected,
            happened.pieces,
            _calls(session, happened, keys),
            load_plans(session, happened.month),
        )
    within = happened.areas.lies_within
    found = coverage_of(events, keys, happened.time, within)
    return _report(happened, found, now)


def _counts(session: Session, actor: Actor) -> Counts:
    if sees_whole_tenant(actor, Action.READ_COVERAGE):
        return lambda _areas, _area: True
    own = {
        area.id for area in session.scalars(visible(actor, Area, Action.READ_COVERAGE))
    }
    return lambda _areas, area: area in own


def _calls(session: Session, happened: Happened, keys: Keys) -> Sequence[SickCall]:
    before = affected_before(happened)
    return sick_calls(
        (*before, *happened.affected),
        happened.absences.of_person,
        load_reports(session, happened.month),
        Calendar(
            first_day=happened.month.first_day,
            zone=happened.zone,
            area_of=happened.area_of,
            keys=keys,
        ),
    )


def _report(happened: Happened, found: Coverage, now: datetime) -> CoverageReport:
    month = happened.month
    by_area = sorted(
        (_line(row, area_title(happened.areas, row.key)) for row in found.by_area),
        key=lambda line: (line.key == "small", line.title),
    )
    return CoverageReport(
        month=month.key,
        title=month.title,
        tenant=happened.tenant,
        first_day=month.first_day,
        last_day=month.last_day,
        through=month.through,
        provisional=month.is_running,
        made_at=now.astimezone(happened.zone),
        least_people=LEAST_PEOPLE,
        total=figures_view(found.total),
        response=found.response,
        by_area=tuple(by_area),
        by_model=_in_order(found.by_model),
        by_way=_in_order(found.by_way),
    )


def _in_order(rows: Sequence[Row]) -> tuple[CoverageLine, ...]:
    """Models in the order of the words for them."""
    order = list(MODEL_TITLES)
    ordered = sorted(rows, key=lambda row: order.index(row.key))
    return tuple(_line(row, MODEL_TITLES[row.key]) for row in ordered)


def _line(row: Row, title: str) -> CoverageLine:
    return CoverageLine(row.key, title, figures_view(row.figures), row.response)


def figures_view(figures: Figures) -> FiguresView:
    """Figures with what follows from them."""
    return FiguresView(
        wanted_minutes=figures.wanted_minutes,
        covered_minutes=figures.covered_minutes,
        uncovered_minutes=figures.uncovered_minutes,
        unwanted_minutes=figures.unwanted_minutes,
        coverage_percent=figures.coverage_percent,
        children=figures.children,
        absent_persons=figures.absent,
        child_days=figures.child_days,
    )
