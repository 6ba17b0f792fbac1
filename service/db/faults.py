"""What the database refused, in words for people.

Only refusals that belong to the use of the system are translated; anything else is a
fault of the program and passes through unchanged.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError

from service.errors import (
    Busy,
    Conflict,
    InvalidInput,
    ServiceError,
    Stale,
    StorageFault,
)

CHILD_TWICE = "child-twice"
PERSON_IN_TWO_PLACES = "person-in-two-places"
COACH_IN_TWO_SESSIONS = "coach-in-two-sessions"
KINDERGARTEN_TWICE = "kindergarten-twice"
AUDIT_APPEND_ONLY = "audit-append-only"

_RULES = {
    CHILD_TWICE: "Das Kind ist zu dieser Zeit schon vergeben; es wurde nichts "
    "gespeichert. Bitte den aktuellen Stand laden.",
    PERSON_IN_TWO_PLACES: "Die Vertretung ist zu dieser Zeit schon an einem anderen "
    "Ort; es wurde nichts gespeichert. Bitte den aktuellen Stand laden.",
    COACH_IN_TWO_SESSIONS: "Die Prozessbegleitung hat zu dieser Zeit schon einen "
    "anderen Termin; es wurde nichts gespeichert. Bitte den aktuellen Stand laden.",
    KINDERGARTEN_TWICE: "Die Kita hat in einem dieser Monate schon eine vereinbarte "
    "Begleitung; es wurde nichts gespeichert. Bitte den aktuellen Stand laden.",
    AUDIT_APPEND_ONLY: "Das Protokoll wird nur fortgeschrieben; Einträge lassen sich "
    "weder ändern noch löschen.",
    "publication_day": "Einer der Tage wurde inzwischen von jemand anderem "
    "freigegeben; es wurde nichts gespeichert.",
}
_BUSY = (
    "Der Server speichert gerade etwas anderes; bitte in einigen Sekunden noch einmal "
    "versuchen."
)
_TAKEN = "Das gibt es schon, oder jemand war schneller; es wurde nichts gespeichert."
_REFERENCE = (
    "Der Eintrag gehört zu etwas, das es nicht oder nicht mehr gibt, oder anderes "
    "hängt noch an ihm; es wurde nichts gespeichert."
)
_OUT_OF_RANGE = (
    "Ein Wert liegt außerhalb dessen, was gespeichert werden kann; es wurde nichts "
    "gespeichert."
)
_FULL = (
    "Auf dem Server ist kein Speicherplatz mehr frei; es wurde nichts gespeichert. "
    "Bitte den Betrieb verständigen."
)
_READ_ONLY = (
    "Der Server kann gerade nur lesen; es wurde nichts gespeichert. Bitte den Betrieb "
    "verständigen."
)
_NOT_WRITTEN = (
    "Der Server kann seine Daten gerade nicht lesen oder schreiben; es wurde nichts "
    "gespeichert. Bitte den Betrieb verständigen."
)
_UNREACHABLE = (
    "Die Datenbank ist gerade nicht erreichbar; bitte in einer Minute noch einmal "
    "versuchen."
)


_NO_DATABASE = (
    "Die Datei, in der die Datenbank liegen soll, ist beschädigt oder keine Datenbank; "
    "es wurde nichts gespeichert. Bitte den Betrieb verständigen."
)


@contextmanager
def refusals_told() -> Iterator[None]:
    """What the database refuses in the block is raised in words for people."""
    try:
        yield
    except Exception as error:
        known = translated(error)
        if known is None:
            raise
        raise known from error


def translated(error: Exception) -> ServiceError | None:
    """The refusal as an error for people; None if it is a fault of the program."""
    if isinstance(error, StaleDataError):
        return Stale(
            "Jemand hat das inzwischen geändert; bitte den aktuellen Stand laden."
        )
    if isinstance(error, PoolTimeout):
        return Busy(_BUSY)
    if not isinstance(error, DBAPIError):
        return None
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause)
    return _of_postgres(cause, lost=error.connection_invalidated)


_CODES: dict[int, tuple[type[ServiceError], str]] = {
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: (Conflict, _REFERENCE),
    sqlite3.SQLITE_CONSTRAINT_UNIQUE: (Conflict, _TAKEN),
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY: (Conflict, _TAKEN),
    sqlite3.SQLITE_CONSTRAINT_TRIGGER: (Conflict, _TAKEN),
    sqlite3.SQLITE_CONSTRAINT_CHECK: (InvalidInput, _OUT_OF_RANGE),
    sqlite3.SQLITE_CONSTRAINT_NOTNULL: (InvalidInput, _OUT_OF_RANGE),
    sqlite3.SQLITE_BUSY: (Busy, _BUSY),
    sqlite3.SQLITE_LOCKED: (Busy, _BUSY),
    sqlite3.SQLITE_FULL: (StorageFault, _FULL),
    sqlite3.SQLITE_READONLY: (StorageFault, _READ_ONLY),
    sqlite3.SQLITE_IOERR: (StorageFault, _NOT_WRITTEN),
    sqlite3.SQLITE_CANTOPEN: (StorageFault, _UNREACHABLE),
    sqlite3.SQLITE_NOTADB: (StorageFault, _NO_DATABASE),
    sqlite3.SQLITE_CORRUPT: (StorageFault, _NO_DATABASE),
}
_PRIMARY_CODE = 0xFF


def _of_sqlite(cause: sqlite3.Error) -> ServiceError | None:
    """Translate by SQLite's extended result code, else by its primary one."""
    code = getattr(cause, "sqlite_errorcode", None)
    if code is None:
        return None
    known = _CODES.get(code) or _CODES.get(code & _PRIMARY_CODE)
    if known is None:
        return None
    kind, sentence = known
    return kind(_rule_in(str(cause)) or sentence if kind is Conflict else sentence)


