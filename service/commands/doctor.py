"""``lueckenlos doctor``."""

import click

from service.commands.common.exits import ExitCode
from service.commands.common.printing import print_json
from service.commands.common.running import open_application
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option
from service.doctor import doctor
from service.i18n import translate as _
from service.i18n import translate_sentence


@make_command(
    "Prüft, ob der Datenbestand in sich stimmt.\n\nÄndert nichts; endet mit 1, wenn"
    " etwas nicht stimmt."
)
@json_option
def command(*, as_json: bool) -> ExitCode:
    """Every finding, or that there is none."""
    findings = doctor(open_application().store)
    if as_json:
        print_json({"findings": findings})
    elif findings:
        for finding in findings:
            click.echo(f"{finding.check}: {translate_sentence(finding.text)}")
    else:
        click.echo(_("Der Datenbestand stimmt in sich."))
    return ExitCode.FAULT if findings else ExitCode.DONE
