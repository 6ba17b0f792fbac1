"""A question about a matching is answered: facts and sentences for coordinators."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, load
from service.db.store import Store
from service.db.tables.coaches import Coach
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.planning import Proposal
from service.domain.actor import Actor
from service.domain.kinds import ProposalKind
from service.errors import InvalidInput, NotFound
from service.explaining.asking import joined, require_named, stored_plan
from service.explaining.question import (
    AnsweringMatching,
    MatchingOrder,
    MatchingPart,
    QuestionKind,
    StoredPlan,
    TierFacts,
)
from service.matching.codes import MatchingCodes
from service.matching.kind import stored_codes
from service.matching.names import programme_names
from service.matching.sentences import ENGAGEMENT, engagement_text, ids_in, told
from service.planning.facts import stored_facts
from service.planning.rule_changes import rule_changes
from service.planning.sentences import Sentence


@dataclass(frozen=True, slots=True)
class AskedAboutMatching:
    """What is asked; without kindergarten all of the proposal's are meant.

    ``earlier_proposal_id`` is the last plan of a difference.
    """

    question: QuestionKind
    kindergarten_id: UUID | None = None
    coach_id: UUID | None = None
    earlier_proposal_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class MatchingAnswerPart:
    """What is answered about one kindergarten.

    ``proven`` is false where the time did not suffice for exact numbers, ``reached``
    where it did not suffice for this kindergarten: asked about alone it is answered.
    """

    kindergarten_id: UUID
    proven: bool
    tiers: tuple[TierFacts, ...]
    sentences: tuple[Sentence, ...]
    moves: tuple[Sentence, ...] = ()
    reached: bool = True


@dataclass(frozen=True, slots=True)
class MatchingAnswer:
    """The answer, part by part; empty where there is nothing to say."""

    proposal_id: UUID
    question: QuestionKind
    parts: tuple[MatchingAnswerPart, ...]


#: What changes within a plan is no rule's own answer.
RULE_CHANGE: Final = "rule-change"
#: Settings beside a rule's own numbers by which it says yes or no.
NUMBERS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "kindergartens-per-coach": ("coach-limit",),
    "coach-hours": ("trips",),
    "county-budget": ("trips",),
    "within-reach": ("trips",),
}
#: Whoever asks about all kindergartens at once waits so long, and gets what was found.
WHOLE_SECONDS: Final = 10.0
_NOT_PLANNED: Final = "Diese Kita wird in diesem Vorschlag nicht geplant."
_NOTHING: Final[Mapping[QuestionKind, str]] = {
    QuestionKind.WHY: "Diese Kita hat in diesem Vorschlag keine Begleitung.",
    QuestionKind.WHY_NOT: _NOT_PLANNED,
    QuestionKind.GAP: "Diese Kita bleibt in diesem Vorschlag nicht allein.",
    QuestionKind.SINGLE_CHANGE: "Dieser Kita fehlt in diesem Vorschlag nichts.",
    QuestionKind.ALTERNATIVES: _NOT_PLANNED,
    QuestionKind.DIFFERENCE: "Für diese Kita hat sich nichts geändert.",
}
_NEEDED: Final[Mapping[QuestionKind, tuple[str, ...]]] = {
    QuestionKind.WHY_NOT: ("kindergarten_id", "coach_id"),
    QuestionKind.ALTERNATIVES: ("kindergarten_id",),
    QuestionKind.DIFFERENCE: ("earlier_proposal_id",),
}


def ask_matching(
    store: Store,
    actor: Actor,
    proposal_id: UUID,
    asked: AskedAboutMatching,
    answering: AnsweringMatching,
) -> MatchingAnswer:
    """The answer to a question about a matching, verified by checks or by solving.

    Raises
    ------
    NotPermitted, NotFound
        If proposal, kindergarten or coach are not the viewer's to see, or there is
        nothing of the kind in the proposal.
    InvalidInput
        If the question lacks what it is about, or the proposal is no matching.
    Conflict
        If a proposal has no plan, or its problem is no longer kept.
    Busy
        If there is no answer in time.
    """
    require_named(asked, _NEEDED.get(asked.question, ()))
    with store.read(actor.tenant_id) as session:
        order, codes = _order(session, actor, proposal_id, asked)
    parts = answering(order)
    profile = order.stored.profile
    if not parts and asked.kindergarten_id is not None:
        raise NotFound(_NOTHING[asked.question])
    with store.read(actor.tenant_id) as session:
        said = tuple(_told(session, actor, codes, part, profile) for part in parts)
    return MatchingAnswer(proposal_id, asked.question, said)


def _order(
    session: Session, actor: Actor, proposal_id: UUID, asked: AskedAboutMatching
) -> tuple[MatchingOrder, MatchingCodes]:
    """The question in the proposal's codes."""
    stored, codes = _stored(session, actor, proposal_id)
    kindergarten = coach = None
    if asked.kindergarten_id is not None:
        _require(session, Kindergarten, asked.kindergarten_id)
        known = codes.kindergartens.get(asked.kindergarten_id)
        kindergarten = str(known or asked.kindergarten_id)
    if asked.coach_id is not None:
        _require(session, Coach, asked.coach_id)
        coach = str(codes.coaches.get(asked.coach_id, asked.coach_id))
    earlier, renaming = None, None
    if asked.earlier_proposal_id is not None:
        earlier, old = _stored(session, actor, asked.earlier_proposal_id)
        codes, renaming = joined(codes, old)
    order = MatchingOrder(
        kind=asked.question,
        stored=stored,
        kindergarten=kindergarten,
        coach=coach,
        earlier=earlier,
        renaming=renaming,
        seconds=None if kindergarten else WHOLE_SECONDS,
    )
    return order, codes


