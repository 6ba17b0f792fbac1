"""The audit trail."""

from typing import Any

from flask.views import MethodView

from api.auth import actor, needs, store
from api.paging import page_request
from api.smorest import Resource
from api.v1.schemas.plain import AuditPage, AuditQuery
from service.access import Action
from service.domain.page import Page
from service.use_cases.read_audit import AuditFilter, AuditView, read_audit

audit_events = Resource(
    "audit-events", __name__, url_prefix="/api/v1/audit-events", description="Protokoll"
)


@audit_events.route("", endpoint="Collection")
class AuditEvents(MethodView):
    """Who did what when."""

    @needs(Action.READ_AUDIT)
    @audit_events.arguments(AuditQuery, location="query")
    @audit_events.response(200, AuditPage)
    def get(self, query: dict[str, Any]) -> Page[AuditView]:
        """Protokoll auflisten, Neuestes zuerst."""
        wanted = page_request(query)
        del query["page"], query["page_size"]
        return read_audit(store(), actor(), wanted, AuditFilter(**query))
