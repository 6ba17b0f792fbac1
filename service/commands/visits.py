"""``lueckenlos visits``."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import click

from service.commands.common.contact_text import planned_lines, visit_lines
from service.commands.common.exits import ExitCode
from service.commands.common.kinds import DAY, HOURS
from service.commands.common.lookup import person_by_code
from service.commands.common.printing import print_json
from service.commands.common.progress import progress_bar
from service.commands.common.running import Office, open_office, tenant_option
from service.commands.common.screen import width
from service.commands.common.waiting import noting_interrupts
from service.commands.common.words import Group, json_option, option
from service.commands.common.words import command as make_command
from service.commands.visit_files import export
from service.commands.visit_why import why
from service.db.store import Store
from service.domain.actor import Actor
from service.domain.kinds import AppointmentState
from service.errors import NotFound
from service.i18n import translate as _
from service.planning.requesting import MAX_SECONDS
from service.use_cases.answer_visit import AnswerVisit, cancel_visit, confirm_visit
from service.use_cases.log_visit import LogVisit, log_visit
from service.use_cases.move_visit import MoveVisit, move_visit
from service.use_cases.plan_visits import MOST_WEEKS, PlanVisits, plan_visits
from service.use_cases.read_visits import VisitView, read_visits
from solver.counted import told

_LABEL = "Besuche werden geplant"
_MINUTES_PER_HOUR = 60
weeks_option = option(
    "--weeks",
    type=click.IntRange(1, MOST_WEEKS),
    default=6,
    help="So viele Wochen ab morgen.",
)
person_argument = click.argument("person", metavar="PERSON")
day_argument = click.argument("day", metavar="TAG", type=DAY)


@click.group(
    cls=Group, help="Plant Kontaktbesuche, verlegt sie und trägt gehaltene ein."
)
def command() -> None:
    """The group; what happens is in its commands."""


@make_command(
    "Plant die Besuche der nächsten Wochen; was bestätigt ist, bleibt, und was im"
    " Kalender steht, wo es kann."
)
@weeks_option
@option(
    "--time-limit",
    "seconds",
    type=click.IntRange(1, MAX_SECONDS),
    default=60,
    help="Sekunden, die gerechnet werden darf.",
)
@option("--seed", type=int, default=1, help="Startwert; derselbe gibt denselben Plan.")
@tenant_option
@json_option
def plan(
    weeks: int, seconds: int, seed: int, tenant: str | None, *, as_json: bool
) -> ExitCode:
    """Plan and write down the visits of the coming weeks."""
    office = open_office(tenant)
    workers = office.application.settings.solver_workers
    wanted = PlanVisits(weeks, seconds, workers, seed)
    with noting_interrupts() as interrupted, progress_bar(_(_LABEL)) as tell:
        done = plan_visits(
            office.application.store,
            office.actor,
            wanted,
            interrupted.is_set,
            lambda progress: tell(progress.share, _(_LABEL)),
        )
    if as_json:
        print_json(done)
    else:
        click.echo("\n".join(planned_lines(done, width())))
    return ExitCode.DONE


@make_command("Zeigt die Besuche der nächsten Wochen, aller oder einer PERSON.")
@click.argument("person", metavar="[PERSON]", required=False)
@weeks_option
@option("--from", "first", type=DAY, help="Erster Tag; sonst heute.")
@tenant_option
@json_option
def show(
    person: str | None,
    weeks: int,
    first: date | None,
    tenant: str | None,
    *,
    as_json: bool,
) -> ExitCode:
    """Visits of some weeks."""
    office = open_office(tenant)
    begins = first or _today(office)
    ends = begins + timedelta(weeks=weeks)
    found = read_visits(office.application.store, office.actor, begins, ends)
    views = found if person is None else _of(office, found, person)
    if as_json:
        print_json({"visits": views})
    else:
        click.echo("\n".join(visit_lines(views, width())))
    return ExitCode.DONE


@make_command(
    "Verlegt den Besuch von oder bei PERSON an einem TAG; alle anderen bleiben."
)
@person_argument
@day_argument
@option("--to", "new_day", type=DAY, help="Auf diesen Tag verlegen.")
@tenant_option
@json_option
def move(
    person: str,
    day: date,
    new_day: date | None,
    tenant: str | None,
    *,
    as_json: bool,
) -> ExitCode:
    """Give a visit another day, the nearest one if none is named."""
    office = open_office(tenant)
    view = _meant(office, person, day)
    asked = MoveVisit(view.id, new_day, view.version)
    # The engines take half a second to load; who only asks for help does not wait.
    from service.explaining.answer_moves import answer_move  # noqa: PLC0415 (see above)

    done = move_visit(office.application.store, office.actor, asked, answer_move)
    if as_json:
        print_json(done)
    else:
        click.echo(_("Verlegt auf den {day}.").format(day=f"{done.day:%d.%m.%Y}"))
    return ExitCode.DONE


@make_command("Trägt ein, wie viele STUNDEN ein Besuch von oder bei PERSON dauerte.")
@person_argument
@day_argument
@click.argument("hours", metavar="STUNDEN", type=HOURS)
@tenant_option
@json_option
def hold(
    person: str, day: date, hours: float, tenant: str | None, *, as_json: bool
) -> ExitCode:
    """Log the time a visit really took; its children have met somebody."""
    office = open_office(tenant)
    view = _meant(office, person, day)
    minutes = round(hours * _MINUTES_PER_HOUR)
    asked = LogVisit(view.id, minutes, view.version)
    done = log_visit(office.application.store, office.actor, asked)
    if as_json:
        print_json({"visit": view.id, "minutes": minutes, "contacts": done.contacts})
    else:
        held = {"minutes": minutes, "count": done.contacts}
        click.echo(told("Eingetragen: {minutes} Minuten, {count} Kontakte.", held, _))
    return ExitCode.DONE


@make_command("Bestätigt den Besuch von oder bei PERSON an einem TAG.")
@person_argument
@day_argument
@tenant_option
@json_option
def confirm(person: str, day: date, tenant: str | None, *, as_json: bool) -> ExitCode:
    """A visit stays whatever is planned."""
    return _answered(tenant, person, day, confirm_visit, as_json=as_json)


@make_command("Sagt den Besuch von oder bei PERSON an einem TAG ab.")
@person_argument
@day_argument
@tenant_option
@json_option
def cancel(person: str, day: date, tenant: str | None, *, as_json: bool) -> ExitCode:
    """A visit does not take place."""
    return _answered(tenant, person, day, cancel_visit, as_json=as_json)


def _answered(
    tenant: str | None,
    person: str,
    day: date,
    answer: Callable[[Store, Actor, AnswerVisit], int],
    *,
    as_json: bool,
) -> ExitCode:
    office = open_office(tenant)
    view = _meant(office, person, day)
    version = answer(
        office.application.store, office.actor, AnswerVisit(view.id, view.version)
    )
    if as_json:
        print_json({"visit": view.id, "version": version})
    elif answer is cancel_visit:
        click.echo(_("Der Besuch am {day} ist abgesagt.").format(day=f"{day:%d.%m.%Y}"))
    else:
        said = _("Der Besuch am {day} ist bestätigt.")
        click.echo(said.format(day=f"{day:%d.%m.%Y}"))
    return ExitCode.DONE


def _today(office: Office) -> date:
    return office.application.clock.now().astimezone(office.zone).date()


def _of(office: Office, visits: Sequence[VisitView], code: str) -> list[VisitView]:
    """Those of one person, as visitor or host."""
    with office.application.store.read(office.tenant_id) as session:
        wanted = person_by_code(session, code).id
    return [view for view in visits if wanted in (view.visitor_id, view.host_id)]


def _meant(office: Office, person: str, day: date) -> VisitView:
    """The visit of a person on a day; one called off only if there is no other."""
    found = read_visits(office.application.store, office.actor, day, day)
    views = _of(office, found, person)
    if not views:
        raise NotFound(f"{person} hat am {day:%d.%m.%Y} keinen Besuch.")
    return min(views, key=lambda view: view.state is AppointmentState.CANCELLED)


for _name, _command in (
    ("plan", plan),
    ("show", show),
    ("move", move),
    ("confirm", confirm),
    ("hold", hold),
    ("cancel", cancel),
    ("export", export),
    ("why", why),
):
    command.add_command(_command, _name)
