"""Why a calendar is refused: a code and a line, never a word of what it says."""

from enum import StrEnum
from typing import Final

from service.busy.limits import FIRST_YEAR, LIMITS, MEBIBYTE
from service.errors import InputFault, InvalidInput, ServiceError, TooLarge


class Flaw(StrEnum):
    """What is wrong with a file."""

    EMPTY = "empty-file"
    PACKED = "packed"
    OTHER_FORMAT = "other-format"
    NOT_A_CALENDAR = "not-a-calendar"
    ENCODING = "encoding"
    CUT_OFF = "cut-off"
    NESTING = "nesting"
    LINE = "bad-line"
    NO_START = "no-start"
    TWICE = "stated-twice"
    DATE = "bad-date"
    BEFORE_TIME = "too-early"
    DURATION = "bad-duration"
    RULE = "bad-rule"
    RULE_TOO_DENSE = "rule-too-dense"
    ZONE = "unknown-zone"
    ZONE_TEXT = "bad-zone"
    SERIES = "bad-series"
    SIZE = "too-large"
    LINES = "too-many-lines"
    LINE_LENGTH = "line-too-long"
    DEPTH = "too-deep"
    EVENTS = "too-many-events"
    DATES = "too-many-dates"
    ZONES = "too-many-zones"
    OCCURRENCES = "too-many-occurrences"
    EFFORT = "too-much-effort"


TOO_LARGE: Final = frozenset(
    {
        Flaw.SIZE,
        Flaw.LINES,
        Flaw.LINE_LENGTH,
        Flaw.DEPTH,
        Flaw.EVENTS,
        Flaw.DATES,
        Flaw.ZONES,
        Flaw.OCCURRENCES,
        Flaw.EFFORT,
    }
)

SENTENCES: Final[dict[Flaw, str]] = {
    Flaw.EMPTY: "Die Kalenderdatei ist leer.",
    Flaw.PACKED: "Die Kalenderdatei ist gepackt; bitte ausgepackt als .ics senden.",
    Flaw.OTHER_FORMAT: (
        "Das ist kein Kalender im Format iCalendar; bitte als .ics exportieren."
    ),
    Flaw.NOT_A_CALENDAR: (
        "In der Datei beginnt kein Kalender; bitte als .ics exportieren."
    ),
    Flaw.ENCODING: "Die Kalenderdatei ist kein Text; bitte neu als .ics exportieren.",
    Flaw.CUT_OFF: "Die Kalenderdatei bricht ab; bitte noch einmal exportieren.",
    Flaw.NESTING: "In der Kalenderdatei ist die Gliederung nicht lesbar.",
    Flaw.LINE: "In der Kalenderdatei ist eine Zeile nicht lesbar.",
    Flaw.NO_START: "In der Kalenderdatei hat ein Termin keinen Beginn.",
    Flaw.TWICE: "In der Kalenderdatei nennt ein Termin dieselbe Angabe zweimal.",
    Flaw.DATE: "In der Kalenderdatei ist ein Datum nicht lesbar.",
    Flaw.BEFORE_TIME: (
        f"In der Kalenderdatei beginnt ein Termin vor dem Jahr {FIRST_YEAR}."
    ),
    Flaw.DURATION: "In der Kalenderdatei ist eine Dauer nicht lesbar oder zu lang.",
    Flaw.RULE: "In der Kalenderdatei ist eine Wiederholung nicht lesbar.",
    Flaw.RULE_TOO_DENSE: (
        "In der Kalenderdatei wiederholt sich ein Termin öfter als stündlich."
    ),
    Flaw.ZONE: (
        "Die Kalenderdatei nennt eine Zeitzone, die weder bekannt noch beschrieben ist."
    ),
    Flaw.ZONE_TEXT: "In der Kalenderdatei ist eine Zeitzone nicht lesbar beschrieben.",
    Flaw.SERIES: (
        "In der Kalenderdatei lässt sich eine Terminserie nicht auflösen; bitte den"
        " Termin ändern oder löschen und neu exportieren."
    ),
    Flaw.SIZE: (
        f"Die Kalenderdatei ist größer als {LIMITS.file_bytes // MEBIBYTE} MB; bitte"
        " einen kürzeren Zeitraum exportieren."
    ),
    Flaw.LINES: "Die Kalenderdatei hat zu viele Zeilen.",
    Flaw.LINE_LENGTH: "In der Kalenderdatei ist eine Zeile zu lang.",
    Flaw.DEPTH: "In der Kalenderdatei ist die Gliederung zu tief.",
    Flaw.EVENTS: (
        f"Die Kalenderdatei hat mehr als {LIMITS.events} Termine; bitte einen kürzeren"
        " Zeitraum exportieren."
    ),
    Flaw.DATES: "Die Kalenderdatei nennt zu viele einzelne Tage von Terminserien.",
    Flaw.ZONES: "Die Kalenderdatei beschreibt zu viele Zeitzonen.",
    Flaw.OCCURRENCES: (
        "Die Terminserien der Kalenderdatei ergeben zu viele Termine; bitte einen"
        " kürzeren Zeitraum exportieren."
    ),
    Flaw.EFFORT: (
        "Die Kalenderdatei aufzulösen dauert zu lange; bitte einen kürzeren Zeitraum"
        " exportieren."
    ),
}


class CalendarRefused(Exception):
    """A file is not read; ``line`` counts from 1, 0 where no line is to blame."""

    def __init__(self, flaw: Flaw, line: int = 0) -> None:
        super().__init__(f"{flaw} in line {line}")
        self.flaw = flaw
        self.line = line


def as_error(flaw: Flaw, line: int) -> ServiceError:
    """The refusal as people and machines read it."""
    sentence = SENTENCES[flaw]
    if flaw in TOO_LARGE:
        return TooLarge(sentence)
    place = f"Zeile {line}" if line else "Datei"
    return InvalidInput(sentence, [InputFault("/file", f"{place}: {sentence}", flaw)])
