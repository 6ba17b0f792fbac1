"""Every plain noun as a resource: list, create, read, change, delete."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import url_for
from flask.views import MethodView

from api.auth import actor, needs, store
from api.documents import LOCATION
from api.idempotent import idempotent
from api.paging import page_request
from api.smorest import Resource, expected_version, tagged
from api.v1.schemas.nouns import NounSchemas, flat, schemas_of
from service.domain.page import Page
from service.nouns.catalogue import NOUNS
from service.nouns.noun import Noun
from service.nouns.read import list_nouns, read_noun
from service.nouns.write import Target, change_noun, create_noun, delete_noun

PREFIX = "/api/v1/"


def resource_of(noun: Noun) -> Resource:
    """The resource of a noun."""
    resource = Resource(
        noun.path,
        __name__,
        url_prefix=PREFIX + noun.path,
        description=noun.title,
    )
    schemas = schemas_of(noun)
    resource.route("", endpoint="Collection")(_collection(resource, noun, schemas))
    resource.route("/<uuid:row_id>", endpoint="Item")(_item(resource, noun, schemas))
    return resource


def _collection(
    resource: Resource, noun: Noun, schemas: NounSchemas
) -> type[MethodView]:
    class Collection(MethodView):
        @needs(noun.read)
        @resource.arguments(schemas.query, location="query")
        @resource.response(200, schemas.page)
        def get(self, query: dict[str, Any]) -> Page[dict[str, Any]]:
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

        @needs(noun.change)
        @resource.arguments(schemas.create)
        @idempotent
        @resource.response(201, schemas.told, headers=LOCATION)
        def post(self, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 -- any answer
            made = create_noun(store(), actor(), noun, values)
            address = url_for(f"{noun.path}.Item", row_id=made.id)
            body, headers = tagged(flat(made), made.version)
            return body, {**headers, "Location": address}

    for method, said in (("get", "auflisten"), ("post", "anlegen")):
        getattr(Collection, method).__doc__ = f"{noun.title}: {said}."
    return Collection


def _item(resource: Resource, noun: Noun, schemas: NounSchemas) -> type[MethodView]:
    class Item(MethodView):
        @needs(noun.read)
        @resource.versioned
        @resource.response(200, schemas.told)
        def get(self, row_id: UUID) -> Any:  # noqa: ANN401 -- any answer
            found = read_noun(store(), actor(), noun, row_id)
            return tagged(flat(found), found.version)

        @needs(noun.change)
        @resource.versioned
        @resource.arguments(schemas.change)
        @resource.response(200, schemas.told)
        def patch(self, values: Mapping[str, Any], row_id: UUID) -> Any:  # noqa: ANN401
            target = Target(row_id, expected_version())
            changed = change_noun(store(), actor(), noun, target, values)
            return tagged(flat(changed), changed.version)

        @needs(noun.change)
        @resource.versioned
        @resource.response(204)
        def delete(self, row_id: UUID) -> None:
            target = Target(row_id, expected_version())
            delete_noun(store(), actor(), noun, target)

    for method, said in (
        ("get", "einen Eintrag lesen"),
        ("patch", "einen Eintrag ändern"),
        ("delete", "einen Eintrag löschen"),
    ):
        getattr(Item, method).__doc__ = f"{noun.title}: {said}."
    return Item


NOUN_RESOURCES = tuple(resource_of(noun) for noun in NOUNS)
