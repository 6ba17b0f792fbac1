"""Which rows a role reaches, as one SQL condition per role and table."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, false, true

from service.access.actions import Action
from service.access.reach_area import within_areas
from service.access.reach_guardian import of_guardians
from service.access.reach_person import Bound, of_persons
from service.access.reach_programme import (
    TAKING_PART,
    of_coordinator,
    of_those_taking_part,
)
from service.db.base import TenantTable
from service.db.tables.feeds import FeedSubscription
from service.db.tables.publications import Assignment
from service.db.tables.tenancy import RuleOverride
from service.domain.actor import Actor
from service.domain.kinds import Role

PERSON_BOUND = (Role.CHILDMINDER, Role.SUBSTITUTE)


def reach(
    actor: Actor, role: Role, table: type[TenantTable], action: Action
) -> ColumnElement[bool]:
    """Rows of the table that one role of the actor reaches for an action.

    Parameters
    ----------
    actor
        With the persons, guardians and areas she is bound to.
    role
        One role that permits the action.
    table
        Whose rows are asked for.
    action
        Some actions reach less than reading does.
    """
    if role is Role.ADMINISTRATOR:
        return true()
    if role is Role.COUNSELLOR:
        return _of_counsellor(actor, table, action)
    if role is Role.COORDINATOR:
        return of_coordinator(table)
    if table is FeedSubscription:
        return _own_subscriptions(actor)
    return _of_others(actor, role, table, action)


def _of_others(
    actor: Actor, role: Role, table: type[TenantTable], action: Action
) -> ColumnElement[bool]:
    if role in PERSON_BOUND:
        if action is Action.ANSWER_ASSIGNMENT and table is Assignment:
            return Assignment.person_id.in_(actor.person_ids)
        return of_persons(_bound(actor, actor.person_ids), table, action)
    if role is Role.GUARDIAN:
        return of_guardians(_bound(actor, actor.guardian_ids), table)
    if role in TAKING_PART:
        return of_those_taking_part(actor, role, table, action)
    return false()


def _bound(actor: Actor, ids: Collection[UUID]) -> Bound:
    if actor.today is None:
        raise ValueError("an actor bound to persons or guardians needs its day")
    return Bound(ids, actor.today)


def _of_counsellor(
    actor: Actor, table: type[TenantTable], action: Action
) -> ColumnElement[bool]:
    if not actor.area_ids:
        return true()
    if table is FeedSubscription:
        return _own_subscriptions(actor) | within_areas(actor.area_ids, table, action)
    if table is RuleOverride:
        return RuleOverride.area_id.is_(None) | within_areas(
            actor.area_ids, table, action
        )
    return within_areas(actor.area_ids, table, action)


def _own_subscriptions(actor: Actor) -> ColumnElement[bool]:
    if actor.user_id is None:
        return false()
    return FeedSubscription.user_id == actor.user_id
