"""One page of a query, and how many rows there are in all."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from service.domain.page import Item, Page, PageRequest

Row = TypeVar("Row")


def page_of(
    session: Session,
    query: Select[Row],
    wanted: PageRequest,
    view: Callable[[Row], Item],
) -> Page[Item]:
    """One page of the rows, each as it is shown.

    Parameters
    ----------
    query
        Ordered so that no two rows may change places.
    """
    counted = select(func.count()).select_from(query.order_by(None).subquery())
    total = session.scalar(counted) or 0
    rows = session.scalars(query.offset(wanted.offset).limit(wanted.size)).all()
    return Page(
        items=tuple(view(row) for row in rows),
        page=wanted.number,
        size=wanted.size,
        total=total,
    )
