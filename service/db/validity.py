"""Rows that hold until a day, inclusive, or without an end."""

from datetime import date

from sqlalchemy import ColumnElement, SQLColumnExpression, or_


def lasts(last: SQLColumnExpression[date | None], day: date) -> ColumnElement[bool]:
    """Whether a row has not ended before that day."""
    return or_(last.is_(None), last >= day)
