"""A new body that plans, with its first administrator, in one transaction."""

from dataclasses import dataclass
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select

from service.access import Action, require
from service.accounts.passwords import check_password, hash_password, words_about
from service.accounts.policy import AccountPolicy
from service.accounts.secrets import normalised_email
from service.db.audit_trail import record
from service.db.store import Store
from service.db.tables.accounts import Membership, User, UserTenant
from service.db.tables.tenancy import Tenant
from service.domain.actor import Actor, system_actor
from service.domain.kinds import Role, TenantKind
from service.errors import Conflict, InputFault, InvalidInput

LAENDER = frozenset(
    "BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH".split()  # noqa: SIM905 - one line
)


@dataclass(frozen=True, slots=True)
class NewTenant:
    """Who will plan, where, and who administers first."""

    name: str
    land: str
    email: str
    display_name: str
    password: str
    kind: TenantKind = TenantKind.YOUTH_OFFICE
    time_zone: str = "Europe/Berlin"


@dataclass(frozen=True, slots=True)
class CreatedTenant:
    """What was made."""

    tenant_id: UUID
    user_id: UUID


def create_tenant(
    store: Store, policy: AccountPolicy, actor: Actor, command: NewTenant
) -> CreatedTenant:
    """A tenant and its administrator exist; only an operator may ask for it.

    Raises
    ------
    NotPermitted
        If the actor is no operator.
    InvalidInput, Conflict
        As ``create_administrator``.
    """
    require(actor, Action.OPERATE_TENANTS)
    return create_administrator(store, policy, command)


def create_administrator(
    store: Store, policy: AccountPolicy, command: NewTenant
) -> CreatedTenant:
    """The first administrator of a new tenant; for whoever runs the machine.

    Raises
    ------
    InvalidInput
        If Land, time zone, address or password cannot be used.
    Conflict
        If the name or the e-mail address is taken.
    """
    _check(command)
    email = normalised_email(command.email)
    now = store.clock.now()
    tenant = Tenant(
        id=uuid4(),
        name=command.name.strip(),
        kind=command.kind,
        land=command.land,
        time_zone=command.time_zone,
        created_at=now,
    )
    user = User(
        id=uuid4(),
        email=email,
        display_name=command.display_name.strip(),
        password_hash=hash_password(command.password, policy.password_memory_kib),
        created_at=now,
    )
    _refuse_taken(store, tenant.name, email)
    with store.write(tenant.id) as session:
        session.add_all([tenant, user])
        session.flush()
        session.add(UserTenant(user_id=user.id, tenant_id=tenant.id))
        session.add(Membership(user_id=user.id, role=Role.ADMINISTRATOR))
        record(
            session,
            actor=system_actor(tenant.id),
            action="create_tenant",
            subject_kind="tenant",
            subject_id=tenant.id,
            at=now,
        )
    return CreatedTenant(tenant_id=tenant.id, user_id=user.id)


def _check(command: NewTenant) -> None:
    faults: list[InputFault] = []
    if not command.name.strip():
        faults.append(InputFault("/name", "Der Name fehlt.", "missing"))
    if command.land not in LAENDER:
        faults.append(
            InputFault(
                "/land",
                "Erwartet wird das Kürzel eines Landes, zum Beispiel NW.",
                "unknown-land",
            )
        )
    try:
        ZoneInfo(command.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        faults.append(
            InputFault(
                "/time_zone",
                "Diese Zeitzone gibt es nicht; üblich ist Europe/Berlin.",
                "unknown-time-zone",
            )
        )
    if "@" not in command.email.strip("@ "):
        faults.append(
            InputFault("/email", "Das ist keine E-Mail-Adresse.", "not-an-address")
        )
    if faults:
        raise InvalidInput(faults[0].detail, faults)
    words = words_about(command.display_name, command.email, command.name)
    check_password(command.password, administrator=True, words=words)


def _refuse_taken(store: Store, name: str, email: str) -> None:
    with store.system_read() as session:
        if session.scalar(select(Tenant.id).where(Tenant.name == name)):
            raise Conflict(
                f"„{name}“ gibt es schon. Bitte wählen Sie einen anderen Namen."
            )
        if session.scalar(select(User.id).where(User.email == email)):
            raise Conflict("Zu dieser E-Mail-Adresse gibt es schon ein Konto.")
