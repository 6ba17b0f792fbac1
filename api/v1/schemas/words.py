"""What is said about a field that does not fit, with a stable code for programs."""

from typing import Final

MISSING: Final = "Diese Angabe fehlt."
EMPTY: Final = "Diese Angabe darf nicht leer sein."
UNKNOWN: Final = "Dieses Feld gibt es nicht."
NOT_TEXT: Final = "Erwartet wird ein Text ohne Steuerzeichen."
NOT_WHOLE: Final = "Erwartet wird eine ganze Zahl."
NOT_NUMBER: Final = "Erwartet wird eine Zahl."
NOT_YES_NO: Final = "Erwartet wird true oder false."
NOT_DAY: Final = "Erwartet wird ein Datum, zum Beispiel 2026-11-02."
NOT_INSTANT: Final = "Erwartet wird ein Zeitpunkt, zum Beispiel 2026-11-02T06:10:00Z."
NOT_ID: Final = "Erwartet wird eine Kennung (UUID)."
NOT_LIST: Final = "Erwartet wird eine Liste."
NOT_OBJECT: Final = "Erwartet wird ein Objekt mit Feldern."
NOT_A_CHOICE: Final = "Erwartet wird eines der vorgesehenen Wörter."
OUT_OF_RANGE: Final = "Der Wert liegt außerhalb des Erlaubten."
TOO_LONG: Final = "Der Text ist zu kurz oder zu lang."
NOT_SCALAR: Final = "Erwartet wird eine ganze Zahl, ein Text, true oder false."
NOT_EMAIL: Final = "Das ist keine E-Mail-Adresse."
NO_FILE: Final = "Bitte hängen Sie eine Datei an."

CODES: dict[str, str] = {
    MISSING: "missing",
    EMPTY: "empty",
    UNKNOWN: "unknown-field",
    NOT_TEXT: "not-text",
    NOT_WHOLE: "not-whole",
    NOT_NUMBER: "not-number",
    NOT_YES_NO: "not-yes-no",
    NOT_DAY: "not-a-day",
    NOT_INSTANT: "not-an-instant",
    NOT_ID: "not-an-id",
    NOT_LIST: "not-a-list",
    NOT_OBJECT: "not-an-object",
    NOT_A_CHOICE: "not-a-choice",
    OUT_OF_RANGE: "out-of-range",
    TOO_LONG: "length",
    NOT_SCALAR: "not-a-scalar",
    NOT_EMAIL: "not-an-address",
    NO_FILE: "no-file",
}


def code_of(sentence: str) -> str:
    """The code of a sentence; ``invalid`` where the frameworks speak themselves."""
    return CODES.get(sentence, "invalid")
