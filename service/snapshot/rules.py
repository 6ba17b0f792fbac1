"""The rules for a snapshot: the Land's profile with the municipalities' own numbers."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.tenancy import RuleOverride
from service.errors import InputFault, InvalidInput
from service.profiles import Override, PlanningRules, load_rules
from service.profiles.catalogues import catalogue_of
from service.profiles.reader import as_value
from service.profiles.registry import SUBSTITUTION, Catalogue
from service.snapshot.areas import Areas


def load_overrides(
    session: Session,
    areas: Areas,
    area: UUID | None,
    catalogue: Catalogue = SUBSTITUTION,
) -> tuple[Override, ...]:
    """Numbers of the municipalities concerned, in a stable order.

    Parameters
    ----------
    session, areas
        The tenant's.
    area
        Of the plan: only what holds above, in or below it; ``None`` is everything.
    catalogue
        Of the problem; numbers of another problem's rules are left out.

    Raises
    ------
    InvalidInput
        If a stored number is no value of a rule.
    """
    rows = session.scalars(select(RuleOverride))
    found = [
        as_override(areas, row)
        for row in rows
        if _concerns(areas, row.area_id, area)
        and catalogue_of(row.rule, row.parameter) is catalogue
    ]
    return tuple(
        sorted(found, key=lambda o: (o.municipality, o.rule, o.parameter, o.valid_from))
    )


def as_override(areas: Areas, row: RuleOverride) -> Override:
    """A stored number as the profiles take it.

    Raises
    ------
    InvalidInput
        If what is stored is no value of a rule, such as a fraction; it names the row.
    """
    municipality = areas.rows[row.area_id].name if row.area_id else ""
    try:
        value = as_value(row.value)
    except TypeError as error:
        place = "/".join(filter(None, (municipality, row.rule, row.parameter)))
        detail = (
            f"Die eigene Zahl {place} ab {row.valid_from:%d.%m.%Y} ist kein Wert einer"
            f" Regel: {row.value!r}. Bitte ändern oder löschen Sie sie."
        )
        fault = InputFault(f"/{place}", detail, "not-a-value")
        raise InvalidInput(detail, [fault]) from error
    return Override(
        municipality=municipality,
        rule=row.rule,
        parameter=row.parameter,
        value=value,
        source=row.source,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
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
