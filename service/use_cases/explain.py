"""Why this person, and why nobody: reasons as records and German sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, load, may
from service.db.store import Store
from service.db.tables.children import Child, Guardianship
from service.db.tables.planning import ProposalGap, ProposalItem
from service.db.tables.publications import Assignment
from service.domain.actor import Actor
from service.domain.kinds import Role
from service.planning.fact_roles import PLANNERS
from service.planning.facts import StoredFacts, row_id
from service.planning.names import names_for
from service.planning.sentences import (
    Sentence,
    assignment_text,
    gap_text,
    refusal_texts,
)

YOUR_CHILD = "Ihr Kind"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Reasons for one assignment or gap, rendered for one viewer."""

    subject_id: UUID
    sentences: tuple[Sentence, ...]


def explain_assignment(store: Store, actor: Actor, assignment_id: UUID) -> Explanation:
    """Why the assignment is as it is, as far as the viewer may know.

    Raises
    ------
    NotPermitted, NotFound
        If the assignment is not the viewer's to see.
    """
    action = _action(actor)
    with store.read(actor.tenant_id) as session:
        row = load(session, actor, Assignment, assignment_id, action)
        return _of_row(session, actor, row)


def explain_item(store: Store, actor: Actor, item_id: UUID) -> Explanation:
    """Why the proposed assignment; raises as ``explain_assignment`` does."""
    with store.read(actor.tenant_id) as session:
        row = load(session, actor, ProposalItem, item_id, Action.EXPLAIN)
        return _of_row(session, actor, row)


def explain_gap(store: Store, actor: Actor, gap_id: UUID) -> Explanation:
    """Why nobody takes these minutes; raises as ``explain_assignment`` does."""
    with store.read(actor.tenant_id) as session:
        gap = load(session, actor, ProposalGap, gap_id, Action.EXPLAIN)
        facts: StoredFacts = {
            "child": str(gap.child_id),
            "day": gap.day.isoformat(),
            "start": gap.start_minute,
            "end": gap.end_minute,
        }
        names = _names(session, actor, [facts, *(r["facts"] for r in gap.refusals)])
        return Explanation(
            gap.id,
            (
                gap_text(facts, names),
                *refusal_texts(gap.refusals, names, actor.roles),
            ),
        )


def _action(actor: Actor) -> Action:
    """Who plans explains; others read what concerns them."""
    return Action.EXPLAIN if may(actor, Action.EXPLAIN) else Action.READ_ASSIGNMENTS


def _of_row(
    session: Session, actor: Actor, row: Assignment | ProposalItem
) -> Explanation:
    facts: StoredFacts = {
        **row.facts,
        "person": str(row.person_id),
        "child": str(row.child_id),
        "place": str(row.place_id),
        "day": row.day.isoformat(),
        "start": row.start_minute,
        "end": row.end_minute,
        "model": row.model.value,
    }
    names = _names(session, actor, [facts])
    return Explanation(row.id, (assignment_text(facts, names, actor.roles),))


def _names(
    session: Session, actor: Actor, found: list[dict[str, Any]]
) -> Mapping[str, str]:
    ids = [row for facts in found for v in facts.values() if (row := row_id(v))]
    full = not PLANNERS.isdisjoint(actor.roles)
    names = dict(names_for(session, actor, ids, full=full))
    if full:
        return names
    if actor.has(Role.SUBSTITUTE, Role.CHILDMINDER):
        codes = session.execute(select(Child.id, Child.code).where(Child.id.in_(ids)))
        names.update((str(key), f"Kind {code}") for key, code in codes)
    own = session.scalars(
        select(Guardianship.child_id).where(
            Guardianship.guardian_id.in_(sorted(actor.guardian_ids))
        )
    )
    names.update((str(child), YOUR_CHILD) for child in own)
    return names
