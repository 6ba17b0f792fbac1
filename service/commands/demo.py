"""``lueckenlos demo``: the main job from a sick call to a calendar."""

import textwrap
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import click

from service.commands.common.plan_text import plan_lines
from service.commands.common.plan_view import PlanView, plan_view
from service.commands.common.printing import day_words, lines_beside, print_json
from service.commands.common.report_text import coverage_sentence
from service.commands.common.screen import width
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option, option
from service.commands.demonstration.cast import MONDAY, Away, cast
from service.commands.demonstration.feeds import (
    subscribe_everybody,
    write_addresses,
    write_feeds,
)
from service.commands.demonstration.programme import (
    COORDINATION,
    PROGRAMME,
    YEAR,
    Matched,
    play_programme,
)
from service.commands.demonstration.stage import (
    ADDRESSES,
    DATABASE,
    EMAIL,
    FEEDS,
    OFFICE,
    PICTURE,
    Stage,
    set_up,
)
from service.commands.demonstration.telling import compute, step
from service.commands.publish import published_lines
from service.domain.kinds import JobState
from service.errors import Conflict
from service.i18n import translate as _
from service.i18n import translate_sentence
from service.imports.sheets import SHEETS
from service.imports.written import filled_sheets
from service.pictures.draw import draw
from service.pictures.gather import gather
from service.ports import Progress
from service.towns.announcing import announced_rows
from service.towns.make import make_town
from service.use_cases.publish_proposal import publish_proposal
from service.use_cases.read_coverage import read_coverage
from service.use_cases.report_absence import ReportAbsence, report_absence
from service.use_cases.request_proposal import RequestProposal, request_proposal
from service.use_cases.store_import import store_import, store_sheets
from solver.counted import told

TOWN = "herne-like.xlsx"
FRIDAY = date(2026, 11, 6)
_ANNOUNCED = "kita-jahr.xlsx"
_BERLIN = ZoneInfo("Europe/Berlin")
_WEEK_BEFORE = datetime(2026, 10, 30, 14, 0, tzinfo=_BERLIN)
_WEEKEND = datetime(2026, 11, 1, 18, 30, tzinfo=_BERLIN)
_CALLS = datetime(2026, 11, 2, 6, 5, tzinfo=_BERLIN)
_PLAN = datetime(2026, 11, 2, 6, 12, tzinfo=_BERLIN)
_PUBLISH = datetime(2026, 11, 2, 6, 15, tzinfo=_BERLIN)

HELP = (
    "Spielt die Hauptsache vor: Krankmeldungen, Plan, Kalender.\n\n"
    "Eine erfundene Stadt wird eingelesen, an einem Grippemorgen melden sich drei"
    " krank, der Plan wird berechnet, freigegeben und als Kalender geschrieben. Alles"
    " liegt danach in einem Ordner."
)


