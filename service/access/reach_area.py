"""What a counsellor bound to areas reaches: her areas and everything below them."""

from collections.abc import Callable, Collection
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, false, or_, select, true

from service.access.actions import Action
from service.access.links import LINKS
from service.db.base import TenantTable
from service.db.tables.children import Child, Guardian, Guardianship
from service.db.tables.cooperations import (
    Cooperation,
    CooperationMember,
    DesignatedSubstitute,
)
from service.db.tables.feeds import FeedSubscription
from service.db.tables.people import Person
from service.db.tables.planning import Proposal
from service.db.tables.publications import Publication
from service.db.tables.tenancy import Area, RuleOverride


def areas_below(area_ids: Collection[UUID]) -> CTE:
    """The areas named and all areas within them."""
    top = select(Area.id).where(Area.id.in_(area_ids)).cte(recursive=True)
    return top.union(select(Area.id).join(top, Area.parent_id == top.c.id))


def within_areas(
    area_ids: Collection[UUID], table: type[TenantTable], action: Action
) -> ColumnElement[bool]:
    """Rows of the table that belong to somebody or something in the areas."""
    special = _SPECIAL.get(table)
    if special is not None:
        return special(areas_below(area_ids))
    if table is Publication:
        return _publications(areas_below(area_ids), action)
    return _linked(areas_below(area_ids), table, action)


def _linked(
    areas: CTE, table: type[TenantTable], action: Action
) -> ColumnElement[bool]:
    links = LINKS.get(table)
    if links is None:
        return false()
    if links.parent is not None:
        column, parent = links.parent
        inner = select(parent.id).where(_linked(areas, parent, action))
        return _column(table, column).in_(inner)
    persons = select(Person.id).where(Person.area_id.in_(select(areas.c.id)))
    children = select(Child.id).where(Child.area_id.in_(select(areas.c.id)))
    return or_(
        false(),
        *(_column(table, name).in_(select(areas.c.id)) for name in links.areas),
        *(_column(table, name).in_(persons) for name in links.persons),
        *(_column(table, name).in_(children) for name in links.children),
    )


def _column(table: type[TenantTable], name: str) -> ColumnElement[UUID]:
    column: ColumnElement[UUID] = getattr(table, name)
    return column


def _guardians(areas: CTE) -> ColumnElement[bool]:
    """Of a child in the areas, or of no child yet: somebody must be able to link it."""
    children = select(Child.id).where(Child.area_id.in_(select(areas.c.id)))
    linked = select(Guardianship.guardian_id).where(Guardianship.child_id.in_(children))
    anywhere = select(Guardianship.guardian_id)
    return Guardian.id.in_(linked) | Guardian.id.not_in(anywhere)


def _reached_cooperations(areas: CTE) -> ColumnElement[bool]:
    persons = select(Person.id).where(Person.area_id.in_(select(areas.c.id)))
    with_member = select(CooperationMember.cooperation_id).where(
        CooperationMember.person_id.in_(persons)
    )
    anywhere = select(CooperationMember.cooperation_id)
    return Cooperation.id.in_(with_member) | Cooperation.id.not_in(anywhere)


def _members(areas: CTE) -> ColumnElement[bool]:
    return CooperationMember.cooperation_id.in_(
        select(Cooperation.id).where(_reached_cooperations(areas))
    )


def _designated(areas: CTE) -> ColumnElement[bool]:
    return DesignatedSubstitute.child_id.in_(
        select(Child.id).where(Child.area_id.in_(select(areas.c.id)))
    )


def _subscriptions(areas: CTE) -> ColumnElement[bool]:
    persons = select(Person.id).where(Person.area_id.in_(select(areas.c.id)))
    return FeedSubscription.recipient_id.in_(
        persons
    ) | FeedSubscription.recipient_id.in_(select(areas.c.id))


def _overrides(areas: CTE) -> ColumnElement[bool]:
    return RuleOverride.area_id.in_(select(areas.c.id))


def _publications(areas: CTE, action: Action) -> ColumnElement[bool]:
    """All may be read, they name nobody; only those of the areas may be withdrawn."""
    if action is Action.READ_PUBLICATIONS:
        return true()
    return Publication.proposal_id.in_(
        select(Proposal.id).where(Proposal.area_id.in_(select(areas.c.id)))
    )


_SPECIAL: dict[type[TenantTable], Callable[[CTE], ColumnElement[bool]]] = {
    Guardian: _guardians,
    Cooperation: _reached_cooperations,
    CooperationMember: _members,
    DesignatedSubstitute: _designated,
    FeedSubscription: _subscriptions,
    RuleOverride: _overrides,
}
