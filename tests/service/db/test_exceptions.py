"""What an exception of the database may say: the statement, never its values."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from service.db.store import Store

NAME = "Mia Musterkind"


def test_exceptions_carry_no_values(any_store: Store) -> None:
    statement = text("SELECT * FROM nowhere WHERE family_name = :name")
    with (
        any_store.engine.connect() as connection,
        pytest.raises(SQLAlchemyError) as caught,
    ):
        connection.execute(statement, {"name": NAME})
    assert "nowhere" in str(caught.value)
    assert NAME not in str(caught.value)