def _require(
    session: Session, table: type[Coach] | type[Kindergarten], row_id: UUID
) -> None:
    """Whoever may ask at all coordinates, and sees everybody of the programme."""
    if session.scalar(select(table.id).where(table.id == row_id)) is None:
        raise NotFound


def _stored(
    session: Session, actor: Actor, proposal_id: UUID
) -> tuple[StoredPlan, MatchingCodes]:
    proposal = load(session, actor, Proposal, proposal_id, Action.EXPLAIN)
    if proposal.kind is not ProposalKind.MATCHING:
        raise InvalidInput("Dieser Vorschlag plant Vertretungen, keine Begleitungen.")
    return stored_plan(proposal, stored_codes(session, proposal.id))


def _changes(profile: bytes, named: set[str]) -> Iterator[Sentence]:
    """What changes within the plan of the rules that an answer names."""
    rules = {number for rule in named for number in (rule, *NUMBERS_OF.get(rule, ()))}
    for one in rule_changes(profile, rules):
        facts: dict[str, int | str] = {
            "since": one.since.isoformat(),
            "of": one.rule,
        }
        yield Sentence(RULE_CHANGE, facts, one.text)


def _told(
    session: Session,
    actor: Actor,
    codes: MatchingCodes,
    part: MatchingPart,
    profile: bytes,
) -> MatchingAnswerPart:
    """One part in words, with what changes of the rules it names."""
    said, moves = (
        [(one.rule, stored_facts(one.facts, codes)) for one in each]
        for each in (part.said, part.moves)
    )
    ids = ids_in(facts for _, facts in (*said, *moves))
    names = programme_names(session, actor, ids)
    return MatchingAnswerPart(
        kindergarten_id=codes.rows[part.kindergarten],
        proven=part.proven,
        tiers=part.tiers,
        sentences=(
            *(
                engagement_text(facts, names)
                if rule == ENGAGEMENT
                else Sentence(rule, facts, told(rule, facts, names))
                for rule, facts in said
            ),
            *_changes(profile, {rule for rule, _ in said}),
        ),
        moves=tuple(Sentence(r, facts, told(r, facts, names)) for r, facts in moves),
        reached=part.reached,
    )
