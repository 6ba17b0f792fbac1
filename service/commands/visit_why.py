"""``lueckenlos visits why``."""

from datetime import date
from uuid import UUID

import click

from service.commands.common.exits import ExitCode
from service.commands.common.kinds import DAY
from service.commands.common.lookup import person_by_code
from service.commands.common.printing import print_json
from service.commands.common.running import Office, open_office, tenant_option
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option, option
from service.use_cases.explain_contact_visits import (
    AskedAboutContacts,
    explain_contact_visits,
)
from service.use_cases.plan_visits import MOST_WEEKS


@make_command(
    "Erklärt, warum die Kinder von PERSON diese Besuche haben oder keine; mit --by,"
    " warum diese Person kommt oder nicht und was hülfe."
)
@click.argument("person", metavar="PERSON")
@option("--by", "visitor", metavar="PERSON", help="Nur Besuche dieser Person.")
@option(
    "--day",
    type=DAY,
    help="Warum kommt sie nicht an diesem Tag?",
)
@option(
    "--weeks",
    type=click.IntRange(1, MOST_WEEKS),
    help="So viele Wochen ab morgen; sonst alle, die geplant sind.",
)
@tenant_option
@json_option
def why(
    person: str,
    visitor: str | None,
    day: date | None,
    weeks: int | None,
    tenant: str | None,
    *,
    as_json: bool,
) -> ExitCode:
    """Why these visits, why no others, what would help."""
    office = open_office(tenant)
    asked = AskedAboutContacts(
        _person(office, person),
        _person(office, visitor) if visitor else None,
        day,
        weeks,
    )
    store = office.application.store
    # The engines take half a second to load; who only asks for help does not wait.
    from service.explaining.answer_standing import (  # noqa: PLC0415 (see above)
        answer_standing,
    )

    answer = explain_contact_visits(
        store, office.actor, asked, answer_standing, forced=True
    )
    if as_json:
        print_json(answer)
    else:
        click.echo("\n".join(reason.text for reason in answer.reasons))
    return ExitCode.DONE


def _person(office: Office, code: str) -> UUID:
    with office.application.store.read(office.tenant_id) as session:
        return person_by_code(session, code).id
