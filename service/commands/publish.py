"""``lueckenlos publish``."""

from uuid import UUID

import click

from service.commands.common.printing import print_json
from service.commands.common.running import open_office, tenant_option
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option
from service.i18n import translate as _
from service.planning.plan_kind import Published
from service.use_cases.publish_proposal import publish_proposal

HELP = (
    "Gibt einen Vorschlag frei.\n\n"
    "Ganze Tage werden ersetzt; Angenommenes, Begonnenes und von Hand Vereinbartes"
    " bleibt. Endet mit 4 und dem Unterschied, wenn der Vorschlag nicht mehr zum"
    " aktuellen Stand passt."
)


@make_command(HELP)
@click.argument("proposal", metavar="VORSCHLAG", type=click.UUID)
@tenant_option
@json_option
def command(proposal: UUID, tenant: str | None, *, as_json: bool) -> None:
    """Make a proposal stand."""
    office = open_office(tenant)
    published = publish_proposal(office.application.store, office.actor, proposal)
    if as_json:
        print_json(published)
    else:
        click.echo("\n".join(published_lines(published)))


def published_lines(published: Published) -> list[str]:
    """What now stands."""
    said = _(
        "Freigabe {number}: {added} neu, {changed} geändert, {ended} beendet;"
        " aktualisierte Kalender: {feeds}."
    )
    lines = [
        said.format(
            number=published.number,
            added=published.added,
            changed=published.changed,
            ended=published.ended,
            feeds=published.feeds,
        )
    ]
    if published.unplanned:
        lines.append(_("Seit dem Vorschlag neu und noch nicht geplant:"))
        lines += [f"  {sentence}" for sentence in published.unplanned]
    if published.contradictions:
        lines.append(_("Von Hand Festgelegtes, das sich widerspricht und nicht gilt:"))
        lines += [f"  {sentence}" for sentence in published.contradictions]
    return lines
