"""One change of the net, as data."""

from dataclasses import dataclass
from enum import StrEnum

from solver.substitution.problem import PersonId, PlaceId
from solver.whatif.problem import CostRates, SpotId

MONTHS_PER_YEAR = 12
WEEKS_PER_YEAR = 52
MINUTES_PER_HOUR = 60
BASE_STAFF = 2


class ChangeKind(StrEnum):
    """What is changed."""

    FLOATER = "floater"
    HELD_PLACE = "held_place"
    BASE = "base"
    PERMIT_PLACE = "permit_place"
    QUALIFICATION = "qualification"
    INCLUSION = "inclusion"
    EXTRA_WAY = "extra_way"


@dataclass(frozen=True, slots=True)
class Change:
    """One change; what does not belong to its kind is left empty.

    ``person`` is whose place, permit or course it is; ``members`` are the childminders
    somebody would stand in for who does not now; ``place`` is where a floater's
    children go beside their own rooms, ``spot`` where a base would be. ``minutes`` are
    a post's minutes a week (of each of two employees of a base), or the families' new
    limit of their extra way. ``places`` are those of a base, or of a permit afterwards.
    """

    kind: ChangeKind
    person: PersonId | None = None
    members: tuple[PersonId, ...] = ()
    place: PlaceId | None = None
    spot: SpotId | None = None
    minutes: int = 0
    places: int = 0

    @property
    def measure(self) -> tuple[str, ...]:
        """What people would decide on: where exactly it happens is a detail of it.

        Of changes that differ in rooms only, the best stands for all.
        """
        named = (self.kind.value, self.person or "", f"{self.minutes:05}")
        return (*named, f"{self.places:03}", self.spot or "", *self.members)

    @property
    def key(self) -> str:
        """Tells changes apart, and orders those that are equally good."""
        parts = (
            self.kind.value,
            self.person or "",
            self.place or "",
            self.spot or "",
            f"{self.minutes:05}",
            f"{self.places:03}",
            ",".join(self.members),
        )
        return "|".join(parts)


def standing_cents(change: Change, rates: CostRates) -> int:
    """What a change costs a year whether somebody is away or not."""
    post = WEEKS_PER_YEAR * change.minutes * rates.employed_cents_per_hour
    match change.kind:
        case ChangeKind.FLOATER:
            return post // MINUTES_PER_HOUR
        case ChangeKind.BASE:
            rooms = MONTHS_PER_YEAR * rates.rooms_cents_per_month
            return BASE_STAFF * post // MINUTES_PER_HOUR + rooms
        case ChangeKind.HELD_PLACE:
            return MONTHS_PER_YEAR * rates.held_place_cents_per_month
        case ChangeKind.QUALIFICATION | ChangeKind.INCLUSION:
            return rates.course_cents // rates.course_years
        case ChangeKind.PERMIT_PLACE | ChangeKind.EXTRA_WAY:
            return 0


def is_salaried(change: Change) -> bool:
    """Whether those who come are paid for their time, not for a child's hour."""
    return change.kind in (ChangeKind.FLOATER, ChangeKind.BASE)


def cents_a_year(change: Change, covered_minutes: int, rates: CostRates) -> int:
    """What a change costs a year with so many child-minutes covered in it."""
    standing = standing_cents(change, rates)
    if is_salaried(change):
        return standing
    return standing + covered_minutes * rates.child_hour_cents // MINUTES_PER_HOUR