_STATES: dict[str, tuple[type[ServiceError], str]] = {
    "23P01": (Conflict, _TAKEN),  # exclusion_violation
    "23505": (Conflict, _TAKEN),  # unique_violation
    "23503": (Conflict, _REFERENCE),  # foreign_key_violation
    "23514": (InvalidInput, _OUT_OF_RANGE),  # check_violation
    "23502": (InvalidInput, _OUT_OF_RANGE),  # not_null_violation
    "22001": (InvalidInput, _OUT_OF_RANGE),  # string_data_right_truncation
    "22003": (InvalidInput, _OUT_OF_RANGE),  # numeric_value_out_of_range
    "22021": (InvalidInput, _OUT_OF_RANGE),  # character_not_in_repertoire (NUL)
    "55P03": (Busy, _BUSY),  # lock_not_available
    "40P01": (Busy, _BUSY),  # deadlock_detected
    "40001": (Busy, _BUSY),  # serialization_failure
    "57014": (Busy, _BUSY),  # query_canceled: the statement took too long
    "53300": (Busy, _BUSY),  # too_many_connections
    "53100": (StorageFault, _FULL),  # disk_full
    "25006": (StorageFault, _READ_ONLY),  # read_only_sql_transaction
    "57P01": (StorageFault, _UNREACHABLE),  # admin_shutdown
    "57P02": (StorageFault, _UNREACHABLE),  # crash_shutdown
    "57P03": (StorageFault, _UNREACHABLE),  # cannot_connect_now
}


def _of_postgres(cause: BaseException | None, *, lost: bool) -> ServiceError | None:
    """Translate by SQLSTATE; without one, only a lost connection is known."""
    state = getattr(cause, "sqlstate", None)
    if state is None:
        unreachable = lost or type(cause).__name__ in (
            "OperationalError",
            "ConnectionTimeout",
        )
        return StorageFault(_UNREACHABLE) if unreachable else None
    if state == "P0001":  # raised by a rule of ours
        rule = _rule_in(str(cause))
        return None if rule is None else Conflict(rule)
    if state not in _STATES:
        return None
    kind, sentence = _STATES[state]
    if kind is Conflict:
        return Conflict(_rule_in(str(cause)) or sentence)
    return kind(sentence)


def _rule_in(message: str) -> str | None:
    """The sentence of the rule whose name the database gave."""
    plain = message.replace("_", "-")
    for name, sentence in _RULES.items():
        if name in plain or name in message:
            return sentence
    return None
