"""Codes of a result as one reader may read them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.studies import StudyKey
from service.domain.actor import Actor
from service.planning.names import names_for
from service.snapshot.pseudonyms import Pseudonyms, pseudonyms_from_bytes

#: What a result without names says of itself.
CODES_ONLY: Final = (
    "Personen und Orte stehen hier unter Kennungen; Namen nennt eine Datei nur auf"
    " Wunsch (--names) und nur, soweit Sie sie lesen dürfen."
)


@dataclass(frozen=True, slots=True)
class Naming:
    """Names by code; a code without a name stands for itself.

    Names are missing where the reader wants none (files that are handed on) and once
    the key is deleted. ``rows`` leads from codes to rows, whoever reads.
    """

    names: Mapping[str, str]
    rows: Mapping[str, UUID]

    @property
    def codes_only(self) -> bool:
        """Whether nobody is named at all."""
        return not self.names

    def name(self, code: str) -> str:
        """The name, or the code."""
        return self.names.get(code, code)


NOBODY = Naming({}, {})


def naming_for(
    session: Session, actor: Actor, study_id: UUID, *, named: bool
) -> Naming:
    """Names of all that a study's result can speak of.

    Parameters
    ----------
    named
        Whether the reader wants names at all; she gets those that are hers to read.
    """
    codes = _codes(session, study_id)
    if codes is None:
        return NOBODY
    names = _names(session, actor, codes.rows) if named else {}
    return Naming(names, codes.rows)


def _codes(session: Session, study_id: UUID) -> Pseudonyms | None:
    key = session.scalars(
        select(StudyKey.key).where(StudyKey.study_id == study_id)
    ).one_or_none()
    return None if key is None else pseudonyms_from_bytes(key)


def _names(
    session: Session, actor: Actor, rows: Mapping[str, UUID]
) -> Mapping[str, str]:
    ids: Collection[UUID] = set(rows.values())
    told = names_for(session, actor, ids, full=True)
    return {code: told[str(row)] for code, row in rows.items() if str(row) in told}
