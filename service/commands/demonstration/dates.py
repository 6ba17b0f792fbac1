"""Dates of the year: visits to consultation hosts, series of clusters."""

from datetime import datetime, timedelta
from typing import Final

import click

from service.commands.common.event_text import event_lines
from service.commands.common.screen import width
from service.commands.common.session_text import planned_lines
from service.commands.common.visit_text import visit_lines
from service.commands.demonstration.stage import Stage
from service.commands.demonstration.telling import compute, step
from service.domain.kinds import SchedulingKind
from service.domain.page import PageRequest
from service.i18n import translate as _
from service.use_cases.read_consultations import list_consultations
from service.use_cases.read_schedulings import read_scheduling
from service.use_cases.read_workshops import list_workshops
from service.use_cases.request_dates import RequestDates, request_dates

#: What is not proven by then is told as it is.
_SECONDS: Final = 15
#: So many dates of a kind are shown, the first ones.
_SHOWN: Final = PageRequest(1, 3)
_LATER: Final = timedelta(minutes=20)


def play_dates(stage: Stage, year: int, at: datetime) -> None:
    """Every kindergarten visits another, every cluster has its series."""
    title = _("Wer besucht wen? Die Konsultationsbesuche werden geplant")
    _find(stage, SchedulingKind.CONSULTATIONS, year, title, at)
    visits = list_consultations(stage.store, stage.actor, year, _SHOWN)
    click.echo("\n".join(visit_lines(visits.items, width())))
    title = _("Die Werkstattreihen der Verbünde werden geplant")
    _find(stage, SchedulingKind.WORKSHOPS, year, title, at + _LATER)
    events = list_workshops(stage.store, stage.actor, year, _SHOWN)
    click.echo("\n".join(event_lines(events.items, width())))


def _find(
    stage: Stage, kind: SchedulingKind, year: int, title: str, at: datetime
) -> None:
    stage.clock.set(at)
    with step(title, at):
        wanted = RequestDates(year, kind=kind, seconds=_SECONDS)
        requested = request_dates(stage.store, stage.actor, wanted)
        compute(stage, requested.job_id)
    done = read_scheduling(stage.store, stage.actor, requested.scheduling_id)
    click.echo(done.failure or "\n".join(planned_lines(done)))
