"""``lueckenlos sessions confirm`` and ``refuse``: what was said on the telephone."""

from datetime import date
from typing import Final

import click

from service.commands.common.exits import ExitCode
from service.commands.common.printing import print_json
from service.commands.common.running import open_office, tenant_option
from service.commands.common.session_text import SIDES
from service.commands.common.sessions_meant import (
    day_argument,
    kindergarten_argument,
    session_meant,
)
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option, option
from service.domain.kinds import AppointmentState, RefusalOrigin
from service.i18n import translate as _
from service.use_cases.answer_session import (
    AnsweredSession,
    AnswerSession,
    SessionAnswer,
    answer_session,
)

_WORDS: Final = {
    "coach": RefusalOrigin.COACH,
    "kindergarten": RefusalOrigin.KINDERGARTEN,
}
_side = option(
    "--for",
    "side",
    type=click.Choice(sorted(_WORDS)),
    help="Für wen das gilt: die Prozessbegleitung (coach) oder die Kita"
    " (kindergarten); sonst für beide.",
)


@make_command(
    "Bestätigt den Termin einer KITA an einem TAG; haben beide Seiten bestätigt, steht"
    " er fest."
)
@kindergarten_argument
@day_argument
@_side
@tenant_option
@json_option
def confirm(
    kindergarten: str,
    day: date,
    side: str | None,
    tenant: str | None,
    *,
    as_json: bool,
) -> ExitCode:
    """A side has confirmed a date."""
    done = _said(kindergarten, day, SessionAnswer.CONFIRM, side, tenant)
    if as_json:
        print_json(done)
    elif done.state is AppointmentState.CONFIRMED:
        click.echo(_("Der Termin steht fest."))
    else:
        open_ = ", ".join(_(SIDES[each.value]) for each in done.open_sides)
        click.echo(_("Vermerkt; noch nicht bestätigt: {sides}.").format(sides=open_))
    return ExitCode.DONE


@make_command(
    "Bittet um einen anderen Tag für den Termin einer KITA an einem TAG.\n\n"
    "Der Termin steht, bis er verlegt ist: lueckenlos sessions move verlegt ihn gleich,"
    " lueckenlos sessions plan mit allen anderen."
)
@kindergarten_argument
@day_argument
@_side
@tenant_option
@json_option
def refuse(
    kindergarten: str,
    day: date,
    side: str | None,
    tenant: str | None,
    *,
    as_json: bool,
) -> ExitCode:
    """A side has asked for another day."""
    done = _said(kindergarten, day, SessionAnswer.REFUSE, side, tenant)
    if as_json:
        print_json(done)
    else:
        click.echo(_("Vermerkt: ein anderer Tag ist erbeten."))
    return ExitCode.DONE


def _said(
    kindergarten: str,
    day: date,
    answer: SessionAnswer,
    side: str | None,
    tenant: str | None,
) -> AnsweredSession:
    office = open_office(tenant)
    view = session_meant(office, kindergarten, day)
    asked = AnswerSession(
        view.id, answer, None if side is None else _WORDS[side], view.version
    )
    return answer_session(office.application.store, office.actor, asked)
