"""A matching held against the current state: what fits, what does not, what is new."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.engagements import Engagement, EngagementItem
from service.db.tables.planning import Proposal
from service.domain.actor import Actor
from service.i18n import translate as _
from service.matching.names import programme_names
from service.matching.proposal_rows import as_engagement, gaps_of, items_of
from service.matching.sentences import findings_of
from service.matching.snapshot import MatchingSnapshot
from service.matching.work import snapshot_for
from solver.audit import AuditReport
from solver.matching.audit import audit
from solver.matching.plan import MatchingPlan
from solver.matching.rules.one_coach import OneCoach

#: A second coach is told by who came meanwhile.
ONE_COACH = OneCoach.info.id


@dataclass(frozen=True)
class CurrentMatching:
    """A proposal against the state of one moment.

    ``moved`` are engagements that stand now and did not when the plan was made, or
    the other way round. ``new`` are kindergartens the plan knew nothing of.
    """

    proposal: Proposal
    snapshot: MatchingSnapshot
    items: Sequence[EngagementItem]
    gone: Sequence[EngagementItem]
    moved: Sequence[UUID]
    report: AuditReport
    new: Sequence[UUID]

    @property
    def refused(self) -> bool:
        """Whether it must not be published."""
        return bool(self.gone or self.moved or not self.report.accepted)


def hold_against_now(session: Session, proposal: Proposal) -> CurrentMatching:
    """Take a snapshot and audit the proposal's engagements on it."""
    snapshot = snapshot_for(session, proposal)
    items = items_of(session, proposal.id)
    engagements = {item.id: as_engagement(item, snapshot) for item in items}
    plan = MatchingPlan(tuple(e for e in engagements.values() if e))
    then, today = proposal.standing, snapshot.standing
    return CurrentMatching(
        proposal=proposal,
        snapshot=snapshot,
        items=items,
        gone=[item for item in items if engagements[item.id] is None],
        moved=[
            UUID(key)
            for key in sorted({*then, *today})
            if then.get(key) != today.get(key)
        ],
        report=audit(snapshot.problem, snapshot.rules.profile, plan),
        new=_new(session, proposal, items, snapshot),
    )


def _new(
    session: Session,
    proposal: Proposal,
    items: Sequence[EngagementItem],
    snapshot: MatchingSnapshot,
) -> Sequence[UUID]:
    """Kindergartens that want a coach and of which the plan says nothing."""
    known = {item.kindergarten_id for item in items}
    known |= {gap.kindergarten_id for gap in gaps_of(session, proposal.id)}
    fixed = {engagement.kindergarten for engagement in snapshot.problem.fixed}
    rows = snapshot.codes.rows
    wanting = [rows[k] for k in snapshot.problem.kindergartens if k not in fixed]
    return [row for row in wanting if row not in known]


def difference(
    session: Session, actor: Actor, current: CurrentMatching
) -> tuple[str, ...]:
    """Why a proposal no longer fits, as sentences, all of them."""
    decided = [
        finding
        for finding in current.report.findings
        if finding.decided and not (current.moved and finding.rule == ONE_COACH)
    ]
    return (
        *_moved_sentences(session, actor, current.moved),
        *_gone_sentences(session, actor, current.gone),
        *(
            finding.text
            for finding in findings_of(session, actor, current.snapshot.codes, decided)
        ),
    )


def _moved_sentences(
    session: Session, actor: Actor, moved: Sequence[UUID]
) -> Sequence[str]:
    rows = session.scalars(select(Engagement).where(Engagement.id.in_(moved))).all()
    ids = [i for row in rows for i in (row.coach_id, row.kindergarten_id)]
    names = programme_names(session, actor, ids)
    said = _(
        "Für {kindergarten} hat sich seit dem Vorschlag die Begleitung durch {coach}"
        " geändert: {state}."
    )
    return [
        said.format(
            kindergarten=names[str(row.kindergarten_id)],
            coach=names[str(row.coach_id)],
            state=_(STATE_WORDS[row.state.value]),
        )
        for row in rows
    ]


#: States of an engagement as people say them.
STATE_WORDS = {
    "proposed": "angefragt",
    "accepted": "zugesagt",
    "declined": "abgesagt",
    "ended": "beendet",
}


def _gone_sentences(
    session: Session, actor: Actor, gone: Sequence[EngagementItem]
) -> Sequence[str]:
    ids = [i for item in gone for i in (item.coach_id, item.kindergarten_id)]
    names = programme_names(session, actor, ids)
    said = _(
        "{kindergarten} und {coach}: Monate oder Besuche sind seit dem Vorschlag"
        " andere, oder eine Seite ist nicht mehr dabei."
    )
    return [
        said.format(
            kindergarten=names[str(item.kindergarten_id)],
            coach=names[str(item.coach_id)],
        )
        for item in gone
    ]


def unplanned_sentences(
    session: Session, actor: Actor, current: CurrentMatching
) -> tuple[str, ...]:
    """Kindergartens that came after the plan was made, as sentences."""
    names = programme_names(session, actor, current.new)
    said = _("Neu und noch nicht geplant: {kindergarten}.")
    return tuple(said.format(kindergarten=names[str(row)]) for row in current.new)
