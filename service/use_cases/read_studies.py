"""Studies: how far they are, and what came out, as one reader may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from service.access import Action, load, visible
from service.db.paging import page_of
from service.db.store import Store
from service.db.tables.studies import Study
from service.domain.actor import Actor
from service.domain.kinds import StudyKind, StudyState
from service.domain.page import Page, PageRequest
from service.errors import Conflict
from service.jobs.progress import progress_of
from service.planning.blobs import unpacked
from service.studies.makers import MAKERS, maker_of
from service.studies.naming import naming_for


@dataclass(frozen=True, slots=True)
class StudyView:
    """A study without its result; ``share`` lies between 0 and 1.

    ``as_of`` is the instant whose state was looked into, ``None`` before it is ready.
    """

    id: UUID
    version: int
    kind: StudyKind
    title: str
    parameters: Mapping[str, Any]
    area_id: UUID | None
    state: StudyState
    job_id: UUID | None
    created_at: datetime
    finished_at: datetime | None
    share: float
    phase: str
    problem_digest: str
    profile_id: str
    profile_revision: str
    code_version: str
    seconds: int
    workers: int
    seed: int
    as_of: datetime | None
    failure: str


@dataclass(frozen=True, slots=True)
class ReadStudy:
    """A study with its result in the words of one reader; ``None`` before it is ready.

    What ``result`` holds is the kind's own: a frozen dataclass.
    """

    study: StudyView
    result: object | None


def list_studies(store: Store, actor: Actor, wanted: PageRequest) -> Page[StudyView]:
    """One page of the studies within reach, newest first.

    Raises
    ------
    NotPermitted
        If the actor does not plan.
    """
    query = visible(actor, Study, Action.READ_STUDIES)
    with store.read(actor.tenant_id) as session:
        ordered = query.order_by(Study.created_at.desc(), Study.id)
        return page_of(session, ordered, wanted, partial(_view, session))


def read_study(
    store: Store, actor: Actor, study_id: UUID, *, named: bool = True
) -> ReadStudy:
    """One study, how far it is, and its result.

    Parameters
    ----------
    named
        Whether the result names people, as far as the actor may read names.

    Raises
    ------
    NotPermitted
        If the actor does not plan.
    NotFound
        If it is not there, or out of reach.
    """
    with store.read(actor.tenant_id) as session:
        row = load(session, actor, Study, study_id, Action.READ_STUDIES)
        if row.result is None:
            return ReadStudy(_view(session, row), None)
        naming = naming_for(session, actor, row.id, named=named)
        maker = maker_of(row.kind)
        result = maker.view(session, actor, unpacked(row.result), naming)
        return ReadStudy(_view(session, row), result)


def read_result(
    store: Store, actor: Actor, study_id: UUID, *, named: bool
) -> tuple[StudyView, Any]:
    """A study that is ready, and its result; raises as ``read_study``.

    Raises
    ------
    Conflict
        If there is no result (yet).
    """
    found = read_study(store, actor, study_id, named=named)
    if found.result is None:
        raise Conflict(
            found.study.failure or "Diese Untersuchung hat noch kein Ergebnis."
        )
    return found.study, found.result


def _view(session: Session, row: Study) -> StudyView:
    done = row.state is StudyState.READY
    progress = progress_of(session, row.job_id, done=done)
    return StudyView(
        id=row.id,
        version=row.version,
        kind=row.kind,
        title=maker_of(row.kind).title if row.kind in MAKERS else row.kind.value,
        parameters=row.parameters,
        area_id=row.area_id,
        state=row.state,
        job_id=row.job_id,
        created_at=row.created_at,
        finished_at=row.finished_at,
        share=progress.share,
        phase=progress.phase,
        problem_digest=row.problem_digest,
        profile_id=row.profile_id,
        profile_revision=row.profile_revision,
        code_version=row.code_version,
        seconds=int(row.limits["seconds"]),
        workers=int(row.limits["workers"]),
        seed=int(row.limits["seed"]),
        as_of=row.as_of,
        failure=row.failure,
    )
