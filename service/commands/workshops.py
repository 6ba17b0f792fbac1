"""``lueckenlos workshops``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import click

from service.commands.common.computing import compute
from service.commands.common.event_text import days_of, event_lines
from service.commands.common.events_meant import (
    all_events,
    cluster_argument,
    cluster_meant,
    commune_meant,
    event_meant,
)
from service.commands.common.exits import ExitCode
from service.commands.common.few_told import few_told
from service.commands.common.finding_dates import finding_dates, tell_found
from service.commands.common.gathering import gathers
from service.commands.common.kinds import DAY
from service.commands.common.printing import print_json
from service.commands.common.running import open_office, tenant_option
from service.commands.common.saying import say
from service.commands.common.screen import width
from service.commands.common.sessions_meant import (
    chosen_year,
    day_argument,
    year_option,
)
from service.commands.common.words import Group, json_option, option
from service.commands.common.words import command as make_command
from service.domain.kinds import ClusterEventKind, SchedulingKind
from service.i18n import translate as _
from service.profiles.workshop_rules import MOST_MONTHS
from service.use_cases.answer_appointment import (
    AnswerAppointment,
    AppointmentAnswer,
    AppointmentKind,
)
from service.use_cases.explain_event import AskedAboutEvent, explain_event
from service.use_cases.move_event import MoveEvent, request_event_move
from service.use_cases.read_schedulings import read_scheduling
from service.use_cases.set_series_span import SetSeriesSpan, set_series_span

_KINDS: Final = {
    "werkstatt": ClusterEventKind.WORKSHOP,
    "umsetzungsgruppe": ClusterEventKind.GROUP,
    "steuerungsgruppe": ClusterEventKind.STEERING,
    "auftakt": ClusterEventKind.OPENING,
    "zwischentagung": ClusterEventKind.INTERIM,
    "abschluss": ClusterEventKind.CLOSING,
    "kommunal": ClusterEventKind.COMMUNAL_DAY,
}


@click.group(
    cls=Group,
    help="Plant Werkstattreihen von Verbünden mit ihren Treffen und Tagungen.",
)
def command() -> None:
    """The group; what happens is in its commands."""


plan = finding_dates(
    SchedulingKind.WORKSHOPS,
    "Gibt jedem Verbund die Termine der Reihe, die in einem Kalenderjahr beginnt; was"
    " schon im Kalender steht, bleibt, wo es kann.",
)


@make_command(
    "Zeigt die Veranstaltungen eines Jahres und der Reihe, die darin beginnt."
)
@click.argument("cluster", metavar="[VERBUND]", required=False)
@year_option
@tenant_option
@json_option
def show(
    cluster: str | None, year: int | None, tenant: str | None, *, as_json: bool
) -> ExitCode:
    """Events of a cluster with the conferences of all, or every event."""
    office = open_office(tenant)
    chosen = chosen_year(office, year)
    found = all_events(office, chosen)
    if cluster is not None:
        wanted = cluster_meant(office, cluster)
        found = [view for view in found if view.cluster_id in (wanted, None)]
    if as_json:
        print_json({"year": chosen, "events": found})
    else:
        click.echo("\n".join(event_lines(found, width())))
    return ExitCode.DONE


@make_command(
    "Verlegt, was ein VERBUND an einem TAG hat; so wenige andere wie möglich"
    " weichen.\n\n"
    "VERBUND „alle“ meint die Tagungen aller Verbünde."
)
@cluster_argument
@day_argument
@option("--to", "new_day", type=DAY, required=True, help="Auf diesen Tag verlegen.")
@tenant_option
@json_option
def move(
    cluster: str,
    day: date,
    new_day: date,
    tenant: str | None,
    *,
    as_json: bool,
) -> ExitCode:
    """Give an event another first day."""
    office = open_office(tenant)
    store = office.application.store
    view = event_meant(office, cluster, day)
    asked = MoveEvent(view.id, new_day, view.version)
    requested = compute(
        office,
        lambda: request_event_move(store, office.actor, asked),
        _("Termine werden gesucht"),
    )
    done = read_scheduling(store, office.actor, requested.scheduling_id)
    return tell_found(done, as_json=as_json)


@dataclass(frozen=True, slots=True)
class _Span:
    """The months that are stated."""

    year: int | None
    first_month: int
    months: int
    source: str


@make_command(
    "Legt fest, von wann bis wann die Reihe läuft, die in einem Jahr beginnt; sie darf"
    " über den Jahreswechsel gehen.\n\n"
    "Ohne das läuft sie von Januar bis Dezember."
)
@year_option
@option(
    "--first-month",
    type=click.IntRange(1, 12),
    required=True,
    help="Monat, in dem sie beginnt.",
)
@option("--months", type=click.IntRange(1, MOST_MONTHS), required=True, help="Dauer.")
@option("--source", metavar="TEXT", required=True, help="Wer das beschlossen hat.")
@tenant_option
@json_option
@gathers(_Span)
def span(asked: _Span, tenant: str | None, *, as_json: bool) -> ExitCode:
    """State the months of a series."""
    office = open_office(tenant)
    year = chosen_year(office, asked.year)
    stated = SetSeriesSpan(year, asked.first_month, asked.months, asked.source)
    found = set_series_span(office.application.store, office.actor, stated)
    if as_json:
        print_json(found)
    else:
        said = _("Die Reihe {year} läuft vom {first} bis zum {last}.")
        first, last = (f"{day:%d.%m.%Y}" for day in (found.first, found.last))
        click.echo(said.format(year=year, first=first, last=last))
    return ExitCode.DONE


def _saying(answer: AppointmentAnswer, help_text: str) -> click.Command:
    """The command that says this of an event."""

    @make_command(help_text)
    @cluster_argument
    @day_argument
    @tenant_option
    @json_option
    def said(cluster: str, day: date, tenant: str | None, *, as_json: bool) -> ExitCode:
        office = open_office(tenant)
        view = event_meant(office, cluster, day)
        asked = AnswerAppointment(AppointmentKind.EVENT, view.id, answer, view.version)
        return say(office, asked, f"{days_of(view)}, {view.title}", as_json=as_json)

    return said


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which event is asked about, and against which date or host."""

    cluster: str
    kind: str
    number: int
    year: int | None
    asked_day: date | None
    host: str | None


