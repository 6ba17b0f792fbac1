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
from service.planning.sentences import Sentence
from service.use_cases.explain import Explanation, explain_gap, explain_item
from service.use_cases.explain_person import PersonQuestion, explain_person

Row = TypeVar("Row", ProposalItem, ProposalGap)

HELP = (
    "Erklärt, warum jemand ein Kind vertritt oder nicht.\n\n"
    "KIND ist das Kürzel des Kindes. Gefragt wird der jüngste Vorschlag, der den Tag"
    " enthält; mit --person, warum (nicht) diese Person."
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
    """Reasons for every piece and every gap of the child's day, or about a person."""
    office = open_office(tenant)
    with office.application.store.read(office.tenant_id) as session:
        child_id = child_by_code(session, child).id
        only = None if person is None else person_by_code(session, person).id
        asked = proposal or _latest(office, session, day)
    if only is None:
        parts = _of_the_day(office, asked, child_id, day)
    else:
        parts = _of_the_person(office, asked, PersonQuestion(child_id, only, day))
    if not parts:
        raise NotFound(f"{child} braucht an diesem Tag keine Vertretung.")
    if as_json:
        print_json({"proposal": asked, "child": child, "day": day, "parts": parts})
    else:
        click.echo("\n".join(_lines(child, parts)))


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the child's day with its reasons."""

    time: str
    sentences: tuple[Sentence, ...]


def _of_the_day(office: Office, proposal: UUID, child: UUID, day: date) -> list[_Part]:
    """Why each piece is as it is, and why nobody takes the rest."""
    store, actor = office.application.store, office.actor
    with store.read(office.tenant_id) as session:
        items = session.scalars(_of(ProposalItem, proposal, child, day)).all()
        gaps = session.scalars(_of(ProposalGap, proposal, child, day)).all()
    return [
        *(_part(item, explain_item(store, actor, item.id)) for item in items),
        *(_part(gap, explain_gap(store, actor, gap.id)) for gap in gaps),
    ]


def _of_the_person(
    office: Office, proposal: UUID, question: PersonQuestion
) -> list[_Part]:
    """Why (not) this person, asked again of the rules."""
    store = office.application.store
    found = explain_person(store, office.actor, proposal, question)
    return [
        _Part(span_words(answer.start_minute, answer.end_minute), answer.sentences)
        for answer in found.answers
    ]


def _of(rows: type[Row], proposal: UUID, child: UUID, day: date) -> Select[Row]:
    return (
        select(rows)
        .where(rows.proposal_id == proposal, rows.child_id == child, rows.day == day)
        .order_by(rows.start_minute)
    )


def _part(row: ProposalItem | ProposalGap, found: Explanation) -> _Part:
    return _Part(span_words(row.start_minute, row.end_minute), found.sentences)


def _lines(child: str, parts: list[_Part]) -> list[str]:
    lines = []
    for part in parts:
        lines.append(f"{child}, {part.time}:")
        lines += [f"  {sentence.text}" for sentence in part.sentences]
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
