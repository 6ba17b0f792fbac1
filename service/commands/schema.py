"""``lueckenlos schema``."""

import click

from service.commands.common.printing import print_json
from service.commands.common.running import json_option
from service.commands.common.words import command as make_command
from solver.exchange.schema import plan_schema, problem_schema, profile_schema

HELP = (
    "Zeigt die Form der Dokumente von solve als JSON Schema.\n\n"
    "problem: die Aufgabe, plan: der Plan, profile: Regeln in einer eigenen Datei."
)
_SCHEMAS = {
    "problem": problem_schema,
    "plan": plan_schema,
    "profile": profile_schema,
}


@make_command(HELP)
@click.argument(
    "which", metavar="[DOKUMENT]", type=click.Choice([*_SCHEMAS]), default="problem"
)
@json_option
def command(which: str, *, as_json: bool) -> None:
    """The schema, which is JSON either way."""
    del as_json
    print_json(_SCHEMAS[which]())
