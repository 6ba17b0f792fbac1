"""A question about a stored plan, before anybody answers it: whatever is planned."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import TypeVar

from service.db.tables.planning import Proposal
from service.errors import Conflict, InputFault, InvalidInput
from service.explaining.question import StoredPlan
from service.matching.codes import MatchingCodes
from service.snapshot.codes import Codes
from service.snapshot.pseudonyms import Pseudonyms

KnownCodes = TypeVar("KnownCodes", bound=Codes)
TableCodes = TypeVar("TableCodes", Pseudonyms, MatchingCodes)


def require_named(asked: object, needed: Sequence[str]) -> None:
    """Refuse a question that does not say what it is about.

    Raises
    ------
    InvalidInput
        If one of the fields needed is empty.
    """
    missing = [name for name in needed if getattr(asked, name) is None]
    if missing:
        detail = "Diese Frage braucht eine weitere Angabe."
        raise InvalidInput(
            detail, [InputFault(f"/{name}", detail, "required") for name in missing]
        )


def stored_plan(
    proposal: Proposal, codes: KnownCodes | None
) -> tuple[StoredPlan, KnownCodes]:
    """What a proposal was made of, and the codes it speaks in.

    Raises
    ------
    Conflict
        If it has no plan, or its problem or its codes are no longer kept.
    """
    if proposal.plan is None:
        raise Conflict("Zu diesem Vorschlag gibt es (noch) keinen Plan.")
    if proposal.problem is None or proposal.rule_profile is None or codes is None:
        raise Conflict(
            "Die Grundlage dieses Vorschlags ist nach Ablauf der Frist gelöscht."
        )
    return StoredPlan(proposal.problem, proposal.rule_profile, proposal.plan), codes


def joined(new: TableCodes, old: TableCodes) -> tuple[TableCodes, Mapping[str, str]]:
    """Codes of both proposals, and the old ones in words of the new.

    Whoever only the old one knows keeps the old code with a mark, so that nobody is
    taken for somebody else.
    """
    known = {row: code for code, row in new.rows.items()}
    renaming = {code: known.get(row, f"{code}-") for code, row in old.rows.items()}
    tables = {
        table.name: {
            **{row: renaming[code] for row, code in getattr(old, table.name).items()},
            **getattr(new, table.name),
        }
        for table in fields(new)
    }
    return replace(new, **tables), renaming
