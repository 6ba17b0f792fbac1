"""``lueckenlos agree``."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

import click

from service.commands.common.engagement_text import engagement_lines
from service.commands.common.exits import ExitCode
from service.commands.common.gathering import gathers
from service.commands.common.kinds import HOURS
from service.commands.common.lookup_programme import coach_by_code, kindergarten_by_code
from service.commands.common.pages import every
from service.commands.common.printing import print_json
from service.commands.common.running import Office, open_office, tenant_option
from service.commands.common.screen import width
from service.commands.common.sessions_meant import chosen_year
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option, option
from service.errors import NotFound
from service.i18n import translate as _
from service.matching.current import STATE_WORDS
from service.use_cases.agree_engagement import AgreeEngagement, agree_engagement
from service.use_cases.answer_engagement import (
    AnswerEngagement,
    EngagementAnswer,
    answer_engagement,
)
from service.use_cases.read_engagements import (
    EngagementView,
    list_engagements,
    read_budgets,
)

HELP = (
    "Zeigt Begleitungen, nimmt Antworten auf und legt ein Paar von Hand fest.\n\n"
    "Ohne KITA steht da, was für das Jahr angefragt und zugesagt ist und was den"
    " Landkreisen bleibt. Mit KITA wird eine Antwort eingetragen (--accept, --decline,"
    " --release) oder mit --coach und --hours eine Begleitung festgelegt; Vorschläge"
    " lassen sie stehen."
)
HALF_HOURS_PER_HOUR: Final = 2


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is shown, answered or settled, as it was typed."""

    kindergarten: str | None
    year: int | None
    first_month: int
    said: str | None
    coach: str | None
    hours: float | None


@dataclass(frozen=True, slots=True)
class _House:
    """Which kindergarten, in which year, from which month."""

    kindergarten: str
    year: int
    first_month: int


@make_command(HELP)
@click.argument("kindergarten", metavar="[KITA]", required=False)
@option("--year", type=int, help="Programmjahr; sonst das nächste Kalenderjahr.")
@option(
    "--from-month",
    "first_month",
    type=click.IntRange(1, 12),
    default=1,
    help="Erster Monat, wenn das Jahr schon läuft.",
)
@option("--accept", "said", flag_value="accept", help="Die Begleitung ist zugesagt.")
@option("--decline", "said", flag_value="decline", help="Sie ist abgesagt.")
@option("--release", "said", flag_value="release", help="Sie wird zurückgenommen.")
@option("--coach", metavar="KÜRZEL", help="Wer begleitet; Kürzel oder Name.")
@option("--hours", type=HOURS, help="Stunden im Monat, auf halbe genau.")
@tenant_option
@json_option
@gathers(_Asked)
def command(asked: _Asked, tenant: str | None, *, as_json: bool) -> ExitCode:
    """Show, answer or settle engagements."""
    office = open_office(tenant)
    year = chosen_year(office, asked.year)
    if asked.kindergarten is None:
        return _show(office, year, as_json=as_json)
    house = _House(asked.kindergarten, year, asked.first_month)
    if asked.said is not None:
        return _answer(office, house, EngagementAnswer(asked.said), as_json=as_json)
    if asked.coach is None or asked.hours is None:
        raise click.UsageError(
            _("Bitte eine Antwort nennen, oder --coach und --hours.")
        )
    return _settle(office, house, asked.coach, asked.hours, as_json=as_json)


def _show(office: Office, year: int, *, as_json: bool) -> ExitCode:
    store = office.application.store
    found = _all(office, year)
    budgets = read_budgets(store, office.actor, year)
    if as_json:
        print_json({"year": year, "engagements": found, "budgets": budgets})
    else:
        click.echo("\n".join(engagement_lines(year, found, budgets, width())))
    return ExitCode.DONE


def _all(office: Office, year: int) -> list[EngagementView]:
    store = office.application.store
    return every(lambda page: list_engagements(store, office.actor, year, page))


def _answer(
    office: Office, asked: _House, said: EngagementAnswer, *, as_json: bool
) -> ExitCode:
    store = office.application.store
    with store.read(office.tenant_id) as session:
        house = kindergarten_by_code(session, asked.kindergarten)
    row = _standing(office, house.id, asked)
    state = answer_engagement(store, office.actor, AnswerEngagement(row.id, said))
    if as_json:
        print_json({"engagement": row.id, "state": state})
    else:
        told = _("{kindergarten} und {coach}: {state}.")
        click.echo(
            told.format(
                kindergarten=row.kindergarten,
                coach=row.coach,
                state=_(STATE_WORDS[state.value]),
            )
        )
    return ExitCode.DONE


def _standing(office: Office, house: UUID, asked: _House) -> EngagementView:
    """The engagement of the year that stands, else the last one."""
    found = [v for v in _all(office, asked.year) if v.kindergarten_id == house]
    live = [view for view in found if view.state in ("proposed", "accepted")]
    if not found:
        raise NotFound(
            f"Für {asked.kindergarten} ist {asked.year} keine Begleitung angefragt."
        )
    return (live or found)[-1]


def _settle(
    office: Office, asked: _House, coach: str, hours: float, *, as_json: bool
) -> ExitCode:
    store = office.application.store
    half_hours = hours * HALF_HOURS_PER_HOUR
    if half_hours != int(half_hours):
        raise click.UsageError(_("Vereinbart werden ganze halbe Stunden im Monat."))
    with store.read(office.tenant_id) as session:
        command = AgreeEngagement(
            coach_by_code(session, coach).id,
            kindergarten_by_code(session, asked.kindergarten).id,
            int(half_hours),
            asked.year,
            asked.first_month,
        )
    done = agree_engagement(store, office.actor, command)
    if as_json:
        print_json(done)
    else:
        click.echo(_("Festgelegt und angefragt."))
        for finding in done.findings:
            click.echo(f"  {finding.text}")
    return ExitCode.DONE