@make_command(HELP)
@option(
    "--dir",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo"),
    show_default=True,
    help="Ordner für Datenbank, Kalender und Bild.",
)
@json_option
def command(folder: Path, *, as_json: bool) -> None:
    """Play the story and say how to go on."""
    with lines_beside(as_json=as_json):
        told = _play(folder)
    if as_json:
        print_json(told)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is left when the story is over."""

    database: Path
    feeds: Path
    feed_count: int
    addresses: Path
    address_count: int
    picture: Path
    proposal_id: UUID
    moves: int
    gaps: int
    matching_id: UUID
    engagements: int
    alone: int


def _play(folder: Path) -> _Told:
    click.secho(_("Lückenlos: ein Grippemorgen"), bold=True)
    click.echo(_("Die Stadt und alle Personen sind erfunden."))
    stage = set_up(folder, _WEEK_BEFORE)
    _import(stage)
    address_count = _subscribe(stage)
    _report(stage)
    view = _plan(stage)
    _publish(stage, view)
    feed_count = _write(stage, view)
    matched = play_programme(stage)
    _farewell(stage, view, matched)
    return _Told(
        database=folder / DATABASE,
        feeds=folder / FEEDS,
        feed_count=feed_count,
        addresses=folder / ADDRESSES,
        address_count=address_count,
        picture=folder / PICTURE,
        proposal_id=view.id,
        moves=len(view.moves),
        gaps=len(view.gaps),
        matching_id=matched.proposal_id,
        engagements=matched.engagements,
        alone=matched.alone,
    )


def _import(stage: Stage) -> None:
    town = files("fixtures") / "towns" / TOWN
    reading = step(_("Die Stadt wird eingelesen"), _WEEK_BEFORE)
    with reading as tell, as_file(town) as path:
        report = store_import(stage.store, stage.actor, path, TOWN, progress=tell)
    click.echo(translate_sentence(report.summary))
    _announce(stage)


def _announce(stage: Stage) -> None:
    """What the same town has announced for the weeks after the story."""
    town = make_town(95, 1, "NW")
    rows = announced_rows(town, MONDAY.year, MONDAY + timedelta(weeks=2))
    with step(_("Urlaub und Kurse des Jahres kommen dazu"), _WEEK_BEFORE):
        sheets = filled_sheets(SHEETS, rows)
        store_sheets(stage.store, stage.actor, sheets, _ANNOUNCED)
    announced = {"count": len(rows["absence"])}
    click.echo(told("{count} angekündigte Abwesenheiten", announced, _))


def _subscribe(stage: Stage) -> int:
    with step(_("Kalender werden eingerichtet"), _WEEK_BEFORE) as tell:
        addresses = subscribe_everybody(stage)
        tell(0.9, _("Adressen werden geschrieben"))
        path = write_addresses(stage, addresses)
    secret = {"count": len(addresses), "path": path}
    click.echo(told("{count} geheime Adressen in {path}", secret, _))
    return len(addresses)


def _report(stage: Stage) -> None:
    with stage.store.read(stage.tenant_id) as session:
        away = cast(session)
    known = [one for one in away if not one.called]
    calls = [one for one in away if one.called]
    stage.clock.set(_WEEKEND)
    with step(_("Sieben sind schon krankgemeldet"), _WEEKEND) as tell:
        _store_absences(stage, known, tell)
    _say_away(known)
    stage.clock.set(_CALLS)
    with step(_("Drei melden sich krank"), _CALLS) as tell:
        _store_absences(stage, calls, tell)
    _say_away(calls)


def _store_absences(stage: Stage, away: list[Away], tell: Progress) -> None:
    for number, one in enumerate(away):
        tell(number / len(away), one.name)
        absence = ReportAbsence(one.person_id, MONDAY, one.last_day, one.back)
        report_absence(stage.store, stage.actor, absence)


def _say_away(away: list[Away]) -> None:
    for one in away:
        if one.last_day is not None:
            until = _("bis {day}").format(day=day_words(one.last_day))
        elif one.back is not None:
            until = _("Ende offen, zurück etwa {day}").format(day=day_words(one.back))
        else:
            until = _("Ende offen")
        click.echo(f"  {one.name}, {until}")


def _plan(stage: Stage) -> PlanView:
    stage.clock.set(_PLAN)
    store = stage.store
    with step(_("Die Woche wird geplant"), _PLAN):
        wanted = RequestProposal(MONDAY, FRIDAY)
        requested = request_proposal(store, stage.actor, wanted)
        state = compute(stage, requested.job_id)
    view = plan_view(store, stage.actor, requested.proposal_id)
    if state is not JobState.DONE:
        raise Conflict(view.failure)
    click.echo("\n".join(plan_lines(view, width())))
    return view


def _publish(stage: Stage, view: PlanView) -> None:
    stage.clock.set(_PUBLISH)
    with step(_("Der Vorschlag wird freigegeben"), _PUBLISH):
        published = publish_proposal(stage.store, stage.actor, view.id)
    click.echo("\n".join(published_lines(published)))
    report = read_coverage(stage.store, stage.actor, f"{MONDAY:%Y-%m}")
    click.echo("\n".join(textwrap.wrap(coverage_sentence(report), width())))


def _write(stage: Stage, view: PlanView) -> int:
    with step(_("Kalender und Bild werden geschrieben"), _PUBLISH) as tell:
        count = write_feeds(stage, stage.folder / FEEDS)
        tell(0.8, _("Das Bild wird gezeichnet"))
        scene = gather(stage.store, stage.actor, view.id, MONDAY)
        (stage.folder / PICTURE).write_text(draw(scene), encoding="utf-8")
    click.echo(
        _("Kalender in {feeds}: {count}; der Montag als Bild in {picture}").format(
            count=count,
            feeds=stage.folder / FEEDS,
            picture=stage.folder / PICTURE,
        )
    )
    return count


def _farewell(stage: Stage, view: PlanView, matched: Matched) -> None:
    settings = stage.application.settings
    click.secho("\n" + _("Weiter"), bold=True)
    child = next((gap.child for gap in view.gaps if MONDAY in gap.days), "")
    database = f"LUECKENLOS_DATABASE_URL={settings.database_url}"
    explain = (
        f"{database} lueckenlos explain {child} --day {MONDAY:%d.%m.%Y}"
        f' --tenant "{OFFICE}"'
    )
    year = f'{database} lueckenlos year --svg jahr.svg --tenant "{OFFICE}"'
    agreed = f'{database} lueckenlos agree --year {YEAR} --tenant "{PROGRAMME}"'
    rows = (
        (_("Dienst starten"), "make serve"),
        (_("Anmelden als"), f"{EMAIL}  {stage.password}"),
        (_("oder als"), f"{COORDINATION}  {matched.password}"),
        (_("Einen Tag erklären"), explain),
        (_("Das Kita-Jahr planen"), year),
        (_("Begleitungen zeigen"), agreed),
    )
    for title, words in rows:
        click.echo(f"  {title + ':':22}{words}")
