"""``lueckenlos schema``."""

from collections.abc import Callable
from functools import partial

import click

from service.commands.common.printing import print_json
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option
from solver.exchange.kinds import KINDS
from solver.exchange.schema import plan_schema, problem_schema, profile_schema
from solver.json_values import Json

HELP = (
    "Zeigt die Form der Dokumente von solve als JSON Schema.\n\n"
    "problem: die Aufgabe, plan: der Plan, profile: Regeln in einer eigenen Datei;"
    " matching-problem und matching-plan: Begleitungen und Einrichtungen."
)
_SCHEMAS: dict[str, Callable[[], dict[str, Json]]] = {
    "problem": problem_schema,
    "plan": plan_schema,
    "profile": profile_schema,
    **{f"{kind.name}-problem": partial(problem_schema, kind) for kind in KINDS[1:]},
    **{f"{kind.name}-plan": partial(plan_schema, kind) for kind in KINDS[1:]},
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
