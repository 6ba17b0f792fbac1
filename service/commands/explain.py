"""``lueckenlos explain``."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

import click
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from service.access import Action, visible
from service.commands.common.kinds import DAY
from service.commands.common.lookup import child_by_code, person_by_code
from service.commands.common.printing import print_json, span_words
from service.commands.common.running import (
    Office,
    json_option,
    open_office,
    tenant_option,
)
from service.commands.common.words import command as make_command
from service.commands.common.words import option
from service.db.tables.planning import Proposal, ProposalGap, ProposalItem
from service.domain.kinds import ProposalState
from service.errors import NotFound
from service.i18n import translate as _
from service.planning.sentences import Sentence
from service.use_cases.explain import Explanation, explain_gap, explain_item

Row = TypeVar("Row", ProposalItem, ProposalGap)

HELP = (
    "Erklärt, warum jemand ein Kind vertritt oder nicht.\n\n"
    "KIND ist das Kürzel des Kindes. Gefragt wird der jüngste Vorschlag, der den Tag"
    " enthält; mit --person nur, was diese Person betrifft."
)


@make_command(HELP)
@click.argument("child", metavar="KIND")
@option("--day", type=DAY, default="heute", help="Tag, um den es geht.")
@option("--person", metavar="KÜRZEL", help="Warum (nicht) diese Person?")
@option("--proposal", type=click.UUID, help="Ein anderer als der jüngste Vorschlag.")
@tenant_option
@json_option
def command(
    child: str,
    day: date,
    person: str | None,
    proposal: UUID | None,
    tenant: str | None,
    *,
    as_json: bool,
) -> None:
    """Reasons for every piece and every gap of the child's day."""
    office = open_office(tenant)
    store = office.application.store
    with store.read(office.tenant_id) as session:
        child_id = child_by_code(session, child).id
        only = None if person is None else person_by_code(session, person).id
        asked = proposal or _latest(office, session, day)
        items = session.scalars(_of(ProposalItem, asked, child_id, day)).all()
        gaps = session.scalars(_of(ProposalGap, asked, child_id, day)).all()
    if not items and not gaps:
        raise NotFound(f"{child} braucht an diesem Tag keine Vertretung.")
    reasons = [(item, explain_item(store, office.actor, item.id)) for item in items]
    open_time = [(gap, explain_gap(store, office.actor, gap.id)) for gap in gaps]
    parts = [
        _Part(span_words(item.start_minute, item.end_minute), _about(found, only))
        for item, found in reasons
    ]
    parts += [
        _Part(span_words(gap.start_minute, gap.end_minute), _about(found, only))
        for gap, found in open_time
    ]
    if as_json:
        print_json({"proposal": asked, "child": child, "day": day, "parts": parts})
    else:
        click.echo("\n".join(_lines(child, parts)))


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the child's day with its reasons."""

    time: str
    sentences: tuple[Sentence, ...]


def _of(rows: type[Row], proposal: UUID, child: UUID, day: date) -> Select[Row]:
    return (
        select(rows)
        .where(rows.proposal_id == proposal, rows.child_id == child, rows.day == day)
        .order_by(rows.start_minute)
    )


def _about(found: Explanation, person: UUID | None) -> tuple[Sentence, ...]:
    return tuple(
        sentence
        for sentence in found.sentences
        if person is None or str(person) in sentence.facts.values()
    )


def _lines(child: str, parts: list[_Part]) -> list[str]:
    lines = []
    for part in parts:
        lines.append(f"{child}, {part.time}:")
        lines += [f"  {sentence.text}" for sentence in part.sentences]
        if not part.sentences:
            lines.append("  " + _("Diese Person kam nicht in Frage."))
    return lines


def _latest(office: Office, session: Session, day: date) -> UUID:
    """The youngest proposal with a plan for the day."""
    query = (
        visible(office.actor, Proposal, Action.READ_PROPOSALS)
        .where(
            Proposal.first_day <= day,
            Proposal.last_day >= day,
            Proposal.state.in_((ProposalState.READY, ProposalState.PUBLISHED)),
        )
        .order_by(Proposal.finished_at.desc(), Proposal.id)
        .limit(1)
    )
    proposal = session.scalars(query).one_or_none()
    if proposal is None:
        raise NotFound(
            f"Für den {day:%d.%m.%Y} gibt es keinen Vorschlag; bitte zuerst planen."
        )
    return proposal.id
