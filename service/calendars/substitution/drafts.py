"""From care that stands to the events of one recipient."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from service.calendars.content import Draft, EventContent
from service.calendars.local_time import instant, instants
from service.calendars.recipients import Recipient
from service.calendars.substitution import wording
from service.calendars.substitution.standing import Away, Care
from service.domain.kinds import FeedKind

MINUTES_OF_DAY = 24 * 60
DAYS_OF_OPEN_ABSENCE = 7
"""An absence without an end is shown in whole weeks, one more as each is over."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands on some days, and what is needed to tell whose it is."""

    care: Sequence[Care]
    absences: Sequence[Away]
    children: dict[UUID, frozenset[UUID]]
    zone: ZoneInfo
    today: date


def drafts_for(recipient: Recipient, standing: Standing) -> list[Draft]:
    """The events a recipient's calendar should hold on the days that were read."""
    return _MAKERS[recipient.kind](recipient.id, standing)


def _for_person(person_id: UUID, standing: Standing) -> list[Draft]:
    """Children who come to her, and her own absences."""
    own = (care for care in standing.care if care.person_id == person_id)
    return [
        *_blocks(own, standing.zone, _substitute_group, _substitute_content),
        *(
            _absence(away, standing)
            for away in standing.absences
            if away.person_id == person_id
        ),
    ]


def _for_place(place_id: UUID, standing: Standing) -> list[Draft]:
    """Everybody who looks after children at the place."""
    here = (care for care in standing.care if care.venue.id == place_id)
    return _blocks(here, standing.zone, _district_group, _district_content)


def _for_area(area_id: UUID, standing: Standing) -> list[Draft]:
    """Substitution in the district, or for somebody absent there."""
    inside = (care for care in standing.care if area_id in care.area_ids)
    return _blocks(inside, standing.zone, _district_group, _district_content)


def _for_guardian(guardian_id: UUID, standing: Standing) -> list[Draft]:
    """One event per child and day."""
    children = standing.children.get(guardian_id, frozenset())
    days: dict[tuple[date, UUID], list[Care]] = defaultdict(list)
    for care in standing.care:
        if care.child_id in children:
            days[care.day, care.child_id].append(care)
    return [
        _guardian_day(pieces, standing.zone, several_children=len(children) > 1)
        for pieces in days.values()
    ]


def _guardian_day(
    pieces: list[Care], zone: ZoneInfo, *, several_children: bool
) -> Draft:
    """All pieces of a child's day as one event; it keeps its UID whoever comes."""
    first = pieces[0]
    group = f"child:{first.child_id}:{first.day}"
    start, end = _bounds(pieces)
    starts, ends = instants(first.day, start, end, zone)
    content = EventContent(
        summary=wording.guardian_summary(pieces, several_children=several_children),
        text=wording.guardian_text(pieces),
        location=wording.guardian_location(pieces),
        starts=starts,
        ends=ends,
    )
    return Draft(group, frozenset({group}), content, first.day, first.day)


def _absence(away: Away, standing: Standing) -> Draft:
    """Days off as days, hours off as hours; never why."""
    last_day = _shown_last_day(away, standing.today)
    if away.start_minute is None and away.end_minute is None:
        starts: date = away.first_day
        ends: date = last_day + timedelta(days=1)
    else:
        starts, ends = _hours_off(away, last_day, standing.zone)
    content = EventContent(wording.absence_summary(away), "", "", starts, ends)
    group = f"absence:{away.id}"
    return Draft(group, frozenset({group}), content, away.first_day, last_day)


def _hours_off(away: Away, last_day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From the hour on the first day to the hour on the last one."""
    start = away.start_minute or 0
    end = (away.end_minute if away.last_day else None) or MINUTES_OF_DAY
    if away.first_day == last_day:
        return instants(last_day, start, end if end > start else MINUTES_OF_DAY, zone)
    return instant(away.first_day, start, zone), instant(last_day, end, zone)


def _shown_last_day(away: Away, today: date) -> date:
    """The last day an absence is shown on."""
    if away.last_day:
        return away.last_day
    if away.expected_return and away.expected_return > max(today, away.first_day):
        return away.expected_return - timedelta(days=1)
    weeks = max(0, (today - away.first_day).days) // DAYS_OF_OPEN_ABSENCE + 1
    return away.first_day + timedelta(days=weeks * DAYS_OF_OPEN_ABSENCE - 1)


def _blocks(
    care: Iterable[Care],
    zone: ZoneInfo,
    group_of: Callable[[Care], str],
    content_of: Callable[[Sequence[Care]], tuple[str, str, str]],
) -> list[Draft]:
    """One event per group and contiguous block of time."""
    groups: dict[str, list[Care]] = defaultdict(list)
    for piece in care:
        groups[group_of(piece)].append(piece)
    drafts = []
    for group, pieces in groups.items():
        for block in _contiguous(pieces):
            summary, text, location = content_of(block)
            day = block[0].day
            starts, ends = instants(day, *_bounds(block), zone)
            content = EventContent(summary, text, location, starts, ends)
            members = frozenset(str(piece.uid) for piece in block)
            drafts.append(Draft(group, members, content, day, day))
    return drafts


def _contiguous(pieces: list[Care]) -> list[list[Care]]:
    """Pieces that overlap or meet belong together."""
    blocks: list[list[Care]] = []
    until = -1
    for piece in sorted(pieces, key=lambda care: (care.start_minute, care.child_code)):
        if piece.start_minute > until:
            blocks.append([])
        blocks[-1].append(piece)
        until = max(until, piece.end_minute)
    return blocks


def _bounds(pieces: Sequence[Care]) -> tuple[int, int]:
    """First start and last end [minutes of the day]."""
    return (
        min(care.start_minute for care in pieces),
        max(care.end_minute for care in pieces),
    )


def _substitute_group(care: Care) -> str:
    return f"care:{care.day}:{care.venue.id}"


def _substitute_content(block: Sequence[Care]) -> tuple[str, str, str]:
    """The address only where she has to drive there."""
    venue = block[0].venue
    location = venue.name if block[0].at_home else venue.with_address()
    return (
        wording.substitute_summary(block),
        wording.times_of_children(block),
        location,
    )


def _district_group(care: Care) -> str:
    return f"care:{care.day}:{care.person_id}:{care.venue.id}"


def _district_content(block: Sequence[Care]) -> tuple[str, str, str]:
    """Name of the place, no address: nobody travels by this calendar."""
    return (
        wording.district_summary(block),
        wording.times_of_children(block),
        block[0].venue.name,
    )


_MAKERS: dict[FeedKind, Callable[[UUID, Standing], list[Draft]]] = {
    FeedKind.PERSON: _for_person,
    FeedKind.PLACE: _for_place,
    FeedKind.GUARDIAN: _for_guardian,
    FeedKind.AREA: _for_area,
}
