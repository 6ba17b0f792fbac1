"""Finding rows on behalf of a person; nothing else may."""

from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from service.access.actions import Action
from service.access.reach import reach
from service.access.reach_area import areas_below
from service.access.roles import granting_roles, require, sees_whole_tenant
from service.db.base import TenantTable
from service.domain.actor import Actor
from service.errors import NotFound, NotPermitted

Row = TypeVar("Row", bound=TenantTable)


def visible(actor: Actor, table: type[Row], action: Action) -> Select[Row]:
    """Query of the rows with which the actor may do the action.

    Parameters
    ----------
    actor
        Who acts.
    table
        Whose rows; the session narrows them to its tenant.
    action
        Rows reached by a role that permits it, by any of several roles.

    Raises
    ------
    NotPermitted
        If no role of the actor permits the action at all.
    """
    require(actor, action)
    conditions = [
        reach(actor, role, table, action)
        for role in sorted(granting_roles(actor, action))
    ]
    return select(table).where(or_(*conditions))


def load(
    session: Session, actor: Actor, table: type[Row], row_id: UUID, action: Action
) -> Row:
    """The row, if the actor may do the action with it.

    Raises
    ------
    NotPermitted
        If no role of the actor permits the action at all.
    NotFound
        If there is no such row, or it is out of reach: the same words for both.
    """
    row = session.scalars(
        visible(actor, table, action).where(table.id == row_id)
    ).one_or_none()
    if row is None:
        raise NotFound
    return row


def may_plan_area(
    session: Session, actor: Actor, area_id: UUID | None, action: Action
) -> None:
    """Nothing happens if the actor may do the action for the area.

    Parameters
    ----------
    session
        Of the tenant.
    actor
        Who acts.
    area_id
        ``None`` stands for the whole tenant.
    action
        Such as proposing a plan.

    Raises
    ------
    NotPermitted
        If the whole tenant is asked for and the actor is bound to areas.
    NotFound
        If there is no such area, or not within the actor's areas.
    """
    require(actor, action)
    if sees_whole_tenant(actor, action):
        return
    if area_id is None:
        raise NotPermitted(
            "Ihre Anmeldung gilt für ein Gebiet. Bitte nennen Sie das Gebiet."
        )
    below = areas_below(actor.area_ids)
    if session.scalar(select(below.c.id).where(below.c.id == area_id)) is None:
        raise NotFound
