"""``lueckenlos consultations``."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import click

from service.commands.common.exits import ExitCode
from service.commands.common.few_told import few_told
from service.commands.common.finding_dates import finding_dates
from service.commands.common.kinds import DAY
from service.commands.common.printing import print_json
from service.commands.common.running import open_office, tenant_option
from service.commands.common.saying import say
from service.commands.common.screen import width
from service.commands.common.sessions_meant import (
    chosen_year,
    day_argument,
    kindergarten_argument,
    year_option,
)
from service.commands.common.visit_text import visit_lines
from service.commands.common.visits_meant import (
    all_visits,
    host_meant,
    kindergarten_meant,
    visit_meant,
)
from service.commands.common.words import Group, json_option, option
from service.commands.common.words import command as make_command
from service.domain.kinds import SchedulingKind
from service.errors import InvalidInput
from service.i18n import translate as _
from service.use_cases.answer_appointment import (
    AnswerAppointment,
    AppointmentAnswer,
    AppointmentKind,
)
from service.use_cases.explain_consultation import (
    AskedAboutVisit,
    explain_consultation,
)
from service.use_cases.move_consultation import MoveConsultation, move_consultation


@click.group(
    cls=Group, help="Plant Besuche bei Konsultationseinrichtungen und verlegt sie."
)
def command() -> None:
    """The group; what happens is in its commands."""


plan = finding_dates(
    SchedulingKind.CONSULTATIONS,
    "Gibt jeder Kita ihren Besuch bei einer anderen; was schon im Kalender steht,"
    " bleibt, wo es kann.",
)


@make_command("Zeigt die Besuche eines Jahres.")
@click.argument("kindergarten", metavar="[KITA]", required=False)
@year_option
@tenant_option
@json_option
def show(
    kindergarten: str | None, year: int | None, tenant: str | None, *, as_json: bool
) -> ExitCode:
    """Visits, of one kindergarten as guest or host, or all."""
    office = open_office(tenant)
    chosen = chosen_year(office, year)
    found = all_visits(office, chosen)
    if kindergarten is not None:
        house = kindergarten_meant(office, kindergarten)
        found = [v for v in found if house in (v.kindergarten_id, v.host_house_id)]
    if as_json:
        print_json({"year": chosen, "visits": found})
    else:
        click.echo("\n".join(visit_lines(found, width())))
    return ExitCode.DONE


@make_command("Verlegt den Besuch einer KITA an einem TAG; alle anderen bleiben.")
@kindergarten_argument
@day_argument
@option("--to", "new_day", type=DAY, help="Auf diesen Tag verlegen.")
@option("--host", metavar="KITA", help="Zu dieser Konsultationseinrichtung.")
@tenant_option
@json_option
def move(
    kindergarten: str,
    day: date,
    new_day: date | None,
    host: str | None,
    tenant: str | None,
    *,
    as_json: bool,
) -> ExitCode:
    """Give a visit another day, the best one if none is named, or another host."""
    office = open_office(tenant)
    view = visit_meant(office, kindergarten, day)
    asked = MoveConsultation(
        view.id,
        new_day,
        host_meant(office, host) if host else None,
        view.version,
    )
    # The engines take half a second to load; who only asks for help does not wait.
    from service.explaining.answer_moves import answer_move  # noqa: PLC0415 (see above)

    done = move_consultation(office.application.store, office.actor, asked, answer_move)
    if as_json:
        print_json(done)
    else:
        told = _("Verlegt auf den {day}; alle anderen Besuche bleiben.")
        click.echo(told.format(day=f"{done.day:%d.%m.%Y}"))
    return ExitCode.DONE


def _saying(answer: AppointmentAnswer, help_text: str) -> click.Command:
    """The command that says this of a visit."""

    @make_command(help_text)
    @kindergarten_argument
    @day_argument
    @tenant_option
    @json_option
    def said(
        kindergarten: str, day: date, tenant: str | None, *, as_json: bool
    ) -> ExitCode:
        office = open_office(tenant)
        view = visit_meant(office, kindergarten, day)
        asked = AnswerAppointment(AppointmentKind.VISIT, view.id, answer, view.version)
        what = f"{view.day:%d.%m.%Y}, {view.kindergarten} – {view.host}"
        return say(office, asked, what, as_json=as_json)

    return said


@make_command(
    "Erklärt, warum eine KITA diesen Besuch hat oder keinen; mit --host, warum nicht"
    " dort."
)
@kindergarten_argument
@year_option
@option("--host", metavar="KITA", help="Warum nicht zu dieser Einrichtung?")
@option("--day", "asked_day", type=DAY, help="Warum nicht dort an diesem Tag?")
@tenant_option
@json_option
def explain(
    kindergarten: str,
    year: int | None,
    host: str | None,
    asked_day: date | None,
    tenant: str | None,
    *,
    as_json: bool,
) -> ExitCode:
    """Why this visit, why not another, why none."""
    office = open_office(tenant)
    if asked_day is not None and host is None:
        raise InvalidInput(_("Zu einem TAG gehört eine Einrichtung: --host KITA."))
    asked = AskedAboutVisit(
        kindergarten_meant(office, kindergarten),
        asked_day.year if asked_day else chosen_year(office, year),
        host_meant(office, host) if host else None,
        asked_day,
    )
    store = office.application.store
    # The engines take half a second to load; who only asks for help does not wait.
    from service.explaining.answer_standing import (  # noqa: PLC0415 (see above)
        answer_standing,
    )

    answer = explain_consultation(
        store, office.actor, asked, answer_standing, forced=True
    )
    if as_json:
        print_json(answer)
    else:
        click.echo("\n".join(few_told(answer.reasons)))
    return ExitCode.DONE


_COMMANDS: Final[Mapping[str, click.Command]] = {
    "plan": plan,
    "show": show,
    "move": move,
    "confirm": _saying(
        AppointmentAnswer.CONFIRM,
        "Bestätigt den Besuch einer KITA an einem TAG; er bleibt, was auch geplant"
        " wird.",
    ),
    "hold": _saying(
        AppointmentAnswer.HOLD,
        "Trägt ein, dass der Besuch einer KITA an einem TAG stattgefunden hat.",
    ),
    "cancel": _saying(
        AppointmentAnswer.CANCEL, "Sagt den Besuch einer KITA an einem TAG ab."
    ),
    "explain": explain,
}
for _name, _command in _COMMANDS.items():
    command.add_command(_command, _name)
