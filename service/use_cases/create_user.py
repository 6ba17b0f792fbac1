"""Somebody gets a role in a tenant, with a new account or the one she has."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, require
from service.accounts.binding import BOUND_TO, Binding, check_binding, refused
from service.accounts.passwords import check_password, hash_password, words_about
from service.accounts.policy import AccountPolicy
from service.accounts.secrets import normalised_email
from service.accounts.views import UserView, user_view
from service.db.audit_trail import record
from service.db.store import Store, tenant_of
from service.db.tables.accounts import Membership, User, UserTenant
from service.db.tables.tenancy import Tenant
from service.domain.actor import Actor
from service.domain.kinds import Role
from service.errors import Conflict

NOT_THERE = "Diesen Eintrag gibt es hier nicht."


@dataclass(frozen=True, slots=True)
class NewUser:
    """Who, as what, bound to whom; without a password the account must exist."""

    email: str
    display_name: str
    role: Role
    password: str | None = None
    person_id: UUID | None = None
    guardian_id: UUID | None = None
    area_id: UUID | None = None
    coach_id: UUID | None = None
    kindergarten_id: UUID | None = None

    @property
    def binding(self) -> Binding:
        """What the role is bound to, by the columns of a membership."""
        return {name: getattr(self, name) for name in BOUND_TO}


def create_user(
    store: Store, policy: AccountPolicy, actor: Actor, command: NewUser
) -> UserView:
    """The user holds the role in the actor's tenant.

    Raises
    ------
    NotPermitted
        If the actor does not administer the tenant.
    InvalidInput
        If the role and what it is bound to do not fit, or the password is weak.
    Conflict
        If a password is given for an account that exists, or the role is held already.
    """
    require(actor, Action.CHANGE_USERS)
    check_binding(command.role, command.binding)
    if command.password is not None:
        with store.read(actor.tenant_id) as session:
            tenant = session.get_one(Tenant, actor.tenant_id).name
        check_password(
            command.password,
            administrator=command.role is Role.ADMINISTRATOR,
            words=words_about(command.display_name, command.email, tenant),
        )
    password_hash = command.password and hash_password(
        command.password, policy.password_memory_kib
    )
    with store.write(actor.tenant_id) as session:
        _refuse_foreign(session, command)
        user = _account(session, store, command, password_hash)
        session.add(Membership(user_id=user.id, role=command.role, **command.binding))
        record(
            session,
            actor=actor,
            action="create_user",
            subject_kind="user_account",
            subject_id=user.id,
            detail={"role": command.role.value},
            at=store.clock.now(),
        )
        session.flush()
        return user_view(session, user)


def _refuse_foreign(session: Session, command: NewUser) -> None:
    for name, table in BOUND_TO.items():
        wanted = command.binding[name]
        if (
            wanted
            and session.scalar(select(table.id).where(table.id == wanted)) is None
        ):
            raise refused(name, NOT_THERE, "not-there")


def _account(
    session: Session, store: Store, command: NewUser, password_hash: str | None
) -> User:
    email = normalised_email(command.email)
    user = session.scalars(select(User).where(User.email == email)).one_or_none()
    if user is not None and password_hash is not None:
        raise Conflict(
            "Zu dieser E-Mail-Adresse gibt es schon ein Konto. Ohne Passwort gesendet,"
            " bekommt es die Rolle hinzu."
        )
    if user is None:
        if password_hash is None:
            raise refused(
                "password", "Für ein neues Konto fehlt ein Passwort.", "missing"
            )
        user = User(
            id=uuid4(),
            email=email,
            display_name=command.display_name,
            password_hash=password_hash,
            created_at=store.clock.now(),
        )
        session.add(user)
        session.flush()
    tenant_id = session.scalar(
        select(UserTenant.tenant_id).where(
            UserTenant.user_id == user.id,
            UserTenant.tenant_id == tenant_of(session),
        )
    )
    if tenant_id is None:
        session.add(UserTenant(user_id=user.id, tenant_id=tenant_of(session)))
    return user
