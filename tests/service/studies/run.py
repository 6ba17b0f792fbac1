"""From a request to a ready study, as the engine of jobs would do it."""

from service.domain.kinds import StudyKind
from service.jobs import table
from service.use_cases.request_study import RequestStudy, request_study
from service.use_cases.run_study import run_study
from tests.service.planning.run import Control

FEW = {"draws": 3}


def claimed(store, actor, kind=StudyKind.STRESS, parameters=FEW, **more):
    """A study that waits, and its job, taken."""
    command = RequestStudy(kind, parameters, **{"workers": 1, **more})
    asked = request_study(store, actor, command)
    return asked.study_id, table.claim(store, asked.job_id, "test")


def studied(store, actor, kind=StudyKind.STRESS, parameters=FEW, **more):
    """A ready study; its id."""
    study_id, job = claimed(store, actor, kind, parameters, **more)
    run_study(store, job, Control(store, job))
    return study_id
