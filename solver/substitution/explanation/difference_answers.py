"""Sentences of what changed since the last plan, and of the reasons."""

from solver.explanation.statements import answer_info
from solver.rule import RuleInfo

CHANGED_PERSON = answer_info(
    "changed-person",
    "Eine andere Person",
    "{child} ist am {day} von {start} bis {end} jetzt bei {person} statt bei {chosen}.",
)
CHANGED_PLACE = answer_info(
    "changed-place",
    "Ein anderer Ort",
    "{child} ist am {day} von {start} bis {end} weiter bei {person}, aber an einem"
    " anderen Ort: {place}.",
)
CHANGED_TIME = answer_info(
    "changed-time",
    "Eine andere Zeit",
    "{child} ist am {day} weiter bei {person}, jetzt von {start} bis {end}.",
)
COVER_NEW = answer_info(
    "cover-new",
    "Neu",
    "{child} ist am {day} von {start} bis {end} neu bei {person}.",
)
COVER_ENDED = answer_info(
    "cover-ended",
    "Entfallen",
    "{child} ist am {day} von {start} bis {end} nicht mehr bei {person}.",
)
NOTHING_CHANGED = answer_info(
    "nothing-changed",
    "Nichts geändert",
    "Seit dem letzten Plan hat sich nichts geändert.",
)
NEED_GONE = answer_info(
    "need-gone",
    "Kein Bedarf mehr",
    "Grund: {child} braucht am {day} in dieser Zeit keine Vertretung mehr.",
)
NEED_NEW = answer_info(
    "need-new",
    "Neuer Bedarf",
    "Grund: {child} braucht am {day} in dieser Zeit neu eine Vertretung.",
)
NEED_OTHER_TIMES = answer_info(
    "need-other-times",
    "Andere Zeiten",
    "Grund: {child} braucht am {day} zu anderen Zeiten Vertretung als zuvor.",
)
TIME_PAST = answer_info(
    "time-past",
    "Schon vorbei",
    "Grund: Die Zeit von {child} am {day} ist schon vorbei oder begonnen.",
)
PERSON_ABSENT = answer_info(
    "person-absent",
    "Selbst abwesend",
    "Grund: {person} ist am {day} in dieser Zeit jetzt selbst nicht da.",
)
PERSON_UNKNOWN = answer_info(
    "person-unknown",
    "Nicht mehr dabei",
    "Grund: {person} kommt für {child} am {day} nicht mehr in Frage, weil keine"
    " Kooperation und kein Kontakt mehr besteht.",
)
NOW_FIXED = answer_info(
    "now-fixed",
    "Jetzt festgelegt",
    "Grund: Für {child} ist am {day} jetzt fest vereinbart: {person}.",
)
NOW_REFUSED = answer_info(
    "now-refused",
    "Eine Regel spricht jetzt dagegen",
    "Grund: Mit {person} bräche jetzt für {child} am {day} eine Regel.",
)
NOW_POSSIBLE = answer_info(
    "now-possible",
    "Jetzt möglich",
    "Grund: {person} war für {child} am {day} im letzten Plan nicht möglich, jetzt"
    " schon.",
)
FREED_ELSEWHERE = answer_info(
    "freed-elsewhere",
    "An anderer Stelle Platz geworden",
    "Grund: {person} war für {child} am {day} schon möglich; der neue Plan kann die"
    " Zeit jetzt vergeben, weil sich an anderer Stelle etwas geändert hat.",
)
KEEPING_WORSE = answer_info(
    "keeping-worse",
    "Anders ist der Plan besser",
    "Grund: Bliebe {child} am {day} bei {person}, käme „{tier}“ auf {forced_value}"
    " statt {planned_value} {unit}.",
)
KEEPING_EQUAL = answer_info(
    "keeping-equal",
    "Ebenso gut",
    "Bliebe {child} am {day} bei {person}, wäre der neue Plan ebenso gut.",
)
KEEPING_IMPOSSIBLE = answer_info(
    "keeping-impossible",
    "In keinem zulässigen Plan",
    "Grund: In keinem zulässigen Plan kann {child} am {day} bei {person} bleiben.",
)
KEEPING_UNDECIDED = answer_info(
    "keeping-undecided",
    "Nicht bewiesen",
    "Ob {child} am {day} bei {person} bleiben könnte, ohne dass der Plan schlechter"
    " wird, ist in der Rechenzeit nicht bewiesen.",
)
DIFFERENCE_ANSWERS: tuple[RuleInfo, ...] = (
    CHANGED_PERSON,
    CHANGED_PLACE,
    CHANGED_TIME,
    COVER_NEW,
    COVER_ENDED,
    NOTHING_CHANGED,
    NEED_GONE,
    NEED_NEW,
    NEED_OTHER_TIMES,
    TIME_PAST,
    PERSON_ABSENT,
    PERSON_UNKNOWN,
    NOW_FIXED,
    NOW_REFUSED,
    NOW_POSSIBLE,
    FREED_ELSEWHERE,
    KEEPING_WORSE,
    KEEPING_EQUAL,
    KEEPING_IMPOSSIBLE,
    KEEPING_UNDECIDED,
)