@make_command(
    "Erklärt, warum ein VERBUND eine Veranstaltung dann und dort hat oder gar nicht;"
    " mit --day, warum nicht an diesem Tag.\n\n"
    "VERBUND „alle“ meint die Tagungen aller Verbünde; ART ist werkstatt,"
    " umsetzungsgruppe, steuerungsgruppe, auftakt, zwischentagung, abschluss oder"
    " kommunal."
)
@cluster_argument
@click.argument("kind", metavar="ART", type=click.Choice(list(_KINDS)))
@click.argument("number", metavar="[NUMMER]", type=int, default=1)
@year_option
@option("--day", "asked_day", type=DAY, help="Warum nicht ab diesem Tag?")
@option("--host", metavar="KOMMUNE", help="Mit --day: warum nicht dort?")
@tenant_option
@json_option
@gathers(_Asked)
def explain(question: _Asked, tenant: str | None, *, as_json: bool) -> ExitCode:
    """Why this date and host, why not others, why none."""
    office = open_office(tenant)
    meant = cluster_meant(office, question.cluster)
    day, host = question.asked_day, question.host
    asked = AskedAboutEvent(
        question.year or (None if day else chosen_year(office, None)),
        _KINDS[question.kind],
        question.number,
        meant,
        day,
        commune_meant(office, meant, host) if host else None,
    )
    store = office.application.store
    # The engines take half a second to load; who only asks for help does not wait.
    from service.explaining.answer_standing import (  # noqa: PLC0415 (see above)
        answer_standing,
    )

    answer = explain_event(store, office.actor, asked, answer_standing, forced=True)
    if as_json:
        print_json(answer)
    else:
        click.echo("\n".join(few_told(answer.reasons)))
    return ExitCode.DONE


_COMMANDS: Final[Mapping[str, click.Command]] = {
    "plan": plan,
    "show": show,
    "move": move,
    "span": span,
    "confirm": _saying(
        AppointmentAnswer.CONFIRM,
        "Bestätigt, was ein VERBUND an einem TAG hat; es bleibt, was auch geplant"
        " wird.",
    ),
    "hold": _saying(
        AppointmentAnswer.HOLD,
        "Trägt ein, dass stattgefunden hat, was ein VERBUND an einem TAG hat.",
    ),
    "cancel": _saying(
        AppointmentAnswer.CANCEL, "Sagt ab, was ein VERBUND an einem TAG hat."
    ),
    "explain": explain,
}
for _name, _command in _COMMANDS.items():
    command.add_command(_command, _name)
