"""Files of an association are checked, shown as differences, and stored."""

from typing import Any
from uuid import UUID

from flask import url_for
from flask.views import MethodView
from flask_smorest.fields import Upload

from api.auth import actor, needs, store
from api.documents import LOCATION
from api.idempotent import idempotent
from api.paging import page_request
from api.smorest import Resource
from api.v1.schemas import words
from api.v1.schemas.base import PageQuery, StrictSchema
from api.v1.schemas.calendars import ImportPage, ImportReportSchema, ImportSchema
from service.access import Action, require
from service.domain.page import Page
from service.imports.report import ImportReport
from service.use_cases.check_import import check_import
from service.use_cases.read_imports import ImportView, list_imports, read_import
from service.use_cases.store_import import store_checked_import

imports = Resource(
    "imports", __name__, url_prefix="/api/v1/imports", description="Einlesen"
)


class FileSchema(StrictSchema):
    """A workbook, a CSV file or a ZIP of CSV files."""

    file = Upload(required=True, error_messages={"required": words.NO_FILE})


@imports.route("", endpoint="Collection")
class Imports(MethodView):
    """Imports."""

    @needs(Action.READ_IMPORTS)
    @imports.arguments(PageQuery, location="query")
    @imports.response(200, ImportPage)
    def get(self, query: dict[str, Any]) -> Page[ImportView]:
        """Eingelesene Dateien auflisten."""
        return list_imports(store(), actor(), page_request(query))

    @needs(Action.IMPORT)
    @imports.arguments(FileSchema, location="files")
    @idempotent
    @imports.response(201, ImportReportSchema, headers=LOCATION)
    def post(self, sent: dict[str, Any]) -> object:
        """Eine Datei prüfen: alle Fehler, alle Änderungen, gespeichert wird nichts."""
        require(actor(), Action.IMPORT)
        file = sent["file"]
        name = file.filename or "Datei"
        report = check_import(store(), actor(), file.stream.read(), name, keep=True)
        return report, {"Location": url_for("imports.Item", import_id=report.run_id)}


@imports.route("/<uuid:import_id>", endpoint="Item")
class Import(MethodView):
    """One import."""

    @imports.response(200, ImportSchema)
    def get(self, import_id: UUID) -> ImportView:
        """Eine eingelesene Datei ansehen."""
        return read_import(store(), actor(), import_id)


@imports.route("/<uuid:import_id>/storage", endpoint="Storage")
class Storage(MethodView):
    """Storing a checked file."""

    @needs(Action.IMPORT)
    @idempotent
    @imports.response(200, ImportReportSchema)
    def post(self, import_id: UUID) -> ImportReport:
        """Eine geprüfte Datei speichern, ganz oder gar nicht."""
        return store_checked_import(store(), actor(), import_id)
