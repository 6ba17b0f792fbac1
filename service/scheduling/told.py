"""What became of dates that were asked for, in words: names for ids, sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from service.dates.calendar import SettledHolidays
from service.dates.workshops.naming import event_title
from service.domain.actor import Actor
from service.domain.kinds import SchedulingKind
from service.domain.working_days import SCHOOL_HOLIDAYS_SOURCE
from service.i18n import translate as _
from service.matching.names import programme_names
from service.matching.sentences import ids_in
from service.profiles.loader import LAENDER
from service.scheduling.kinds import dates_kind
from service.scheduling.result import Scheduled


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A day that was refused, and why."""

    day: date
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class ToldWithoutDate:
    """Something that found no date; ``month`` is its first day.

    ``coach`` is empty where nobody comes, ``kindergarten`` where it is an ``event`` of
    clusters, and that where it is not.
    """

    coach: str
    kindergarten: str
    month: date
    number: int
    refusals: Sequence[ToldDay]
    event: str = ""


@dataclass(frozen=True, slots=True)
class ToldResult:
    """What found no date, kindergartens with an end on no map, and what is assumed."""

    without_date: Sequence[ToldWithoutDate]
    without_way: Sequence[str]
    assumed: Sequence[str]


def told(
    session: Session, actor: Actor, kind: SchedulingKind, done: Scheduled
) -> ToldResult:
    """The open ends of a result, for whoever coordinates."""
    ids = {*done.without_way}
    for one in done.without_date:
        ids |= {id_ for id_ in (one.kindergarten_id, one.coach_id) if id_}
        ids |= set(ids_in(each.facts for each in one.refusals))
    names = programme_names(session, actor, ids)
    said = dates_kind(kind).sentence
    return ToldResult(
        [
            ToldWithoutDate(
                names.get(str(one.coach_id), ""),
                names.get(str(one.kindergarten_id), ""),
                one.month,
                one.number,
                [
                    ToldDay(each.day, each.rule, said(each.rule, each.facts, names))
                    for each in one.refusals
                ],
                event_title(one.event, names) if one.event else "",
            )
            for one in done.without_date
        ],
        [names[str(id_)] for id_ in done.without_way],
        [*map(_settled, done.holidays_until), *_changing(done.rules_change)],
    )


def _changing(day: date | None) -> Iterator[str]:
    """That later days were planned by rules that no longer hold then."""
    if day is not None:
        said = _(
            "Ab dem {day} gelten andere Regeln; geplant ist auch danach nach den"
            " bisherigen. Bitte die Termine ab dann neu planen, sobald es so weit ist."
        )
        yield said.format(day=f"{day:%d.%m.%Y}")


def _settled(known: SettledHolidays) -> str:
    """That later days count as days of school, and where it is known from."""
    said = _(
        "Schulferien ({land}) sind nur bis zum {day} bekannt ({source}); danach rechnet"
        " der Plan ohne Ferien."
    )
    return said.format(
        land=_(LAENDER[known.land]),
        day=f"{known.until:%d.%m.%Y}",
        source=SCHOOL_HOLIDAYS_SOURCE,
    )
