"""A command that lets dates of a kind be found, waits, and tells what changed."""

import click

from service.commands.common.computing import compute
from service.commands.common.exits import ExitCode
from service.commands.common.printing import print_json
from service.commands.common.running import open_office, tenant_option
from service.commands.common.session_text import planned_lines
from service.commands.common.sessions_meant import chosen_year, year_option
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option, option
from service.domain.kinds import JobState, SchedulingKind
from service.i18n import translate as _
from service.planning.requesting import MAX_SECONDS
from service.use_cases.read_schedulings import SchedulingView, read_scheduling
from service.use_cases.request_dates import RequestDates, request_dates


def finding_dates(kind: SchedulingKind, help_text: str) -> click.Command:
    """The command ``plan`` of a kind of dates."""

    @make_command(help_text)
    @year_option
    @option(
        "--from-month",
        "first_month",
        type=click.IntRange(1, 12),
        default=1,
        help="Erster Monat, wenn das Jahr schon läuft.",
    )
    @option(
        "--time-limit",
        "seconds",
        type=click.IntRange(1, MAX_SECONDS),
        default=120,
        help="Sekunden, die gerechnet werden darf.",
    )
    @tenant_option
    @json_option
    def plan(
        year: int | None,
        first_month: int,
        seconds: int,
        tenant: str | None,
        *,
        as_json: bool,
    ) -> ExitCode:
        """Find dates of a year and write them down."""
        office = open_office(tenant)
        store, settings = office.application.store, office.application.settings
        wanted = RequestDates(
            chosen_year(office, year),
            first_month,
            kind,
            seconds,
            settings.solver_workers,
        )
        label = _("Termine werden gesucht")
        requested = compute(
            office, lambda: request_dates(store, office.actor, wanted), label
        )
        done = read_scheduling(store, office.actor, requested.scheduling_id)
        return tell_found(done, as_json=as_json)

    return plan


def tell_found(done: SchedulingView, *, as_json: bool) -> ExitCode:
    """What a search changed and left open, or why it failed."""
    if as_json:
        print_json(done)
    elif done.state is JobState.DONE:
        click.echo("\n".join(planned_lines(done)))
    else:
        click.echo(done.failure, err=True)
    return ExitCode.DONE if done.state is JobState.DONE else ExitCode.REFUSED
