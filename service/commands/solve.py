"""``lueckenlos solve``."""

import json
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import click

from service.commands.common.exits import ExitCode
from service.commands.common.files import (
    PROFILE_HELP,
    check_size,
    check_writable,
    write_whole,
)
from service.commands.common.gathering import gathers
from service.commands.common.kinds import FiniteRange
from service.commands.common.numbers import amount_said, value_said
from service.commands.common.printing import print_json
from service.commands.common.progress import progress_bar
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option, option
from service.i18n import translate as _
from service.number_words import number_words
from service.settings import read_settings
from service.solving.order import SolveOrder
from service.solving.run_section import complete_document
from service.solving.supervise import Ended, Supervised, solve_document
from solver.counted import told
from solver.exchange.matching.shapes import Sense
from solver.words import tier_words

HELP = (
    "Löst eine Aufgabe aus einer Datei, ohne Datenbank und ohne Namen.\n\n"
    "AUFGABE ist ein JSON-Dokument; seine Form zeigt lueckenlos schema problem. In"
    " PLAN steht, wer was übernimmt, was offen bleibt und warum, und zu jeder Stufe"
    " Wert und bewiesene Schranke. Strg-C und Ablauf der Zeit lassen den besten Plan"
    " zurück, der bis dahin gefunden ist."
)
#: More of them are in the plan only.
MOST_FINDINGS = 10


@dataclass(frozen=True, slots=True)
class _Limits:
    """By which rules to solve, how long, and with what."""

    profile: str | None
    seconds: float | None
    workers: int | None
    seed: int


@make_command(HELP)
@click.argument("problem", metavar="AUFGABE", type=click.Path(path_type=Path))
@option(
    "--out",
    "out",
    metavar="PLAN",
    required=True,
    type=click.Path(path_type=Path),
    help="Datei für den Plan.",
)
@option(
    "--profile",
    metavar="REGELN",
    help=PROFILE_HELP,
)
@option(
    "--time-limit",
    "seconds",
    type=FiniteRange(0, 86400),
    help="Sekunden vom Lesen bis zum Plan; sonst die Einstellung solver_seconds.",
)
@option(
    "--workers",
    type=click.IntRange(1, 64),
    help="Rechenkerne; sonst die Einstellung solver_workers.",
)
@option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, help="Startwert.")
@option("--strict", is_flag=True, help="Mit 6 enden, wenn der Plan Lücken hat.")
@json_option
@gathers(_Limits)
def command(
    limits: _Limits, problem: Path, out: Path, *, strict: bool, as_json: bool
) -> ExitCode:
    """Solve, write the plan, say in short what it is."""
    settings = read_settings()
    check_size(problem, settings)
    check_writable(out)
    seconds = limits.seconds
    order = SolveOrder(
        problem=str(problem),
        profile=limits.profile,
        seconds=settings.solver_seconds if seconds is None else seconds,
        workers=limits.workers or settings.solver_workers,
        seed=limits.seed,
        memory_mib=settings.solver_memory_mib,
        began_at=monotonic(),
    )
    with (
        _interrupts() as stopped,
        progress_bar(_("Plan wird berechnet"), lasting=False) as tell,
    ):
        label = _("Plan wird berechnet")
        found = solve_document(order, lambda s, _phase: tell(s, label), stopped.is_set)
    if found is None:
        click.echo(_("Abgebrochen, bevor es einen Plan gab."), err=True)
        return ExitCode.INTERRUPTED
    write_whole(out, complete_document(found, order))
    plan = json.loads(found.document)
    summary = _summary(plan, out, found)
    if as_json:
        print_json(summary)
    else:
        click.echo("\n".join((*_lines(summary), *_ending(plan, out))))
    if found.ended is Ended.STOPPED:
        return ExitCode.INTERRUPTED
    return ExitCode.GAPS if strict and summary["gaps"] else ExitCode.DONE


@contextmanager
def _interrupts() -> Iterator[threading.Event]:
    """An event that Ctrl-C and a request to end set; afterwards all is as it was."""
    stopped = threading.Event()
    kinds = (signal.SIGINT, signal.SIGTERM)
    if threading.current_thread() is not threading.main_thread():
        yield stopped
        return
    before = {kind: signal.signal(kind, lambda *_: stopped.set()) for kind in kinds}
    try:
        yield stopped
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)


def _summary(plan: dict[str, Any], out: Path, found: Supervised) -> dict[str, Any]:
    return {
        "plan": out,
        "status": plan["status"],
        "ended": found.ended,
        "seconds": round(found.seconds, 2),
        "tiers": plan["tiers"],
        "objective": plan.get("objective"),
        "assignments": len(plan["assignments"]),
        "gaps": len(plan.get("gaps") or plan.get("unserved") or ()),
        "findings": len(plan["findings"]),
        "not_checked": plan["not_checked"],
    }


_ENDS = {
    Ended.DONE: "Fertig",
    Ended.TIME: "Die Zeit ist um",
    Ended.STOPPED: "Abgebrochen",
    Ended.KILLED: "Der Rechenprozess wurde beendet",
    Ended.MEMORY: "Der Speicher reichte nicht",
}


def _lines(summary: dict[str, Any]) -> Iterator[str]:
    """What came out, in a few lines."""
    ended = {
        "end": _(_ENDS[summary["ended"]]),
        "seconds": number_words(summary["seconds"], 2),
        **{name: number_words(summary[name]) for name in _COUNTS},
    }
    yield told(
        "{end} nach {seconds} s: {assignments} Zuordnungen, {gaps} Lücken.", ended, _
    )
    for tier in summary["tiers"]:
        proven = _("bewiesen") if tier["proven"] else _open(tier)
        title = tier_words(tier["id"], _, tier["title"])
        amount = amount_said(tier["value"], tier["unit"])
        yield f"  {title}: {amount} ({proven})"
    objective = summary["objective"]
    if objective and objective["sense"] == Sense.MAXIMISE:
        # Solvers minimise: the tier above counts what is missing to the highest value.
        yield "  " + _("Summe der Werte, wie die Aufgabe sie zählt: {value}").format(
            value=number_words(objective["value"])
        )


def _ending(plan: dict[str, Any], out: Path) -> Iterator[str]:
    """Rules that what was fixed breaks, the first few, and where all is written."""
    for found in plan["findings"][:MOST_FINDINGS]:
        fixed = "" if found["decided"] else f" ({_('stand schon fest')})"
        yield f"  {found['sentence']}{fixed}"
    yield _("Der Plan steht in {plan}.").format(plan=out)


_COUNTS = ("assignments", "gaps")


def _open(tier: dict[str, Any]) -> str:
    if tier["conditional"]:
        return _("nicht bewiesen")
    return _("nicht besser als {bound}").format(
        bound=value_said(tier["bound"], tier["unit"])
    )
