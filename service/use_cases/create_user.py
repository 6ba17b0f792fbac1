"""Somebody gets a role in a tenant, with a new account or the one she has."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, require
from service.accounts.passwords import check_password, hash_password, words_about
from service.accounts.policy import AccountPolicy
from service.accounts.secrets import normalised_email
from service.accounts.views import UserView, user_view
from service.db.audit_trail import record
from service.db.store import Store, tenant_of
from service.db.tables.accounts import Membership, User, UserTenant
from service.db.tables.children import Guardian
from service.db.tables.people import Person
from service.db.tables.tenancy import Area, Tenant
from service.domain.actor import Actor
from service.domain.kinds import Role
from service.errors import Conflict, InputFault, InvalidInput

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
    check_binding(command)
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
        session.add(
            Membership(
                user_id=user.id,
                role=command.role,
                person_id=command.person_id,
                guardian_id=command.guardian_id,
                area_id=command.area_id,
            )
        )
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


def check_binding(command: NewUser) -> None:
    """Refuse a role that is not bound to what it needs, or to what it cannot be.

    Raises
    ------
    InvalidInput
        With the field that is missing or too much.
    """
    if command.role is Role.OPERATOR:
        raise _fault("role", "Betreiber gehören zu keinem Träger.", "not-in-a-tenant")
    bound_to_person = command.role in (Role.CHILDMINDER, Role.SUBSTITUTE)
    for name, given, expected in (
        ("person_id", command.person_id, bound_to_person),
        ("guardian_id", command.guardian_id, command.role is Role.GUARDIAN),
    ):
        if expected and given is None:
            raise _fault(
                name, "Diese Rolle gehört zu jemandem: bitte wählen.", "missing"
            )
        if given is not None and not expected:
            raise _fault(name, "Das passt nicht zu dieser Rolle.", "not-expected")
    if command.area_id is not None and command.role is not Role.COUNSELLOR:
        raise _fault("area_id", "Nur Fachberatungen haben ein Gebiet.", "not-expected")


def _refuse_foreign(session: Session, command: NewUser) -> None:
    for name, table, wanted in (
        ("person_id", Person, command.person_id),
        ("guardian_id", Guardian, command.guardian_id),
        ("area_id", Area, command.area_id),
    ):
        if (
            wanted
            and session.scalar(select(table.id).where(table.id == wanted)) is None
        ):
            raise _fault(name, NOT_THERE, "not-there")


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
            raise _fault(
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


def _fault(field: str, detail: str, code: str) -> InvalidInput:
    return InvalidInput(detail, [InputFault(f"/{field}", detail, code)])
