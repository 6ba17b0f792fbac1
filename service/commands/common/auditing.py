"""An earlier proposal is held against the state of now, for a terminal."""

from uuid import UUID

import click

from service.commands.common.audit_text import audit_lines
from service.commands.common.exits import ExitCode
from service.commands.common.printing import print_json
from service.commands.common.running import Office
from service.i18n import translate as _
from service.use_cases.audit_proposal import audit_proposal


def show_audit(office: Office, shown: UUID | None, *, as_json: bool) -> ExitCode:
    """Whether an earlier proposal could be published now; nothing is changed."""
    if shown is None:
        raise click.UsageError(
            _("Bitte mit --show sagen, welcher Vorschlag nachgeprüft werden soll.")
        )
    found = audit_proposal(office.application.store, office.actor, shown)
    if as_json:
        print_json({"proposal": shown, "audit": found})
    else:
        click.echo("\n".join(audit_lines(found)))
    return ExitCode.DONE if found.publishable else ExitCode.REFUSED
