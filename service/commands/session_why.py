"""``lueckenlos sessions why``."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import click

from service.commands.common.answering import answering_for
from service.commands.common.exits import ExitCode
from service.commands.common.few_told import few_told
from service.commands.common.kinds import DAY
from service.commands.common.lookup_programme import kindergarten_by_code
from service.commands.common.printing import print_json
from service.commands.common.running import Office, open_office, tenant_option
from service.commands.common.sessions_meant import (
    all_sessions,
    day_argument,
    kindergarten_argument,
)
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option, option
from service.domain.kinds import AppointmentState
from service.explaining.question import QuestionKind
from service.use_cases.explain_session import (
    AskedAboutSession,
    SessionAnswer,
    explain_session,
)


@make_command(
    "Erklärt den Termin einer KITA im Monat, in dem TAG liegt.\n\n"
    "Hat der Termin ein Datum, steht da, was dafür spricht; sonst, was gegen jeden Tag"
    " des Monats spricht, und die kleinste Änderung, die hilft."
)
@kindergarten_argument
@day_argument
@option("--not", "other", type=DAY, metavar="TAG", help="Warum nicht an diesem Tag?")
@option(
    "--number",
    type=click.IntRange(min=1),
    help="Der wievielte Termin des Monats, wo es mehrere sind; sonst der am TAG oder"
    " der erste.",
)
@tenant_option
@json_option
def why(
    kindergarten: str,
    day: date,
    other: date | None,
    number: int | None,
    tenant: str | None,
    *,
    as_json: bool,
) -> ExitCode:
    """Reasons for a date, against another, or for none at all."""
    office = open_office(tenant)
    with office.application.store.read(office.tenant_id) as session:
        house = kindergarten_by_code(session, kindergarten).id
    placed, chosen = _meant(office, house, day, number)
    asked = AskedAboutSession(house, day, QuestionKind.WHY, chosen)
    questions: Sequence[AskedAboutSession]
    if other is not None:
        questions = (_with(asked, QuestionKind.WHY_NOT, other),)
    elif placed:
        questions = (asked,)
    else:
        questions = (
            _with(asked, QuestionKind.GAP),
            _with(asked, QuestionKind.SINGLE_CHANGE),
        )
    told = _answers(office, questions)
    if as_json:
        print_json({"answers": told})
    else:
        said = (one for part in told for one in part.sentences)
        click.echo("\n".join(few_told(said)))
    return ExitCode.DONE


def _with(
    asked: AskedAboutSession, question: QuestionKind, day: date | None = None
) -> AskedAboutSession:
    return AskedAboutSession(
        asked.kindergarten_id, asked.month, question, asked.number, day
    )


def _meant(
    office: Office, house: UUID, day: date, number: int | None
) -> tuple[bool, int]:
    """Whether the session meant has a date, and which of its month it is."""
    own = [
        view
        for view in all_sessions(office, day.year)
        if view.kindergarten_id == house
        and (view.day.year, view.day.month) == (day.year, day.month)
        and view.state is not AppointmentState.CANCELLED
    ]
    own.sort(key=lambda view: view.number)
    first = number or next((n for n, v in enumerate(own, 1) if v.day == day), 1)
    return first <= len(own), first


def _answers(
    office: Office, questions: Sequence[AskedAboutSession]
) -> list[SessionAnswer]:
    """The answers of a process that ends with the command."""
    store = office.application.store
    with answering_for(office) as process:
        return [
            explain_session(store, office.actor, asked, process) for asked in questions
        ]
