"""Every kind of problem: its name in addresses, status, title and help."""

from dataclasses import dataclass

HELP_PATH = "/hilfe/fehler/"


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A problem type of RFC 9457; ``help_text`` is its German help page."""

    name: str
    status: int
    title: str
    help_text: str


MALFORMED = ProblemType(
    "malformed",
    400,
    "Die Anfrage ist nicht lesbar",
    "Was gesendet wurde, ist kein gültiges JSON in UTF-8 oder verletzt eine Grenze,"
    " zum Beispiel eine zu tiefe Schachtelung oder ein doppeltes Feld. Prüfen Sie die"
    " Anfrage und senden Sie sie erneut.",
)
SIGN_IN = ProblemType(
    "sign-in",
    401,
    "Bitte anmelden",
    "Für diese Anfrage müssen Sie angemeldet sein. Melden Sie sich neu an, oder senden"
    " Sie ein gültiges persönliches Zugriffszeichen mit.",
)
NOT_PERMITTED = ProblemType(
    "not-permitted",
    403,
    "Nicht erlaubt",
    "Ihre Rolle, der Bereich Ihres Zugriffszeichens oder die Herkunft der Anfrage"
    " erlaubt das nicht. Fragen Sie die Verwaltung Ihres Trägers.",
)
NOT_FOUND = ProblemType(
    "not-found",
    404,
    "Nicht gefunden",
    "Das Gesuchte gibt es nicht, nicht mehr oder nicht für Sie. Prüfen Sie die"
    " Adresse.",
)
METHOD = ProblemType(
    "method",
    405,
    "So geht es hier nicht",
    "Diese Adresse kennt die benutzte Methode nicht. Der Kopf „Allow“ der Antwort nennt"
    " die möglichen.",
)
CONFLICT = ProblemType(
    "conflict",
    409,
    "Der Stand hat sich geändert",
    "Jemand war schneller, oder etwas anderes hängt daran. Laden Sie den aktuellen"
    " Stand, sehen Sie sich die Unterschiede an und versuchen Sie es erneut.",
)
STALE = ProblemType(
    "stale",
    412,
    "Nicht mehr der aktuelle Stand",
    "Seit Sie den Eintrag geladen haben, wurde er geändert. Laden Sie ihn neu und"
    " senden Sie Ihre Änderung mit dem neuen „ETag“.",
)
TOO_LARGE = ProblemType(
    "too-large",
    413,
    "Zu groß",
    "Die Anfrage oder die Datei überschreitet eine Grenze. Teilen Sie sie auf.",
)
MEDIA_TYPE = ProblemType(
    "media-type",
    415,
    "Format nicht angenommen",
    "Erwartet wird „application/json“, beim Hochladen „multipart/form-data“, jeweils"
    " ungepackt.",
)
INVALID_INPUT = ProblemType(
    "invalid-input",
    422,
    "Angaben stimmen nicht",
    "Einzelne Angaben fehlen oder passen nicht. Die Liste „errors“ nennt jede Stelle"
    " und was dort erwartet wird.",
)
RULE_BREACH = ProblemType(
    "rule-breach",
    422,
    "Eine Regel ist verletzt",
    "Die Prüfung weist den Plan zurück. Die Liste „findings“ nennt Regel und Tatsachen."
    " Es wurde nichts geändert.",
)
PRECONDITION = ProblemType(
    "precondition",
    428,
    "Der Stand fehlt",
    "Wer etwas ändert oder löscht, nennt im Kopf „If-Match“ den „ETag“, den er geladen"
    " hat, damit niemand fremde Änderungen überschreibt.",
)
BUSY = ProblemType(
    "busy",
    503,
    "Gerade nicht möglich",
    "Es sind zu viele Anfragen, oder der Dienst kann gerade nicht speichern. Der Kopf"
    " „Retry-After“ nennt, nach wie vielen Sekunden es sich lohnt.",
)
RATE = ProblemType(
    "rate",
    429,
    "Zu viele Versuche",
    "Von hier kamen in kurzer Zeit zu viele Versuche. Der Kopf „Retry-After“ nennt,"
    " nach wie vielen Sekunden es weitergeht.",
)
FAULT = ProblemType(
    "fault",
    500,
    "Fehler im Dienst",
    "Das hätte nicht geschehen dürfen. Nennen Sie dem Betrieb die Kennung der Anfrage"
    " („instance“); es wurde nichts halb gespeichert.",
)

PROBLEM_TYPES: tuple[ProblemType, ...] = (
    MALFORMED,
    SIGN_IN,
    NOT_PERMITTED,
    NOT_FOUND,
    METHOD,
    CONFLICT,
    STALE,
    TOO_LARGE,
    MEDIA_TYPE,
    INVALID_INPUT,
    RULE_BREACH,
    PRECONDITION,
    RATE,
    FAULT,
    BUSY,
)
BY_NAME = {kind.name: kind for kind in PROBLEM_TYPES}
BY_STATUS = {kind.status: kind for kind in PROBLEM_TYPES if kind is not RULE_BREACH}
