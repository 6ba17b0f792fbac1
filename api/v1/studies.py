"""Studies are asked for, watched while they are computed, read, and taken as files."""

import json
from hashlib import sha256
from typing import Any
from uuid import UUID

from flask import Response, url_for
from flask.views import MethodView

from api.auth import actor, application, needs, store
from api.documents import RETRY_AFTER
from api.idempotent import idempotent
from api.long_work import ACCEPTED, ASK_AGAIN, accepted, is_waiting, limited
from api.paging import page_request
from api.smorest import Resource, tagged_as
from api.v1.files import ATTACHED, BYTES, SVG, attached
from api.v1.schemas.base import PageQuery
from api.v1.schemas.reports import Flag
from api.v1.schemas.studies import (
    NewStudySchema,
    ReadStudyQuery,
    ReadStudySchema,
    StudyFileQuery,
    StudyPage,
    StudyPictureQuery,
    StudySchema,
)
from service.access import Action
from service.domain.page import Page
from service.jobs.registry import handlers
from service.plain_json import plain
from service.reports.workbook import XLSX
from service.use_cases.cancel_computation import cancel_study
from service.use_cases.export_study import (
    StudyFile,
    export_picture,
    export_workbook,
)
from service.use_cases.read_studies import StudyView, list_studies, read_study
from service.use_cases.request_study import RequestStudy, request_study

studies = Resource(
    "studies", __name__, url_prefix="/api/v1/studies", description="Untersuchungen"
)


@studies.route("", endpoint="Collection")
class Studies(MethodView):
    """Studies."""

    @needs(Action.READ_STUDIES)
    @studies.arguments(PageQuery, location="query")
    @studies.response(200, StudyPage)
    def get(self, query: dict[str, Any]) -> Page[StudyView]:
        """Untersuchungen auflisten, Neueste zuerst."""
        return list_studies(store(), actor(), page_request(query))

    @needs(Action.ASK_STUDY)
    @studies.arguments(NewStudySchema)
    @idempotent
    @studies.response(202, StudySchema, headers=ACCEPTED)
    def post(self, asked: dict[str, Any]) -> object:
        """Eine Untersuchung berechnen lassen; die Adresse zeigt, wie weit sie ist."""
        wanted = limited(asked, application().settings.study_seconds)
        requested = request_study(store(), actor(), RequestStudy(**wanted))
        view = read_study(store(), actor(), requested.study_id).study
        address = url_for("studies.Item", study_id=requested.study_id)
        return accepted(view, requested.job_id, address)


@studies.route("/<uuid:study_id>", endpoint="Item")
class Study(MethodView):
    """One study: the status resource of its computation, then its result."""

    @needs(Action.READ_STUDIES)
    @studies.arguments(ReadStudyQuery, location="query")
    @studies.response(200, ReadStudySchema, headers=RETRY_AFTER)
    @studies.versioned
    def get(self, query: dict[str, Any], study_id: UUID) -> object:
        """Stand und, sobald es da ist, Ergebnis einer Untersuchung."""
        named = query["names"] is Flag.TRUE
        found = read_study(store(), actor(), study_id, named=named)
        body = {"study": found.study, "result": plain(found.result)}
        if is_waiting(found.study.state):
            return body, ASK_AGAIN
        # names change, and with them what this reader sees: the content is the version
        told = json.dumps(plain(found), sort_keys=True).encode()
        return tagged_as(body, sha256(told).hexdigest()[:32])


@studies.route("/<uuid:study_id>/cancellation", endpoint="Cancellation")
class Cancellation(MethodView):
    """Calling a computation off."""

    @needs(Action.CANCEL_STUDY)
    @studies.response(202, StudySchema)
    def post(self, study_id: UUID) -> StudyView:
        """Die Berechnung abbrechen."""
        known = handlers(application().settings)
        cancel_study(store(), known, actor(), study_id)
        return read_study(store(), actor(), study_id).study


@studies.route("/<uuid:study_id>.xlsx", endpoint="Workbook")
class Workbook(MethodView):
    """A result to hand on."""

    @needs(Action.READ_STUDIES)
    @studies.arguments(StudyFileQuery, location="query")
    @studies.response(200, BYTES, content_type=XLSX, headers=ATTACHED)
    def get(self, query: dict[str, Any], study_id: UUID) -> Response:
        """Ergebnis als Arbeitsmappe, ohne Namen, wenn sie niemand verlangt."""
        named = query["names"] is Flag.TRUE
        file = export_workbook(store(), actor(), study_id, named=named)
        return _attached(file, "xlsx", XLSX)


@studies.route("/<uuid:study_id>.svg", endpoint="Picture")
class Picture(MethodView):
    """A picture of a result."""

    @needs(Action.READ_STUDIES)
    @studies.arguments(StudyPictureQuery, location="query")
    @studies.response(200, BYTES, content_type=SVG, headers=ATTACHED)
    def get(self, query: dict[str, Any], study_id: UUID) -> Response:
        """Ergebnis als Bild, ohne Namen, wenn sie niemand verlangt."""
        named = query["names"] is Flag.TRUE
        file = export_picture(store(), actor(), study_id, query["picture"], named=named)
        return _attached(file, "svg", SVG)


def _attached(file: StudyFile, ending: str, content_type: str) -> Response:
    return attached(file.content, f"{file.name}.{ending}", content_type)
