"""The rules that hold for a tenant, its own numbers included."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, load, require, visible
from service.accounts.actors import NO_TENANT
from service.db.store import Store
from service.db.tables.tenancy import Area, RuleOverride, Tenant
from service.domain.actor import Actor
from service.domain.kinds import TenantKind
from service.ports import local_day
from service.profiles.catalogues import CATALOGUES, Problem, problems_of
from service.profiles.override import Override
from service.profiles.titles import WORDINGS
from service.snapshot.areas import Areas, load_areas
from service.snapshot.rules import as_override, load_overrides
from service.use_cases.list_rules import (
    OverrideView,
    RuleCatalogue,
    list_rules,
    override_view,
)

DEFAULT_LAND = "NW"
DEFAULT_ZONE = "Europe/Berlin"


@dataclass(frozen=True, slots=True)
class RulesAsked:
    """Whose rules, when: ``None`` is the tenant's own Land, today, the whole body.

    Without ``problem`` all that the tenant plans is told.
    """

    land: str | None = None
    day: date | None = None
    area_id: UUID | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class _Own:
    """What a tenant sets itself: numbers in force, whose, and all there are."""

    numbers: tuple[Override, ...] = ()
    municipality: str = ""
    all: tuple[OverrideView, ...] = ()


def tenant_rules(store: Store, actor: Actor, asked: RulesAsked) -> RuleCatalogue:
    """Every rule with the numbers that hold.

    For an area the numbers are those of a plan for it; without one, those that the
    tenant set for its whole body. A foreign Land is shown without own numbers.

    Raises
    ------
    NotPermitted, NotFound
        If the area is not the actor's to read.
    InvalidInput
        If there is no such Land, or the tenant's numbers contradict it.
    """
    require(actor, Action.READ_RULES)
    land, zone, kind = DEFAULT_LAND, DEFAULT_ZONE, TenantKind.YOUTH_OFFICE
    own = _Own()
    if actor.tenant_id != NO_TENANT:
        with store.system_read() as system:
            land, zone, kind = system.execute(
                select(Tenant.land, Tenant.time_zone, Tenant.kind).where(
                    Tenant.id == actor.tenant_id
                )
            ).one()
        with store.read(actor.tenant_id) as session:
            if asked.land in (None, land):
                own = _own(session, actor, asked.area_id)
    day = asked.day or local_day(store.clock, zone)
    found = list_rules(
        asked.land or land,
        day,
        own.numbers,
        municipality=own.municipality,
        problems=(asked.problem,) if asked.problem else problems_of(kind),
    )
    return replace(found, overrides=own.all)


def _own(session: Session, actor: Actor, area_id: UUID | None) -> _Own:
    areas = load_areas(session)
    if area_id is None:
        every = _numbers(session, areas, None)
        numbers = tuple(number for number in every if not number.municipality)
    else:
        load(session, actor, Area, area_id, Action.READ_AREAS)
        numbers = _numbers(session, areas, area_id)
    rows = session.scalars(
        visible(actor, RuleOverride, Action.READ_RULES).order_by(
            RuleOverride.rule, RuleOverride.parameter, RuleOverride.valid_from
        )
    )
    return _Own(
        numbers=numbers,
        municipality=areas.municipality(area_id),
        all=tuple(_told(as_override(areas, row)) for row in rows),
    )


def _numbers(
    session: Session, areas: Areas, area_id: UUID | None
) -> tuple[Override, ...]:
    """Numbers of every problem."""
    return tuple(
        number
        for catalogue in CATALOGUES
        for number in load_overrides(session, areas, area_id, catalogue)
    )


def _told(override: Override) -> OverrideView:
    """In words; a number that no rule of this version has is told as it is stored."""
    if (override.rule, override.parameter) in WORDINGS:
        return override_view(override)
    return OverrideView(
        municipality=override.municipality,
        rule=override.rule,
        title=f"{override.rule}: {override.parameter}",
        text=str(override.value),
        source=override.source,
        valid_from=override.valid_from,
        valid_until=override.valid_until,
    )
