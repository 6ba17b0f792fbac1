"""``lueckenlos audit``."""

from pathlib import Path

import click

from service.commands.common.documents import read_plan, read_problem
from service.commands.common.exits import ExitCode
from service.commands.common.files import PROFILE_HELP
from service.commands.common.numbers import amount_said
from service.commands.common.printing import print_json
from service.commands.common.rule_titles import rule_title
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option, option
from service.i18n import translate as _
from service.settings import read_settings
from solver.words import tier_words

HELP = (
    "Prüft einen Plan gegen seine Aufgabe, ohne zu rechnen.\n\n"
    "PLAN darf von überall stammen: nötig ist nur, wer was übernimmt. Endet mit 4,"
    " wenn eine Entscheidung des Plans eine Regel bricht; was ohnehin feststand, wird"
    " gezeigt und zählt nicht."
)


@make_command(HELP)
@click.argument("problem", metavar="AUFGABE", type=click.Path(path_type=Path))
@click.argument("plan", metavar="PLAN", type=click.Path(path_type=Path))
@option(
    "--profile",
    metavar="REGELN",
    help=PROFILE_HELP,
)
@json_option
def command(
    problem: Path, plan: Path, profile: str | None, *, as_json: bool
) -> ExitCode:
    """Every breach, and the value of every tier, counted on the plan."""
    settings = read_settings()
    read = read_problem(problem, profile, settings)
    kind = read.kind
    checked = read_plan(plan, read, settings)
    report = kind.audit(read.outside.problem, read.rules, checked)
    findings = [kind.head.finding(found) for found in report.findings]
    if as_json:
        print_json(
            {
                "accepted": report.accepted,
                "findings": findings,
                "tiers": report.tiers,
                "not_checked": report.not_checked,
            }
        )
    else:
        verdict = _("Angenommen.") if report.accepted else _("Abgelehnt.")
        click.echo(verdict)
        tell = kind.head.sentences.told
        for found in report.findings:
            beside = "" if found.decided else f" ({_('stand schon fest')})"
            click.echo(
                f"  {found.rule}: {tell(found.rule, found.facts, {}, _)}{beside}"
            )
        for tier in report.tiers:
            title = tier_words(tier.id, _, rule_title(tier.id))
            amount = amount_said(tier.value, tier.unit)
            click.echo(f"  {title}: {amount}")
    return ExitCode.DONE if report.accepted else ExitCode.CONFLICT
