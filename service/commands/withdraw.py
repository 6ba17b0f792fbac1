"""``lueckenlos withdraw``."""

import click
from sqlalchemy import select

from service.commands.common.printing import day_words, print_json
from service.commands.common.running import open_office, tenant_option
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option
from service.db.tables.publications import Publication
from service.domain.kinds import TenantKind
from service.errors import NotFound
from service.i18n import translate as _
from service.use_cases.withdraw_publication import withdraw_publication
from solver.counted import told


@make_command(
    "Nimmt eine Freigabe zurück.\n\nNUMMER ist die der Freigabe. Tage, die begonnen"
    " haben, bleiben."
)
@click.argument("number", metavar="NUMMER", type=int)
@tenant_option
@json_option
def command(number: int, tenant: str | None, *, as_json: bool) -> None:
    """Nothing of the publication stands on days to come."""
    office = open_office(tenant)
    store = office.application.store
    with store.read(office.tenant_id) as session:
        found = session.scalar(
            select(Publication.id).where(Publication.number == number)
        )
    if found is None:
        raise NotFound(f"Eine Freigabe {number} gibt es nicht.")
    withdrawn = withdraw_publication(store, office.actor, found)
    if as_json:
        print_json(withdrawn)
        return
    days = ", ".join(day_words(day) for day in withdrawn.days)
    said = "Zurückgenommen für {days}: {ended} Vertretungen beendet."
    if office.kind is TenantKind.PROGRAMME:
        said = "Zurückgenommen für {days}: {ended} Begleitungen beendet."
    click.echo(told(said, {"days": days, "ended": withdrawn.ended}, _))
