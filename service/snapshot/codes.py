"""Codes in place of row ids; the key back lies apart from the problem."""

import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Protocol
from uuid import UUID


class Codes(Protocol):
    """Codes of a problem, over all kinds of rows it speaks of."""

    @property
    def rows(self) -> Mapping[str, UUID]:
        """Code to row id."""
        ...


def order_key(tenant: str) -> bytes:
    """Decides the order of the codes; the same for every snapshot of a tenant."""
    return blake2b(tenant.encode(), person=b"pseudonyms", digest_size=32).digest()


def numbered(
    key: bytes, letter: str, rows: Mapping[UUID, str]
) -> Iterable[tuple[UUID, str]]:
    """A letter and a number for each row, in an order only the key explains.

    Parameters
    ----------
    key
        1 to 64 bytes.
    letter
        Tells the kinds of rows apart.
    rows
        Rows with their codes in the tenant's lists: the order rests on these, not on
        row ids, so that the same lists give the same problem on any machine.
    """

    def rank(row: UUID) -> bytes:
        return blake2b(rows[row].encode(), key=key, digest_size=16).digest()

    ordered = sorted(rows, key=rank)
    width = max(3, len(str(len(ordered))))
    return [(row, f"{letter}{i:0{width}d}") for i, row in enumerate(ordered, 1)]


def key_to_bytes(codes: Codes) -> bytes:
    """The key, to be stored apart from the problem."""
    content = {code: row.hex for code, row in codes.rows.items()}
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def key_from_bytes(key: bytes) -> dict[str, UUID]:
    """Code to row id, out of a stored key."""
    return {code: UUID(hex=row) for code, row in json.loads(key).items()}
