"""A proposal held against the current state: what fits, what does not, what is new."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.planning import Proposal, ProposalItem
from service.db.tables.publications import Publication
from service.domain.actor import Actor
from service.errors import RuleFinding
from service.i18n import translate as _
from service.planning.facts import row_id, stored_facts
from service.planning.names import names_for
from service.planning.proposal_rows import as_option, gaps_of, items_of, need_of
from service.snapshot import Snapshot, take_snapshot
from service.snapshot.attendance import NeedRow
from service.snapshot.pseudonyms import Pseudonyms
from service.snapshot.standing import load_publications
from solver.audit import AuditReport
from solver.rule import Finding
from solver.slots import Day, Slot, subtracted
from solver.substitution.audit import audit
from solver.substitution.explanation.reasons import sentence
from solver.substitution.plan import Plan

#: A plan may be published this long after it was made although children were to be
#: there meanwhile; after that the past minutes have to be planned away first.
GRACE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class NewNeed:
    """Minutes of a need that the proposal knew nothing of."""

    child_id: UUID
    absent_person_id: UUID
    day: date
    slot: Slot


@dataclass(frozen=True)
class Current:
    """A proposal against the state of one moment."""

    proposal: Proposal
    snapshot: Snapshot
    items: Sequence[ProposalItem]
    gone: Sequence[ProposalItem]
    republished: Sequence[date]
    report: AuditReport
    unplanned: Sequence[NewNeed]

    @property
    def refused(self) -> bool:
        """Whether it must not be published."""
        return bool(self.gone or self.republished or not self.report.accepted)


def hold_against_now(session: Session, proposal: Proposal, now: datetime) -> Current:
    """Take a snapshot and audit the proposal's items on it.

    Parameters
    ----------
    session
        Of the tenant; for publishing in the publishing transaction itself.
    proposal
        A finished one.
    now
        The instant, aware.
    """
    snapshot = take_snapshot(
        session,
        first_day=proposal.first_day,
        last_day=proposal.last_day,
        area=proposal.area_id,
        now=now,
    )
    items = items_of(session, proposal.id)
    options = {item.id: as_option(item, snapshot) for item in items}
    plan = Plan(tuple(option for option in options.values() if option))
    problem = snapshot.problem
    as_of = datetime.fromisoformat(proposal.limits["as_of"])
    frozen = max(as_of, now - GRACE)
    if frozen < now:
        moved = timedelta(minutes=problem.frozen_minute) - (now - frozen)
        problem = replace(
            problem, frozen_minute=max(0, int(moved.total_seconds() // 60))
        )
    return Current(
        proposal=proposal,
        snapshot=snapshot,
        items=items,
        gone=[item for item in items if options[item.id] is None],
        republished=_republished(session, proposal),
        report=audit(problem, snapshot.rules.profile, plan),
        unplanned=_unplanned(session, proposal, items, snapshot),
    )


def _republished(session: Session, proposal: Proposal) -> Sequence[date]:
    """Days on which another publication stands than when the plan was made."""
    today = load_publications(session, proposal.first_day, proposal.last_day)
    then = {date.fromisoformat(d): UUID(p) for d, p in proposal.standing.items()}
    return sorted(day for day in {*today, *then} if today.get(day) != then.get(day))


def _unplanned(
    session: Session,
    proposal: Proposal,
    items: Sequence[ProposalItem],
    snapshot: Snapshot,
) -> Sequence[NewNeed]:
    known: dict[tuple[UUID, date], list[Slot]] = {}
    for item in items:
        slot = Slot(item.start_minute, item.end_minute)
        known.setdefault((item.child_id, item.day), []).append(slot)
    for gap in gaps_of(session, proposal.id):
        slot = Slot(gap.start_minute, gap.end_minute)
        known.setdefault((gap.child_id, gap.day), []).append(slot)
    for cover, _covered in snapshot.facts:
        known.setdefault((cover.child_id, cover.day), []).append(cover.slot)
    problem = snapshot.problem
    found: list[NewNeed] = []
    for need in snapshot.needs:
        planned = known.get((need.child_id, need.day), [])
        for slot in subtracted((need.slot,), planned):
            day = Day(need.day.toordinal())
            if problem.frozen_day is not None and (day, slot.end) <= (
                problem.frozen_day,
                problem.frozen_minute,
            ):
                continue
            found.append(NewNeed(need.child_id, need.absent_id, need.day, slot))
    return found


def absent_of(item: ProposalItem, needs: Sequence[NeedRow]) -> UUID:
    """Whom the item stands in for."""
    need = need_of(item, needs)
    return need.absent_id if need else item.absent_person_id


def findings_of(
    session: Session, actor: Actor, codes: Pseudonyms, findings: Sequence[Finding]
) -> tuple[RuleFinding, ...]:
    """Findings with stored ids and sentences for whoever plans."""
    stored = [stored_facts(f.facts, codes) for f in findings]
    ids = [row for facts in stored for v in facts.values() if (row := row_id(v))]
    names = names_for(session, actor, ids, full=True)
    return tuple(
        RuleFinding(finding.rule, facts, sentence(finding.rule, facts, names, _))
        for finding, facts in zip(findings, stored, strict=True)
    )


def difference(session: Session, actor: Actor, current: Current) -> tuple[str, ...]:
    """Why a proposal no longer fits, as sentences, all of them."""
    names = names_for(
        session, actor, [item.child_id for item in current.gone], full=True
    )
    decided = [finding for finding in current.report.findings if finding.decided]
    return (
        *(_republished_sentence(session, day) for day in current.republished),
        *(_gone_sentence(item, names[str(item.child_id)]) for item in current.gone),
        *(
            f.text
            for f in findings_of(session, actor, current.snapshot.pseudonyms, decided)
        ),
    )


def _republished_sentence(session: Session, day: date) -> str:
    today = load_publications(session, day, day).get(day)
    if today is None:
        return _("Die Freigabe für den {day} wurde inzwischen zurückgezogen.").format(
            day=f"{day:%d.%m.%Y}"
        )
    number = session.scalars(
        select(Publication.number).where(Publication.id == today)
    ).one()
    return _("Für den {day} gilt inzwischen die Freigabe Nr. {number}.").format(
        day=f"{day:%d.%m.%Y}", number=number
    )


def _gone_sentence(item: ProposalItem, child: str) -> str:
    said = _(
        "{child} braucht am {day} von {start} bis {end} diese Vertretung nicht mehr."
    )
    return said.format(
        child=child,
        day=f"{item.day:%d.%m.%Y}",
        start=clock(item.start_minute),
        end=clock(item.end_minute),
    )


def clock(minute: int) -> str:
    """A minute of the day as a person reads it."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def unplanned_sentences(
    session: Session, actor: Actor, current: Current
) -> tuple[str, ...]:
    """What came in after the plan was made, as sentences."""
    ids = [i for n in current.unplanned for i in (n.child_id, n.absent_person_id)]
    names = names_for(session, actor, ids, full=True)
    said = _("Neu und noch nicht geplant: {child} am {day} von {start} bis {end}.")
    return tuple(
        said.format(
            child=names[str(need.child_id)],
            day=f"{need.day:%d.%m.%Y}",
            start=clock(need.slot.start),
            end=clock(need.slot.end),
        )
        for need in current.unplanned
    )
