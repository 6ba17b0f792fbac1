"""``lueckenlos init``: from nothing to a first sign-in."""

import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import click
from sqlalchemy import func, select

from service.accounts.policy import policy_of
from service.bootstrap import start
from service.commands.common.gathering import gathers
from service.commands.common.printing import lines_beside, print_json
from service.commands.common.secret_key import ensure_key_file
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option, option
from service.db.engine import make_engine
from service.db.migrate import upgrade
from service.db.tables.tenancy import Tenant
from service.domain.kinds import TenantKind
from service.i18n import translate as _
from service.settings import PREFIX, Settings, read_settings
from service.use_cases.create_tenant import (
    CreatedTenant,
    NewTenant,
    create_administrator,
)

KEY_FILE = "secret-key"

HELP = (
    "Richtet Datenbank, Träger und erste Anmeldung ein.\n\n"
    "Ohne --name wird nur die Datenbank eingerichtet oder auf den Stand dieses"
    " Programms gehoben. Das Passwort wird gefragt oder mit --password-stdin gelesen,"
    " nie als Argument angegeben: Argumente sieht jeder auf diesem Rechner."
)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The tenant and its first administrator; without a name only the database."""

    name: str | None
    land: str
    kind: str
    email: str | None
    display_name: str | None
    password_stdin: bool


@make_command(HELP)
@option("--name", help="Name des Trägers, zum Beispiel „Stadt Herne“.")
@option("--land", default="NW", show_default=True, help="Kürzel des Landes.")
@option(
    "--kind",
    type=click.Choice([kind.value for kind in TenantKind]),
    default=TenantKind.YOUTH_OFFICE.value,
    show_default=True,
    help="Jugendamt, Verein oder Programm für Prozessbegleitungen.",
)
@option("--email", help="E-Mail-Adresse der ersten Administratorin.")
@option("--display-name", help="Ihr Name, wie er angezeigt wird.")
@option("--password-stdin", is_flag=True, help="Passwort aus der Standardeingabe.")
@json_option
@gathers(_Wanted)
def command(wanted: _Wanted, *, as_json: bool) -> None:
    """Database, key, tenant, administrator; what is there already stays."""
    settings = read_settings()
    created: CreatedTenant | None = None
    with lines_beside(as_json=as_json):
        _set_up_database(settings)
        if wanted.name is None:
            _say_what_is_missing(settings)
        else:
            tenant = NewTenant(
                wanted.name,
                wanted.land,
                wanted.email or click.prompt(_("E-Mail-Adresse")),
                wanted.display_name or click.prompt(_("Name")),
                _password(from_stdin=wanted.password_stdin),
                TenantKind(wanted.kind),
            )
            created = _create(settings, tenant)
    if as_json:
        ids = asdict(created) if created else {"tenant_id": None, "user_id": None}
        print_json(ids)


def _set_up_database(settings: Settings) -> None:
    engine = make_engine(settings.database_url)
    upgrade(engine)
    engine.dispose()
    click.echo(_("Die Datenbank ist auf dem Stand dieses Programms."))
    _ensure_key(settings)


def _create(settings: Settings, wanted: NewTenant) -> CreatedTenant:
    created = create_administrator(start(settings).store, policy_of(settings), wanted)
    click.echo(
        _("„{name}“ ist angelegt; {email} kann sich anmelden.").format(
            name=wanted.name, email=wanted.email
        )
    )
    return created


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    question = _("Passwort (mindestens 15 Zeichen)")
    return str(click.prompt(question, hide_input=True, confirmation_prompt=True))


def _ensure_key(settings: Settings) -> None:
    if settings.secret_key:
        return
    path = Path(settings.secret_key_file or KEY_FILE)
    if ensure_key_file(path):
        click.echo(_("Ein neuer Schlüssel liegt in {path}.").format(path=path))
    if not settings.secret_key_file:
        click.echo(
            _("Bitte setzen: {line}").format(
                line=f"{PREFIX}SECRET_KEY_FILE={path.resolve()}"
            )
        )


def _say_what_is_missing(settings: Settings) -> None:
    with start(settings).store.system_read() as session:
        tenants = session.scalar(select(func.count()).select_from(Tenant))
    if not tenants:
        click.echo(_("Es fehlt noch ein Träger: lueckenlos init --name NAME"))
