"""A waiting study is computed, in the process that does long work."""

from datetime import datetime
from importlib.metadata import version
from typing import Final
from uuid import uuid4

from sqlalchemy import delete
from sqlalchemy.orm import Session

from service.db.audit_trail import record
from service.db.store import Store
from service.db.tables.studies import Study, StudyKey
from service.domain.actor import system_actor
from service.domain.kinds import StudyState
from service.jobs.computed_row import RowKind, Times, run_row
from service.jobs.computing import Work
from service.jobs.contract import ClaimedJob, JobControl
from service.planning.blobs import packed
from service.studies.maker import Found, Wanted
from service.studies.makers import maker_of
from service.studies.parameters import parameters_from_store


def run_study(store: Store, job: ClaimedJob, control: JobControl) -> None:
    """Read, compute, store: the study is ready; raises as ``run_row``."""
    run_row(_STUDY, store, job, control)


def _take(session: Session, study: Study, as_of: datetime) -> Work[Found]:
    """What is looked into."""
    maker = maker_of(study.kind)
    parameters = parameters_from_store(maker.parameters, study.parameters)
    return maker.take(session, Wanted(parameters, study.area_id, as_of))


def _keep(session: Session, study: Study, found: Found, times: Times) -> None:
    """Result, provenance and key, in place of any older ones of the study."""
    study.state = StudyState.READY
    study.finished_at = times.now
    study.failure = ""
    study.as_of = times.as_of
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
        at=times.now,
    )


_STUDY: Final = RowKind(Study, "study_id", _take, _keep)
