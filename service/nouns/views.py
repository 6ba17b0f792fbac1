"""A row as told to somebody."""

from service.db.base import TenantTable
from service.domain.actor import Actor
from service.nouns.noun import Noun, NounView


def view(actor: Actor, noun: Noun, row: TenantTable) -> NounView:
    """The named columns that the actor's roles may be told, nothing else."""
    return NounView(
        id=row.id,
        version=row.version,
        values={
            field.name: getattr(row, field.name)
            for field in noun.fields
            if field.seen_by is None or not actor.roles.isdisjoint(field.seen_by)
        },
    )
