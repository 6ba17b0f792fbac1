"""The installation a command works on, and on whose behalf."""

from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from service.bootstrap import Application, start
from service.commands.common.words import Function, option
from service.db.tables.tenancy import Tenant
from service.domain.actor import Actor, system_actor
from service.domain.kinds import TenantKind
from service.errors import InvalidInput, NotFound
from service.logs import configure_logs
from service.settings import read_settings


@dataclass(frozen=True, slots=True)
class Office:
    """One tenant of the installation, with the rights of whoever runs the machine."""

    application: Application
    tenant_id: UUID
    name: str
    kind: TenantKind
    land: str
    zone: ZoneInfo

    @property
    def actor(self) -> Actor:
        """The command line acts as the tenant's administrator."""
        return system_actor(self.tenant_id)


def open_application() -> Application:
    """The installation the environment describes.

    Raises
    ------
    WrongSchema
        If its database is not set up or of another version.
    """
    settings = read_settings()
    configure_logs("WARNING" if settings.log_level == "INFO" else settings.log_level)
    return start(settings)


def open_office(tenant: str | None) -> Office:
    """The tenant of that name; without a name the only one there is.

    Raises
    ------
    NotFound
        If there is no such tenant.
    InvalidInput
        If there are several and none is named.
    """
    application = open_application()
    with application.store.system_read() as session:
        known = session.scalars(
            select(Tenant).where(Tenant.closed_at.is_(None)).order_by(Tenant.name)
        ).all()
    names = ", ".join(f"„{row.name}“" for row in known)
    chosen = [row for row in known if tenant in (None, row.name, str(row.id))]
    if not known:
        raise NotFound("Es gibt noch keinen Träger; `lueckenlos init` legt ihn an.")
    if not chosen:
        raise NotFound(f"Den Träger „{tenant}“ gibt es nicht. Es gibt: {names}.")
    if len(chosen) > 1:
        raise InvalidInput(f"Es gibt mehrere Träger: {names}. Bitte --tenant nennen.")
    row = chosen[0]
    zone = ZoneInfo(row.time_zone)
    return Office(application, row.id, row.name, row.kind, row.land, zone)


def tenant_option(function: Function) -> Function:
    """``--tenant``: which body plans."""
    add = option(
        "--tenant",
        metavar="NAME",
        envvar="LUECKENLOS_TENANT",
        help="Träger, für den geplant wird; entbehrlich, wenn es nur einen gibt.",
    )
    return add(function)
