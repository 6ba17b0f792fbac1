"""Every plain noun as a resource: list, create, read, change, delete."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import url_for
from flask.views import MethodView

from api.auth import actor, needs, store
from api.documents import LOCATION
from api.idempotent import idempotent
from api.paging import page_request
from api.smorest import Resource, expected_version, tagged, with_tag
from api.v1.schemas.nouns import NounSchemas, flat, schemas_of
from service.domain.page import Page
from service.nouns.catalogue import NOUNS
from service.nouns.noun import Noun, Target
from service.nouns.read import list_nouns, read_noun
from service.nouns.write import change_noun, create_noun, delete_noun

PREFIX = "/api/v1/"
SAID = {
    ("Collection", "get"): "auflisten",
    ("Collection", "post"): "anlegen",
    ("Item", "get"): "einen Eintrag lesen",
    ("Item", "patch"): "einen Eintrag ändern",
    ("Item", "delete"): "einen Eintrag löschen oder zurücknehmen",
}
View = Callable[..., Any]


def resource_of(noun: Noun) -> Resource:
    """The resource of a noun."""
    resource = Resource(
        noun.path,
        __name__,
        url_prefix=PREFIX + noun.path,
        description=noun.title,
    )
    schemas = schemas_of(noun)
    collection: dict[str, Any] = {"get": _listing(resource, noun, schemas)}
    item: dict[str, Any] = {"get": _reading(resource, noun, schemas)}
    if noun.may_create:
        collection["post"] = _creating(resource, noun, schemas)
    if noun.may_alter:
        item["patch"] = _changing(resource, noun, schemas)
    if noun.may_remove:
        item["delete"] = _deleting(resource, noun)
    for rule, name, views in (
        ("", "Collection", collection),
        ("/<uuid:row_id>", "Item", item),
    ):
        for method, view in views.items():
            view.__doc__ = f"{noun.title}: {SAID[name, method]}."
        kind = type(name, (MethodView,), {**views, "methods": _methods(views)})
        resource.route(rule, endpoint=name)(kind)
    return resource


def _methods(views: Mapping[str, Any]) -> set[str]:
    return {method.upper() for method in views}


def _listing(resource: Resource, noun: Noun, schemas: NounSchemas) -> View:
    @needs(noun.read)
    @resource.arguments(schemas.query, location="query")
    @resource.response(200, schemas.page)
    def get(_self: MethodView, query: dict[str, Any]) -> Page[dict[str, Any]]:
        page = page_request(query)
        filters = {
            name: value
            for name, value in query.items()
            if name not in ("page", "page_size")
        }
        found = list_nouns(store(), actor(), noun, page, filters)
        return Page(
            items=[flat(item) for item in found.items],
            page=found.page,
            size=found.size,
            total=found.total,
        )

    view: View = get
    return view


def _creating(resource: Resource, noun: Noun, schemas: NounSchemas) -> View:
    @needs(noun.change or noun.read)
    @resource.arguments(schemas.create)
    @idempotent
    @resource.response(201, schemas.told, headers=LOCATION)
    def post(_self: MethodView, values: Mapping[str, Any]) -> object:
        made = create_noun(store(), actor(), noun, values)
        address = url_for(f"{noun.path}.Item", row_id=made.id)
        body, headers = with_tag(flat(made), str(made.version))
        return body, {**headers, "Location": address}

    view: View = post
    return view


def _reading(resource: Resource, noun: Noun, schemas: NounSchemas) -> View:
    @needs(noun.read)
    @resource.versioned
    @resource.response(200, schemas.told)
    def get(_self: MethodView, row_id: UUID) -> object:
        found = read_noun(store(), actor(), noun, row_id)
        return tagged(flat(found), found.version)

    view: View = get
    return view


def _changing(resource: Resource, noun: Noun, schemas: NounSchemas) -> View:
    @needs(noun.change or noun.read)
    @resource.versioned
    @resource.arguments(schemas.change)
    @resource.response(200, schemas.told)
    def patch(_self: MethodView, values: Mapping[str, Any], row_id: UUID) -> object:
        target = Target(row_id, expected_version())
        changed = change_noun(store(), actor(), noun, target, values)
        return tagged(flat(changed), changed.version)

    view: View = patch
    return view


def _deleting(resource: Resource, noun: Noun) -> View:
    @needs(noun.change or noun.read)
    @resource.versioned
    @resource.response(204)
    def delete(_self: MethodView, row_id: UUID) -> None:
        target = Target(row_id, expected_version())
        delete_noun(store(), actor(), noun, target)

    view: View = delete
    return view


RESOURCE_BY_PATH = {noun.path: resource_of(noun) for noun in NOUNS}
NOUN_RESOURCES = tuple(RESOURCE_BY_PATH.values())
