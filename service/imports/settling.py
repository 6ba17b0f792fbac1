"""What a file says in two places becomes one: a fee by its step of the scale."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.programme import FeeBand
from service.imports.entities import Entity
from service.imports.stored import Key


def settle_fees(session: Session, entities: Mapping[str, Mapping[Key, Entity]]) -> None:
    """A coach without a fee of her own gets that of her step.

    The step is the file's, else the stored one.
    """
    coaches = [
        coach
        for coach in entities.get("coach", {}).values()
        if isinstance(coach.values.get("fee_band_id"), UUID)
        and not coach.values.get("fee_cents_per_hour")
    ]
    if not coaches:
        return
    cents: dict[object, object] = {
        row.id: row.cents_per_hour
        for row in session.execute(select(FeeBand.id, FeeBand.cents_per_hour))
    }
    for band in entities.get("fee_band", {}).values():
        cents[band.id] = band.values["cents_per_hour"]
    for coach in coaches:
        coach.values["fee_cents_per_hour"] = cents.get(coach.values["fee_band_id"], 0)
