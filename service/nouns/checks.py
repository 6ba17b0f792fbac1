"""What the fields of a row must be together."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.accounts.binding import BOUND_TO, check_binding
from service.db.base import TenantTable
from service.db.tables.accounts import Membership
from service.db.tables.children import ChildCapability
from service.db.tables.people import PersonCapability
from service.db.tables.places import PlaceCapability
from service.db.tables.tenancy import RuleOverride, Tenant
from service.domain.kinds import Role
from service.errors import Conflict, InputFault, InvalidInput
from service.nouns.noun import Noun
from service.profiles.catalogues import catalogue_of
from service.profiles.loader import held_numbers
from service.profiles.registry import parameter_names
from service.snapshot.areas import load_areas
from service.snapshot.rules import load_overrides
from solver.words import CAPABILITIES

Capability = ChildCapability | PersonCapability | PlaceCapability

PAIRS = (
    ("first_day", "last_day"),
    ("valid_from", "valid_until"),
    ("active_from", "active_until"),
    ("issued_on", "expires_on"),
    ("min_age_months", "max_age_months"),
    ("first_month", "last_month"),
)
"""The second must not lie before the first."""

INTERVAL = ("start_minute", "end_minute")
"""Half-open: the second must lie behind the first."""


def check_order(noun: Noun, row: TenantTable) -> None:
    """Refuse a row whose end lies before its beginning.

    Raises
    ------
    InvalidInput
        With the field of the end.
    """
    names = set(noun.columns)
    faults = [
        InputFault(f"/{last}", "Das Ende liegt vor dem Anfang.", "ends-before-start")
        for first, last in PAIRS
        if {first, last} <= names and _reversed(row, first, last)
    ]
    start, end = (getattr(row, name, None) for name in INTERVAL)
    if start is not None and end is not None and end <= start:
        faults.append(
            InputFault("/end_minute", "Das Ende liegt vor dem Anfang.", "empty")
        )
    if faults:
        raise InvalidInput(faults[0].detail, faults)


def _reversed(row: TenantTable, first: str, last: str) -> bool:
    low, high = getattr(row, first), getattr(row, last)
    return low is not None and high is not None and high < low


def check_override(session: Session, row: RuleOverride, now: datetime) -> None:
    """Refuse a number that contradicts the rules: a plan would be refused by it.

    Raises
    ------
    InvalidInput
        If there is no such number, or the municipality may not set it so.
    """
    land = session.scalars(select(Tenant.land)).one()
    catalogue = catalogue_of(row.rule, row.parameter)
    overrides = load_overrides(session, load_areas(session), row.area_id, catalogue)
    held_numbers(land, max(row.valid_from, now.date()), overrides, catalogue)
    if row.parameter not in parameter_names(
        row.rule, catalogue
    ):  # and is not in force on that day
        detail = f"Die Regel „{row.rule}“ hat keine Zahl „{row.parameter}“."
        raise InvalidInput(detail, [InputFault("/parameter", detail, "unknown")])


def check_capability(session: Session, row: Capability, now: datetime) -> None:
    """Refuse a tag that no sentence has a word for.

    Raises
    ------
    InvalidInput
        With the tags there are.
    """
    del session, now
    if row.tag not in CAPABILITIES:
        known = ", ".join(sorted(CAPABILITIES))
        detail = f"„{row.tag}“ ist nicht bekannt; möglich sind: {known}."
        raise InvalidInput(detail, [InputFault("/tag", detail, "unknown-tag")])


def check_membership(session: Session, row: Membership, now: datetime) -> None:
    """A role is bound to what it needs, and somebody still administers the tenant."""
    del now
    check_binding(row.role, {name: getattr(row, name) for name in BOUND_TO})
    keep_an_administrator(session)


def keep_an_administrator(session: Session) -> None:
    """Refuse to leave the tenant without an administrator.

    Raises
    ------
    Conflict
        If none would be left.
    """
    session.flush()
    left = session.scalar(
        select(func.count())
        .select_from(Membership)
        .where(Membership.role == Role.ADMINISTRATOR, Membership.ended_at.is_(None))
    )
    if not left:
        raise Conflict(
            "Damit hätte niemand mehr die Verwaltung. Bitte geben Sie sie erst weiter."
        )
