"""A question about a stored matching at the terminal: why this pair, why not that."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from service.access import Action, visible
from service.commands.common.answering import answering_for
from service.commands.common.lookup_programme import (
    coach_by_code,
    kindergarten_by_code,
)
from service.commands.common.running import Office
from service.db.tables.planning import Proposal
from service.domain.kinds import ProposalKind, ProposalState
from service.errors import NotFound
from service.explaining.question import AnsweringMatching, QuestionKind, TierFacts
from service.i18n import translate as _
from service.matching.names import programme_names
from service.planning.sentences import Sentence
from service.use_cases.ask_matching import AskedAboutMatching, ask_matching


@dataclass(frozen=True, slots=True)
class MatchingQuestion:
    """What is asked, as it was typed; without kindergarten about all of them."""

    kindergarten: str | None
    coach: str | None
    proposal: UUID | None
    question: QuestionKind | None
    since: UUID | None


@dataclass(frozen=True, slots=True)
class ToldKindergarten:
    """What is answered about one kindergarten; ``moves`` are all others that change."""

    kindergarten: str
    proven: bool
    tiers: tuple[TierFacts, ...]
    sentences: tuple[Sentence, ...]
    moves: tuple[Sentence, ...]


def told_of_matching(
    office: Office, question: MatchingQuestion
) -> tuple[UUID, Sequence[ToldKindergarten]]:
    """The proposal that is meant and the answer, solved for in a process of its own.

    Raises
    ------
    NotFound
        If there is no such proposal, kindergarten or coach.
    InvalidInput
        If the question lacks what it is about.
    """
    store = office.application.store
    with store.read(office.tenant_id) as session:
        house = question.kindergarten and kindergarten_by_code(
            session, question.kindergarten
        )
        coach = question.coach and coach_by_code(session, question.coach)
        shown = (
            question.proposal
            or session.scalars(
                visible(office.actor, Proposal, Action.READ_PROPOSALS)
                .where(
                    Proposal.kind == ProposalKind.MATCHING,
                    Proposal.state.in_((ProposalState.READY, ProposalState.PUBLISHED)),
                )
                .order_by(Proposal.finished_at.desc(), Proposal.id)
                .with_only_columns(Proposal.id)
                .limit(1)
            ).one_or_none()
        )
    if shown is None:
        raise NotFound(
            "Es gibt noch keinen Vorschlag; bitte zuerst mit lueckenlos match planen."
        )
    asked = AskedAboutMatching(
        question.question or QuestionKind.WHY,
        house.id if house else None,
        coach.id if coach else None,
        question.since,
    )
    with answering_for(office) as process:
        if question.question is None:
            return shown, _of_itself(office, shown, asked, process)
        return shown, _told(office, shown, asked, process)


def _of_itself(
    office: Office,
    proposal: UUID,
    asked: AskedAboutMatching,
    answering: AnsweringMatching,
) -> Sequence[ToldKindergarten]:
    """Why not this coach; else why its coach, or why none and what would help."""
    if asked.coach_id is not None:
        why_not = replace(asked, question=QuestionKind.WHY_NOT)
        return _told(office, proposal, why_not, answering)
    try:
        return _told(office, proposal, asked, answering)
    except NotFound:  # it has no coach
        kinds = (QuestionKind.GAP, QuestionKind.SINGLE_CHANGE)
        return [
            part
            for kind in kinds
            for part in _told(
                office, proposal, replace(asked, question=kind), answering
            )
        ]


def _told(
    office: Office,
    proposal: UUID,
    asked: AskedAboutMatching,
    answering: AnsweringMatching,
) -> Sequence[ToldKindergarten]:
    store = office.application.store
    parts = ask_matching(store, office.actor, proposal, asked, answering).parts
    with store.read(office.tenant_id) as session:
        ids = [part.kindergarten_id for part in parts]
        names = programme_names(session, office.actor, ids)
    return [
        ToldKindergarten(
            names[str(part.kindergarten_id)],
            part.proven,
            part.tiers,
            part.sentences,
            part.moves,
        )
        for part in parts
    ]


def matching_lines(parts: Sequence[ToldKindergarten]) -> list[str]:
    """The answer in lines; a heading where the kindergarten changes."""
    if not parts:
        return [_("Dazu gibt es in diesem Vorschlag nichts zu sagen.")]
    lines: list[str] = []
    last = ""
    for part in parts:
        if part.kindergarten != last:
            lines.append(f"{part.kindergarten}:")
        last = part.kindergarten
        lines += [f"  {sentence.text}" for sentence in part.sentences]
        if not part.proven:
            lines.append("  " + _("Die Zahlen sind nicht bis zum Ende bewiesen."))
    return lines
