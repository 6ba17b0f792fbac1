"""Codes for coaches, kindergartens and counties."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from service.snapshot.codes import key_from_bytes, numbered
from solver.matching.problem import CoachId, CountyId, KindergartenId

_COACH, _KINDERGARTEN, _COUNTY = "b", "e", "l"


@dataclass(frozen=True)
class MatchingCodes:
    """Row id to code; the codes are numbers in an order only the key explains."""

    coaches: Mapping[UUID, CoachId]
    kindergartens: Mapping[UUID, KindergartenId]
    counties: Mapping[UUID, CountyId]

    @cached_property
    def rows(self) -> Mapping[str, UUID]:
        """Code to row id, over all three kinds."""
        return {
            str(code): row
            for table in (self.coaches, self.kindergartens, self.counties)
            for row, code in table.items()
        }


def make_codes(
    key: bytes,
    coaches: Mapping[UUID, str],
    kindergartens: Mapping[UUID, str],
    counties: Mapping[UUID, str],
) -> MatchingCodes:
    """Codes for rows given with their codes (counties: names) in the lists."""
    return MatchingCodes(
        coaches={r: CoachId(c) for r, c in numbered(key, _COACH, coaches)},
        kindergartens={
            r: KindergartenId(c) for r, c in numbered(key, _KINDERGARTEN, kindergartens)
        },
        counties={r: CountyId(c) for r, c in numbered(key, _COUNTY, counties)},
    )


def codes_from_bytes(key: bytes) -> MatchingCodes:
    """Codes out of a stored key."""
    rows = key_from_bytes(key)
    return MatchingCodes(
        coaches={r: CoachId(c) for c, r in rows.items() if c[0] == _COACH},
        kindergartens={
            r: KindergartenId(c) for c, r in rows.items() if c[0] == _KINDERGARTEN
        },
        counties={r: CountyId(c) for c, r in rows.items() if c[0] == _COUNTY},
    )
