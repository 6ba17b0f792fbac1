"""A study is asked for: it waits, and a job will compute it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from service.access import Action, load, may_plan_area
from service.db.audit_trail import record
from service.db.store import Store
from service.db.tables.studies import Study
from service.db.tables.tenancy import Area
from service.domain.actor import Actor
from service.domain.kinds import JobKind, StudyKind, StudyState
from service.jobs.table import enqueue
from service.planning.requesting import check_seconds
from service.studies.maker import Wanted
from service.studies.makers import maker_of
from service.studies.parameters import read_parameters, stored_parameters

MAX_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class RequestStudy:
    """What to look into, for an area or all; limits of the computation.

    ``parameters`` are JSON values: each kind says which it knows.
    """

    kind: StudyKind
    parameters: Mapping[str, Any] = field(default_factory=dict)
    area_id: UUID | None = None
    seconds: int = 600
    workers: int = 2
    seed: int = 1


@dataclass(frozen=True, slots=True)
class RequestedStudy:
    """What to ask about: the study and the job that computes it."""

    study_id: UUID
    job_id: UUID


def request_study(store: Store, actor: Actor, command: RequestStudy) -> RequestedStudy:
    """A study and its job wait, both or neither.

    Raises
    ------
    NotPermitted, NotFound
        If the actor may not plan this area, or there is no such kind of study.
    InvalidInput
        If parameters or limits are out of range, or there is nothing to look into.
    """
    check_seconds(command.seconds, MAX_SECONDS)
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        may_plan_area(session, actor, command.area_id, Action.ASK_STUDY)
        if command.area_id is not None:
            load(session, actor, Area, command.area_id, Action.READ_AREAS)
        maker = maker_of(command.kind)
        parameters = read_parameters(maker.parameters, command.parameters)
        maker.check(session, Wanted(parameters, command.area_id, now))
        study = Study(
            id=uuid4(),
            kind=command.kind,
            parameters=stored_parameters(parameters),
            area_id=command.area_id,
            state=StudyState.QUEUED,
            created_at=now,
            created_by=actor.user_id,
            limits={
                "seconds": command.seconds,
                "workers": command.workers,
                "seed": command.seed,
            },
        )
        session.add(study)
        session.flush()
        payload = {"study_id": str(study.id), "seconds": command.seconds}
        job_id = enqueue(session, JobKind.STUDY, payload, actor=actor, at=now)
        study.job_id = job_id
        record(
            session,
            actor=actor,
            action="request_study",
            subject_kind="study",
            subject_id=study.id,
            detail={"kind": command.kind.value},
            at=now,
        )
        return RequestedStudy(study.id, job_id)
