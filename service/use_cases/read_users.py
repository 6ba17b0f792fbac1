"""Who has a role here."""

from functools import partial
from uuid import UUID

from service.access import Action, require
from service.accounts.views import UserView, user_view, users_here
from service.db.paging import page_of
from service.db.store import Store
from service.db.tables.accounts import User
from service.domain.actor import Actor
from service.domain.page import Page, PageRequest
from service.errors import NotFound


def list_users(store: Store, actor: Actor, wanted: PageRequest) -> Page[UserView]:
    """One page of the tenant's users, by e-mail address.

    Raises
    ------
    NotPermitted
        If the actor does not administer the tenant.
    """
    require(actor, Action.READ_USERS)
    with store.read(actor.tenant_id) as session:
        query = users_here().order_by(User.email, User.id)
        return page_of(session, query, wanted, partial(user_view, session))


def read_user(store: Store, actor: Actor, user_id: UUID) -> UserView:
    """One user of the tenant.

    Raises
    ------
    NotPermitted
        If the actor does not administer the tenant.
    NotFound
        If nobody of that id has a role here.
    """
    require(actor, Action.READ_USERS)
    with store.read(actor.tenant_id) as session:
        user = session.scalars(users_here().where(User.id == user_id)).one_or_none()
        if user is None:
            raise NotFound
        return user_view(session, user)
