"""What is said of an appointment on the telephone, written down and told back."""

import click

from service.commands.common.exits import ExitCode
from service.commands.common.printing import print_json
from service.commands.common.running import Office
from service.i18n import translate as _
from service.use_cases.answer_appointment import (
    AnswerAppointment,
    AppointmentAnswer,
    answer_appointment,
)

_TOLD = {
    AppointmentAnswer.CONFIRM: "Bestätigt: {what}.",
    AppointmentAnswer.HOLD: "Als gehalten eingetragen: {what}.",
    AppointmentAnswer.CANCEL: "Abgesagt: {what}.",
}


def say(
    office: Office, command: AnswerAppointment, what: str, *, as_json: bool
) -> ExitCode:
    """Write it down; ``what`` is how people call the appointment."""
    version = answer_appointment(office.application.store, office.actor, command)
    if as_json:
        print_json({"id": command.id, "answer": command.answer, "version": version})
    else:
        click.echo(_(_TOLD[command.answer]).format(what=what))
    return ExitCode.DONE
