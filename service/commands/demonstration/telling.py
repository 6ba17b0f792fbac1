"""How the demonstration tells what happens, and computes in this very process."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from time import monotonic
from uuid import UUID

import click

from service.commands.common.printing import day_words
from service.commands.common.progress import is_terminal, progress_bar
from service.commands.demonstration.stage import Stage
from service.domain.kinds import JobState
from service.errors import Conflict
from service.i18n import current_locale
from service.i18n import translate as _
from service.jobs.attempt import run_attempt
from service.jobs.limits import JobLimits
from service.jobs.registry import handlers
from service.jobs.table import claim
from service.ports import Progress


def compute(stage: Stage, job_id: UUID) -> JobState | None:
    """Do a job in this process: only here do all clocks tell the story's time."""
    job = claim(stage.store, job_id, "demo")
    if job is None:
        raise Conflict(_("Ein anderer Rechenprozess war schneller."))
    known = handlers(stage.application.settings)
    return run_attempt(stage.store, known, job, JobLimits(), lambda: None)


@contextmanager
def step(title: str, at: datetime) -> Iterator[Progress]:
    """Say what happens at which hour of the story, and how long it took.

    On a terminal a bar stands in the place of the line until the step is done.
    """
    hour = f"{day_words(at.date(), year=False)} {at:%H:%M}"
    click.echo("")
    if not is_terminal():
        click.secho(f"{hour}  {title} …", bold=True, nl=False)
    begin = monotonic()
    with progress_bar(f"{hour}  {title}", lasting=False) as tell:
        yield tell
    if is_terminal():
        click.secho(f"{hour}  {title} …", bold=True, nl=False)
    seconds = f"{monotonic() - begin:.1f} s"
    click.echo(
        " " + (seconds if current_locale() == "en" else seconds.replace(".", ","))
    )
