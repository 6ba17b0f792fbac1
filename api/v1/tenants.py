"""The bodies that plan."""

from typing import Any
from uuid import UUID

from flask import url_for
from flask.views import MethodView

from api.auth import actor, needs, policy, store
from api.documents import LOCATION
from api.idempotent import idempotent
from api.paging import page_request
from api.smorest import Resource, expected_version, tagged
from api.v1.schemas.base import PageQuery
from api.v1.schemas.plain import (
    CreatedTenantSchema,
    NewTenantSchema,
    TenantChangeSchema,
    TenantPage,
    TenantSchema,
)
from service.access import Action
from service.domain.page import Page
from service.use_cases.change_tenant import TenantChange, change_tenant
from service.use_cases.create_tenant import NewTenant, create_tenant
from service.use_cases.read_tenants import TenantView, list_tenants, read_tenant

tenants = Resource(
    "tenants", __name__, url_prefix="/api/v1/tenants", description="Träger"
)


@tenants.route("", endpoint="Collection")
class Tenants(MethodView):
    """Tenants."""

    @needs(Action.READ_TENANT)
    @tenants.arguments(PageQuery, location="query")
    @tenants.response(200, TenantPage)
    def get(self, query: dict[str, Any]) -> Page[TenantView]:
        """Träger auflisten: alle für Betreiber, sonst den eigenen."""
        return list_tenants(store(), actor(), page_request(query))

    @needs(Action.OPERATE_TENANTS)
    @tenants.arguments(NewTenantSchema)
    @idempotent
    @tenants.response(201, CreatedTenantSchema, headers=LOCATION)
    def post(self, asked: dict[str, Any]) -> object:
        """Einen Träger mit seiner ersten Verwaltung anlegen."""
        made = create_tenant(store(), policy(), actor(), NewTenant(**asked))
        return made, {"Location": url_for("tenants.Item", tenant_id=made.tenant_id)}


@tenants.route("/<uuid:tenant_id>", endpoint="Item")
class Tenant(MethodView):
    """One tenant."""

    @tenants.versioned
    @tenants.response(200, TenantSchema)
    def get(self, tenant_id: UUID) -> object:
        """Einen Träger lesen."""
        found = read_tenant(store(), actor(), tenant_id)
        return tagged(found, found.version)

    @tenants.versioned
    @tenants.arguments(TenantChangeSchema)
    @tenants.response(200, TenantSchema)
    def patch(self, asked: dict[str, Any], tenant_id: UUID) -> object:
        """Einen Träger umbenennen oder schließen."""
        changed = change_tenant(
            store(), actor(), tenant_id, expected_version(), TenantChange(**asked)
        )
        return tagged(changed, changed.version)
