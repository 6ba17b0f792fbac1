"""Answers about dates: the German sentence of every kind of statement."""

from solver.explanation.statements import answer_info

#: Why a date was chosen; its gaps are the facts of ``why_date``.
DATE_CHOSEN = answer_info(
    "date-chosen",
    "Warum dieser Termin",
    "{coach} ist am {day} von {start} bis {end} Uhr bei {kindergarten}: {wished_day},"
    " {weeks_before}; {count} andere Tage kamen in Frage.",
)
SHARED_TRIP = answer_info(
    "shared-trip",
    "Gemeinsame Fahrt",
    "An diesem Tag ist {coach} auch bei {holder}; das spart {saved} Minuten Fahrt.",
)
ALREADY_CHOSEN = answer_info(
    "already-chosen",
    "Schon so geplant",
    "{coach} ist am {day} bereits bei {kindergarten}.",
)
ALREADY_FIXED = answer_info(
    "already-fixed",
    "Steht schon fest",
    "Der Termin von {coach} bei {kindergarten} steht am {day} fest; darüber entscheidet"
    " der Plan nicht.",
)
FORCED_WORSE = answer_info(
    "forced-worse",
    "Der Plan würde schlechter",
    "Mit {coach} am {day} bei {kindergarten} würde der Plan bei „{tier}“ schlechter:"
    " {forced_value} statt {planned_value} {unit}.",
)
FORCED_AT_LEAST = answer_info(
    "forced-at-least",
    "Wie viel schlechter, ist nicht ganz bewiesen",
    "Mit {coach} am {day} bei {kindergarten} läge „{tier}“ zwischen {bound_value} und"
    " {forced_value} statt bei {planned_value} {unit}; genauer ist es nicht bewiesen.",
)
FORCED_EQUAL = answer_info(
    "forced-equal",
    "Ebenso gut",
    "Mit {coach} am {day} bei {kindergarten} wäre der Plan auf jeder Stufe ebenso gut.",
)
FORCED_BETTER = answer_info(
    "forced-better",
    "Der Plan war nicht zu Ende gerechnet",
    "Mit {coach} am {day} bei {kindergarten} wäre „{tier}“ sogar besser:"
    " {forced_value} statt {planned_value} {unit}; der Plan war nicht zu Ende"
    " gerechnet.",
)
FORCED_IMPOSSIBLE = answer_info(
    "forced-impossible",
    "In keinem zulässigen Plan",
    "In keinem zulässigen Plan kann {coach} am {day} zu {kindergarten}.",
)
FORCED_UNDECIDED = answer_info(
    "forced-undecided",
    "Nicht entschieden",
    "Ob {coach} am {day} zu {kindergarten} könnte, ist in der Rechenzeit nicht"
    " entschieden.",
)
FURTHER_TIER = answer_info(
    "further-tier",
    "Weitere Stufe",
    "Bei „{tier}“ wären es {forced_value} statt {planned_value} {unit}.",
)
MOVED_DATE = answer_info(
    "moved-date",
    "Ein anderer Termin wird verlegt",
    "Dafür käme {coach} zu {kindergarten} am {day} statt am {other_day}.",
)
DATE_LOST = answer_info(
    "date-lost",
    "Ein anderer Termin fiele aus",
    "Dafür hätte der Termin von {coach} bei {kindergarten} am {day} kein Datum mehr.",
)
DATE_GAINED = answer_info(
    "date-gained",
    "Ein anderer Termin käme dazu",
    "Dann wäre {coach} am {day} bei {kindergarten}, heute gibt es dafür kein Datum.",
)
CHANGE_WINDOW = answer_info(
    "change-window",
    "Längere Zeiten",
    "{kindergarten} bekommt ein Datum am {day}, wenn {coach} an diesem Wochentag von"
    " {start} bis {end} Uhr unterwegs sein kann ({size} Minuten mehr).",
)
CHANGE_WEEKDAY = answer_info(
    "change-weekday",
    "Ein Wochentag mehr",
    "{kindergarten} bekommt ein Datum am {day}, wenn {coach} auch an diesem Wochentag"
    " unterwegs sein kann, von {start} bis {end} Uhr.",
)
CHANGE_CLOSURE = answer_info(
    "change-closure",
    "Ein Schließtag weniger",
    "{kindergarten} bekommt ein Datum, wenn die Einrichtung am {day} nicht schließt.",
)
NO_CHANGE = answer_info(
    "no-change",
    "Keine einzelne Änderung hilft",
    "Weder längere Zeiten von {coach} noch ein Wochentag mehr oder ein Schließtag"
    " weniger geben {kindergarten} für sich allein ein Datum.",
)
NOT_SMALLEST = answer_info(
    "not-smallest",
    "Ob es kleiner geht, ist nicht bewiesen",
    "Ob eine kleinere Änderung genügt, ist in der Rechenzeit nicht entschieden.",
)
PLAN_ANSWERS = (
    DATE_CHOSEN,
    SHARED_TRIP,
    ALREADY_CHOSEN,
    ALREADY_FIXED,
    FORCED_WORSE,
    FORCED_AT_LEAST,
    FORCED_EQUAL,
    FORCED_BETTER,
    FORCED_IMPOSSIBLE,
    FORCED_UNDECIDED,
    FURTHER_TIER,
    MOVED_DATE,
    DATE_LOST,
    DATE_GAINED,
    CHANGE_WINDOW,
    CHANGE_WEEKDAY,
    CHANGE_CLOSURE,
    NO_CHANGE,
    NOT_SMALLEST,
)
