"""A study at the command line: asked for, waited for, told, written to files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from service.commands.common.computing import compute
from service.commands.common.exits import ExitCode
from service.commands.common.files import write_whole
from service.commands.common.gathering import Command, gathers
from service.commands.common.lookup import area_by_name
from service.commands.common.printing import print_json
from service.commands.common.running import Office, open_office, tenant_option
from service.commands.common.screen import width
from service.commands.common.words import json_option, option
from service.domain.kinds import StudyKind, StudyState
from service.i18n import translate as _
from service.use_cases.export_study import export_picture, export_workbook
from service.use_cases.read_studies import ReadStudy, read_study
from service.use_cases.request_study import MAX_SECONDS, RequestStudy, request_study

#: Lines of a result for a terminal of so many columns.
Tell = Callable[[Any, int], Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyOptions:
    """What every study can be told; the fields are the options of ``study_options``."""

    area: str | None
    seconds: int | None
    seed: int
    shown: UUID | None
    svg: Path | None
    picture: str
    xlsx: Path | None
    names: bool
    tenant: str | None
    as_json: bool


def study_options(function: Command) -> Command:
    """Options of every study; they reach the command as ``StudyOptions``."""
    function = gathers(StudyOptions)(function)
    for add in (
        json_option,
        tenant_option,
        option(
            "--names",
            is_flag=True,
            help="Auch in Dateien Namen nennen; sonst stehen dort Kennungen.",
        ),
        option(
            "--xlsx",
            metavar="DATEI",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Arbeitsmappe für den Ausschuss.",
        ),
        option("--picture", default="", metavar="NAME", help="Welches Bild für --svg."),
        option(
            "--svg",
            metavar="DATEI",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Bild des Ergebnisses.",
        ),
        option(
            "--show", "shown", type=click.UUID, help="Eine frühere Untersuchung zeigen."
        ),
        option(
            "--seed",
            type=click.IntRange(0, 2**31 - 1),
            default=1,
            help="Startwert für alles Ausgeloste.",
        ),
        option(
            "--seconds",
            type=click.IntRange(1, MAX_SECONDS),
            help="Längste Rechenzeit; höchstens und sonst die Einstellung"
            " study_seconds.",
        ),
        option("--area", metavar="NAME", help="Nur dieses Gebiet."),
    ):
        function = add(function)
    return function


def study(
    kind: StudyKind, asked: Mapping[str, Any], options: StudyOptions, tell: Tell
) -> ExitCode:
    """Ask for a study and wait for it, or take up an earlier one; show and write it.

    Parameters
    ----------
    asked
        JSON values, ``None`` where nothing was said; the kind says which it knows.
    tell
        Lines of the kind's result.
    """
    office = open_office(options.tenant)
    parameters = {name: value for name, value in asked.items() if value is not None}
    study_id = options.shown or _asked(office, kind, parameters, options)
    store = office.application.store
    found = read_study(store, office.actor, study_id)
    if found.study.state is not StudyState.READY:
        return _not_ready(found, options)
    _write(office, study_id, options)
    if options.as_json:
        print_json(found)
    else:
        click.echo("\n".join(tell(found.result, width())))
        click.echo(_("Kennung für --show: {study}").format(study=study_id), err=True)
    return ExitCode.DONE


def _asked(
    office: Office,
    kind: StudyKind,
    parameters: Mapping[str, Any],
    options: StudyOptions,
) -> UUID:
    store = office.application.store
    settings = office.application.settings
    area_id = None
    if options.area is not None:
        with store.read(office.tenant_id) as session:
            area_id = area_by_name(session, options.area)
    most = settings.study_seconds
    wanted = RequestStudy(
        kind,
        parameters,
        area_id,
        min(options.seconds or most, most),
        settings.solver_workers,
        options.seed,
    )
    label = _("Untersuchung wird berechnet")
    requested = compute(
        office, lambda: request_study(store, office.actor, wanted), label
    )
    return requested.study_id


def _not_ready(found: ReadStudy, options: StudyOptions) -> ExitCode:
    if options.as_json:
        print_json(found)
    else:
        sentence = found.study.failure or _("Die Untersuchung ist noch nicht fertig.")
        click.echo(sentence, err=True)
    ended = (StudyState.FAILED, StudyState.CANCELLED)
    return ExitCode.REFUSED if found.study.state in ended else ExitCode.DONE


def _write(office: Office, study_id: UUID, options: StudyOptions) -> None:
    """Files that are asked for; where they lie is said beside the result."""
    store, actor, named = office.application.store, office.actor, options.names
    if options.svg is not None:
        file = export_picture(store, actor, study_id, options.picture, named=named)
        write_whole(options.svg, file.content)
        click.echo(str(options.svg), err=True)
    if options.xlsx is not None:
        file = export_workbook(store, actor, study_id, named=named)
        write_whole(options.xlsx, file.content)
        click.echo(str(options.xlsx), err=True)
