"""Long work."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from flask.views import MethodView

from api.auth import actor, application, needs, store
from api.paging import page_request
from api.smorest import Resource
from api.v1.schemas.base import PageQuery
from api.v1.schemas.plain import JobPage, JobSchema
from service.access import Action
from service.domain.page import Page
from service.jobs.registry import handlers
from service.use_cases.cancel_job import cancel_job
from service.use_cases.read_jobs import JobView, list_jobs, read_job

jobs = Resource("jobs", __name__, url_prefix="/api/v1/jobs", description="Lange Arbeit")


@jobs.route("", endpoint="Collection")
class Jobs(MethodView):
    """Jobs."""

    @needs(Action.READ_JOBS)
    @jobs.arguments(PageQuery, location="query")
    @jobs.response(200, JobPage)
    def get(self, query: dict[str, Any]) -> Page[JobView]:
        """Lange Arbeit auflisten, Neueste zuerst."""
        return list_jobs(store(), actor(), page_request(query))


@jobs.route("/<uuid:job_id>", endpoint="Item")
class Job(MethodView):
    """One job."""

    @jobs.response(200, JobSchema)
    def get(self, job_id: UUID) -> JobView:
        """Sehen, wie weit eine Arbeit ist."""
        return read_job(store(), actor(), job_id)


@jobs.route("/<uuid:job_id>/cancellation", endpoint="Cancellation")
class Cancellation(MethodView):
    """Calling a job off."""

    @jobs.response(202, JobSchema)
    def post(self, job_id: UUID) -> tuple[JobView, int]:
        """Eine Arbeit abbrechen."""
        known = handlers(application().settings)
        return cancel_job(store(), known, actor(), job_id), HTTPStatus.ACCEPTED
