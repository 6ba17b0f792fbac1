"""A waiting study is computed, in the process that does long work."""

from datetime import datetime
from importlib.metadata import version
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.db.audit_trail import record
from service.db.store import Store
from service.db.tables.studies import Study, StudyKey
from service.domain.actor import system_actor
from service.domain.kinds import StudyState
from service.errors import NotFound
from service.jobs.computing import compute
from service.jobs.contract import ClaimedJob, JobControl
from service.planning.blobs import packed
from service.studies.maker import Found, Wanted
from service.studies.makers import maker_of
from service.studies.parameters import parameters_from_store


def run_study(store: Store, job: ClaimedJob, control: JobControl) -> None:
    """Read, compute, store: the study is ready if this attempt still counts.

    A run that was asked to stop stores nothing; the job's end settles the study.

    Raises
    ------
    InvalidInput
        If the stored state or the rules contradict themselves.
    NotFound
        If the study is no longer there.
    AttemptLost
        If another attempt owns the job by now; nothing is stored.
    """
    if job.tenant_id is None:
        raise NotFound
    study_id = UUID(job.payload["study_id"])
    with store.write(job.tenant_id) as session:
        study = _study(session, study_id)
        if study.state is StudyState.QUEUED:
            study.state = StudyState.RUNNING
    control.report(0.0, "snapshot", {})
    as_of = store.clock.now()
    with store.read(job.tenant_id) as session:
        study = _study(session, study_id)
        maker = maker_of(study.kind)
        parameters = parameters_from_store(maker.parameters, study.parameters)
        limits = study.limits
        work = maker.take(session, Wanted(parameters, study.area_id, as_of))
    found = compute(work, limits, control)
    if found is None:
        return
    with store.write(job.tenant_id) as session:
        control.finish(session)
        study = _study(session, study_id)
        study.as_of = as_of
        _store(session, store.clock.now(), study, found)


def _study(session: Session, study_id: UUID) -> Study:
    study = session.scalars(select(Study).where(Study.id == study_id)).one_or_none()
    if study is None:
        raise NotFound
    return study


def _store(session: Session, now: datetime, study: Study, found: Found) -> None:
    """Result, provenance and key, in place of any older ones of the study."""
    study.state = StudyState.READY
    study.finished_at = now
    study.failure = ""
    study.result, _ = packed(found.result)
    study.problem_digest = found.problem_digest
    study.profile_id = found.profile.id
    study.profile_revision = found.profile.revision
    study.code_version = version("lueckenlos")
    session.execute(delete(StudyKey).where(StudyKey.study_id == study.id))
    session.add(StudyKey(id=uuid4(), study_id=study.id, key=found.key))
    record(
        session,
        actor=system_actor(study.tenant_id),
        action="finish_study",
        subject_kind="study",
        subject_id=study.id,
        detail={"problem_digest": study.problem_digest},
        at=now,
    )
