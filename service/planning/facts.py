"""Facts of rules between the solver's codes and stored ids."""

from collections.abc import Mapping
from uuid import UUID

from service.snapshot.codes import Codes
from solver.rule import Facts

StoredFacts = dict[str, int | str]


def stored_facts(facts: Facts, codes: Codes) -> StoredFacts:
    """Facts with row ids in place of codes; all else stays as it is."""
    return {name: _row(value, codes.rows) for name, value in facts.items()}


def _row(value: int | str, rows: Mapping[str, UUID]) -> int | str:
    if isinstance(value, str) and value in rows:
        return str(rows[value])
    return value


def row_id(value: int | str) -> UUID | None:
    """The row a stored fact names; ``None`` where it is no id."""
    if not isinstance(value, str) or len(value) != len(str(UUID(int=0))):
        return None
    try:
        return UUID(value)
    except ValueError:
        return None
