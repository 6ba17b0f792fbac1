"""One page of a query, and how many rows there are in all."""

from collections.abc import Callable, Sequence
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
    return page_together(
        session, query, wanted, lambda rows: tuple(view(row) for row in rows)
    )


def page_together(
    session: Session,
    query: Select[Row],
    wanted: PageRequest,
    views: Callable[[Sequence[Row]], Sequence[Item]],
) -> Page[Item]:
    """One page of rows that are told together, as where that takes a query of its own.

    Parameters
    ----------
    query
        Ordered so that no two rows may change places.
    views
        As many as rows, in their order.
    """
    counted = select(func.count()).select_from(query.order_by(None).subquery())
    total = session.scalar(counted) or 0
    rows = session.scalars(query.offset(wanted.offset).limit(wanted.size)).all()
    return Page(
        items=views(rows),
        page=wanted.number,
        size=wanted.size,
        total=total,
    )
