"""State from when to when the series of workshops runs that begins in a year."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, require, visible
from service.dates.workshops.span import SeriesSpan, series_rules, span_of
from service.db.audit_trail import record
from service.db.store import Store
from service.db.tables.tenancy import RuleOverride, Tenant
from service.domain.actor import Actor
from service.matching.months import Period, period_of

_RULE = "series"


@dataclass(frozen=True, slots=True)
class SetSeriesSpan:
    """It begins in a month (1 to 12) of the year and runs for so many months.

    ``source`` says who decided so.
    """

    year: int
    first_month: int
    months: int
    source: str


def set_series_span(store: Store, actor: Actor, command: SetSeriesSpan) -> SeriesSpan:
    """The span is the programme's own number for that year; other years stay.

    Raises
    ------
    NotPermitted
        If the actor may not change rules.
    InvalidInput
        If there is no such year or month, a series of that length cannot be, or an own
        number for more than this year says otherwise.
    """
    require(actor, Action.CHANGE_RULES)
    period = period_of(command.year, command.first_month)
    numbers = {"first_month": command.first_month, "months": command.months}
    with store.write(actor.tenant_id) as session:
        for parameter, value in numbers.items():
            row = _own_number(session, actor, parameter, period)
            row.value, row.source = value, command.source
            session.add(row)
        session.flush()
        tenant = session.scalars(select(Tenant)).one()
        span = span_of(series_rules(session, tenant, period.year), period.year)
        record(
            session,
            actor=actor,
            action="set_series_span",
            subject_kind="tenant",
            subject_id=tenant.id,
            detail=_detail(command),
            at=store.clock.now(),
        )
    return span


def _own_number(
    session: Session, actor: Actor, parameter: str, period: Period
) -> RuleOverride:
    """The number of exactly this year: the one that stands, or a new one."""
    first, last = period_of(period.year).days
    stands = session.scalars(
        visible(actor, RuleOverride, Action.CHANGE_RULES).where(
            RuleOverride.area_id.is_(None),
            RuleOverride.rule == _RULE,
            RuleOverride.parameter == parameter,
            RuleOverride.valid_from == first,
            RuleOverride.valid_until == last,
        )
    ).one_or_none()
    return stands or RuleOverride(
        rule=_RULE, parameter=parameter, valid_from=first, valid_until=last
    )


def _detail(command: SetSeriesSpan) -> dict[str, Any]:
    return {
        "year": command.year,
        "first_month": command.first_month,
        "months": command.months,
    }
