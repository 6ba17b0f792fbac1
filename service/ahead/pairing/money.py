"""What held places may cost in a season: as asked, else as stored, else nothing."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.ahead.pairing.parameters import CENTS, PairingParameters
from service.db.tables.cooperations import HeldPlaceBudget
from solver.whatif.candidate import MONTHS_PER_YEAR
from solver.whatif.problem import CostRates

#: What a held place costs a year where nobody said it [cents]: what a ranking of
#: changes assumes a month.
ASSUMED_HELD_PLACE_CENTS = MONTHS_PER_YEAR * CostRates().held_place_cents_per_month


class BudgetOrigin(StrEnum):
    """Where a budget comes from."""

    ASKED = "asked"
    STORED = "stored"
    #: One is stored, for the whole tenant; the study is of one area.
    OF_THE_WHOLE = "of_the_whole"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SeasonMoney:
    """The budget of a season, what one held place takes of it, and who said so."""

    budget_cents: int
    held_place_cents: int
    origin: BudgetOrigin


def season_money(
    session: Session, parameters: PairingParameters, year: int, area_id: UUID | None
) -> SeasonMoney:
    """Money for a Kita year.

    The stored budget is that of the whole tenant: a study of one area has none unless
    it is asked with one.

    Parameters
    ----------
    year
        The one the Kita year begins in.
    """
    row = session.scalars(
        select(HeldPlaceBudget).where(HeldPlaceBudget.year == year)
    ).one_or_none()
    price = row.held_place_cents if row is not None else None
    if parameters.held_place_euros is not None:
        price = parameters.held_place_euros * CENTS
    each = ASSUMED_HELD_PLACE_CENTS if price is None else price
    if parameters.budget_euros is not None:
        asked = parameters.budget_euros * CENTS
        return SeasonMoney(asked, each, BudgetOrigin.ASKED)
    if row is None:
        return SeasonMoney(0, each, BudgetOrigin.NONE)
    if area_id is not None:
        return SeasonMoney(0, each, BudgetOrigin.OF_THE_WHOLE)
    return SeasonMoney(row.budget_cents, each, BudgetOrigin.STORED)
