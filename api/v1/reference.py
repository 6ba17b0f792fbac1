"""Rules and glossary, to look up."""

from typing import Any

from flask.views import MethodView

from api.auth import actor, store
from api.paging import page_request
from api.smorest import Resource
from api.v1.schemas.base import PageQuery
from api.v1.schemas.plain import RuleCatalogueSchema, RuleQuery, TermPage
from service.access import Action, require
from service.domain.page import Page
from service.glossary import Term, glossary
from service.use_cases.list_rules import RuleCatalogue
from service.use_cases.tenant_rules import RulesAsked, tenant_rules

rules = Resource("rules", __name__, url_prefix="/api/v1/rules", description="Regeln")
terms = Resource(
    "glossary", __name__, url_prefix="/api/v1/glossary", description="Wörter"
)


@rules.route("", endpoint="Catalogue")
class Rules(MethodView):
    """The rule catalogue."""

    @rules.arguments(RuleQuery, location="query")
    @rules.response(200, RuleCatalogueSchema)
    def get(self, query: dict[str, Any]) -> RuleCatalogue:
        """Regeln mit Zahlen, entscheidender Ebene und Quelle; je Gebiet mit area_id."""
        return tenant_rules(store(), actor(), RulesAsked(**query))


@terms.route("", endpoint="Collection")
class Glossary(MethodView):
    """The glossary."""

    @terms.arguments(PageQuery, location="query")
    @terms.response(200, TermPage)
    def get(self, query: dict[str, Any]) -> Page[Term]:
        """Wörter der Fachsprache, deutsch und englisch."""
        require(actor(), Action.READ_RULES)
        wanted = page_request(query)
        known = glossary()
        return Page(
            items=known[wanted.offset : wanted.offset + wanted.size],
            page=wanted.number,
            size=wanted.size,
            total=len(known),
        )
