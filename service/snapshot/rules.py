"""The rules for a snapshot: the Land's profile with the municipalities' own numbers."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.tenancy import RuleOverride
from service.profiles import Override, PlanningRules, load_rules
from service.profiles.reader import as_value
from service.snapshot.areas import Areas


def load_overrides(
    session: Session, areas: Areas, area: UUID | None
) -> tuple[Override, ...]:
    """Numbers of the municipalities concerned, in a stable order.

    Parameters
    ----------
    session, areas
        The tenant's.
    area
        Of the plan: only what holds above, in or below it; ``None`` is everything.
    """
    rows = session.execute(
        select(
            RuleOverride.area_id,
            RuleOverride.rule,
            RuleOverride.parameter,
            RuleOverride.value,
            RuleOverride.source,
            RuleOverride.valid_from,
            RuleOverride.valid_until,
        )
    )
    found = [
        Override(
            municipality=areas.rows[owner].name if owner else "",
            rule=rule,
            parameter=parameter,
            value=as_value(value),
            source=source,
            valid_from=starts,
            valid_until=ends,
        )
        for owner, rule, parameter, value, source, starts, ends in rows
        if _concerns(areas, owner, area)
    ]
    return tuple(
        sorted(found, key=lambda o: (o.municipality, o.rule, o.parameter, o.valid_from))
    )


def _concerns(areas: Areas, owner: UUID | None, area: UUID | None) -> bool:
    if owner is None or area is None:
        return True
    return areas.lies_within(area, owner) or areas.lies_within(owner, area)


def rules_for(
    session: Session,
    land: str,
    days: tuple[date, date],
    areas: Areas,
    area: UUID | None,
) -> PlanningRules:
    """Resolved rules of a Land from the first to the last of the days."""
    return load_rules(
        land,
        *days,
        load_overrides(session, areas, area),
        municipality=areas.municipality(area),
    )
