"""The second half: coaches for a year of kindergartens, asked, answered, repaired."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.resources import as_file, files
from time import monotonic
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

import click
from sqlalchemy import select

from service.accounts.policy import policy_of
from service.commands.common.engagement_text import budget_lines
from service.commands.common.match_changes import changed
from service.commands.common.match_text import match_lines, pair_lines, unserved_lines
from service.commands.common.match_view import MatchView, match_view
from service.commands.common.screen import width
from service.commands.demonstration.dates import play_dates
from service.commands.demonstration.stage import Stage
from service.commands.demonstration.telling import compute, step
from service.commands.publish import published_lines
from service.db.tables.engagements import Engagement
from service.domain.kinds import EngagementState, JobState, TenantKind
from service.errors import Conflict
from service.explaining.question import MatchingOrder, MatchingPart
from service.i18n import translate as _
from service.i18n import translate_sentence
from service.use_cases.answer_engagement import (
    AnswerEngagement,
    EngagementAnswer,
    answer_engagement,
)
from service.use_cases.create_tenant import NewTenant, create_administrator
from service.use_cases.publish_proposal import publish_proposal
from service.use_cases.read_engagements import read_budgets
from service.use_cases.read_matching import PairView
from service.use_cases.request_matching import RequestMatching, request_matching
from service.use_cases.store_import import store_import

FILE: Final = "thueringen.xlsx"
PROGRAMME: Final = "Fachstelle des Demo-Programms"
COORDINATION: Final = "koordination@demo.example"
YEAR: Final = 2027
#: So long it is worked out what would help those who stay alone.
_CHANGE_SECONDS: Final = 10.0
#: What is not proven by then is told as it is.
_SECONDS: Final = 15
_BERLIN: Final = ZoneInfo("Europe/Berlin")
_IMPORT: Final = datetime(2026, 11, 16, 9, 0, tzinfo=_BERLIN)
_MATCH: Final = datetime(2026, 11, 16, 9, 10, tzinfo=_BERLIN)
_ASK: Final = datetime(2026, 11, 16, 9, 30, tzinfo=_BERLIN)
_ANSWERS: Final = datetime(2026, 11, 20, 16, 0, tzinfo=_BERLIN)
_REPAIR: Final = datetime(2026, 11, 23, 9, 0, tzinfo=_BERLIN)
_DATES: Final = datetime(2026, 11, 23, 10, 0, tzinfo=_BERLIN)


@dataclass(frozen=True, slots=True)
class Matched:
    """What is left of the second half."""

    proposal_id: UUID
    engagements: int
    alone: int
    password: str


def play_programme(first: Stage) -> Matched:
    """Import a programme, match it, ask everybody, hear answers, repair one."""
    click.secho("\n" + _("Lückenlos: ein Programmjahr"), bold=True)
    click.echo(_("Die Orte gibt es, die Kitas und die Personen sind erfunden."))
    stage = _new_tenant(first)
    stage.clock.set(_IMPORT)
    file = files("fixtures") / "programmes" / FILE
    with (
        step(_("Das Programm wird eingelesen"), _IMPORT) as tell,
        as_file(file) as path,
    ):
        report = store_import(stage.store, stage.actor, path, FILE, progress=tell)
    click.echo(translate_sentence(report.summary))
    stage.clock.set(_MATCH)
    view = _match(stage, _("Wer begleitet wen? Das Jahr wird geplant"), _MATCH)
    click.echo("\n".join(match_lines(_with_changes(stage, view), width())))
    _publish(stage, view, _ASK)
    declined = _hear_answers(stage, view)
    repaired = _repair(stage)
    play_dates(stage, YEAR, _DATES)
    click.echo("")
    budgets = read_budgets(stage.store, stage.actor, YEAR)
    click.echo("\n".join(budget_lines(budgets, width())))
    served = len(view.pairs) - (declined is not None) + len(repaired.pairs)
    return Matched(repaired.id, served, len(repaired.unserved), stage.password)


def _new_tenant(first: Stage) -> Stage:
    """A second body in the same installation: bodies do not see each other."""
    password = secrets.token_urlsafe(15)
    body = NewTenant(
        PROGRAMME,
        "TH",
        COORDINATION,
        "Demo Koordination",
        password,
        TenantKind.PROGRAMME,
    )
    policy = policy_of(first.application.settings)
    created = create_administrator(first.store, policy, body)
    return replace(first, tenant_id=created.tenant_id, password=password)


def _match(stage: Stage, title: str, at: datetime) -> MatchView:
    with step(title, at):
        wanted = RequestMatching(YEAR, seconds=_SECONDS)
        requested = request_matching(stage.store, stage.actor, wanted)
        state = compute(stage, requested.job_id)
    view = match_view(stage.store, stage.actor, requested.proposal_id)
    if state is not JobState.DONE:
        raise Conflict(view.failure)
    return view


def _with_changes(stage: Stage, view: MatchView) -> MatchView:
    """With the smallest change that would help each of those who stay alone."""
    ends = monotonic() + _CHANGE_SECONDS
    return changed(
        stage.store, stage.actor, view, _answer_here, lambda _: monotonic() < ends
    )


def _answer_here(order: MatchingOrder) -> tuple[MatchingPart, ...]:
    """The engine is loaded in this process already."""
    from service.explaining.answer_matching import answer_matching  # noqa: PLC0415 - needs the engine

    return answer_matching(order)


def _publish(stage: Stage, view: MatchView, at: datetime) -> None:
    stage.clock.set(at)
    with step(_("Begleitungen und Kitas werden angefragt"), at):
        published = publish_proposal(stage.store, stage.actor, view.id)
    click.echo("\n".join(published_lines(published)))


def _hear_answers(stage: Stage, view: MatchView) -> PairView | None:
    """Everybody accepts but one for whom there is somebody else; who that is."""
    declined = next((pair for pair in view.pairs if pair.reason.facts["others"]), None)
    stage.clock.set(_ANSWERS)
    with stage.store.read(stage.tenant_id) as session:
        asked = session.scalars(
            select(Engagement).where(Engagement.state == EngagementState.PROPOSED)
        ).all()
    with step(_("Die Begleitungen antworten"), _ANSWERS) as tell:
        for number, row in enumerate(asked):
            tell(number / len(asked), "")
            no = (
                declined is not None and row.kindergarten_id == declined.kindergarten_id
            )
            said = EngagementAnswer.DECLINE if no else EngagementAnswer.ACCEPT
            answer_engagement(stage.store, stage.actor, AnswerEngagement(row.id, said))
    if declined is None:
        click.echo(_("Alle {count} sagen zu.").format(count=len(asked)))
        return None
    told = _("{accepted} Zusagen; {coach} sagt bei {kindergarten} ab.")
    click.echo(
        told.format(
            accepted=len(asked) - 1,
            coach=declined.coach,
            kindergarten=declined.kindergarten,
        )
    )
    return declined


def _repair(stage: Stage) -> MatchView:
    """What is open is planned anew; what was accepted stays."""
    stage.clock.set(_REPAIR)
    view = _match(stage, _("Nur das Offene wird neu geplant"), _REPAIR)
    lines = [
        *pair_lines(view.pairs, width()),
        "",
        *unserved_lines(_with_changes(stage, view), width()),
    ]
    click.echo("\n".join(lines))
    if view.pairs:
        _publish(stage, view, _REPAIR)
    return view
