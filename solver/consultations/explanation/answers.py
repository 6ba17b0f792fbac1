"""Answers about visits: the German sentence of every kind of statement."""

from solver.explanation.statements import answer_info

#: Why a visit was chosen; its gaps are the facts of ``why_visit``.
VISIT_CHOSEN = answer_info(
    "visit-chosen",
    "Warum dieser Besuch",
    "{kindergarten} besucht {host} am {day}: {topics_shown}, {way} Fahrt,"
    " {wished_day}; {count} andere Häuser kamen in Frage.",
)
VISIT_STANDS = answer_info(
    "visit-stands",
    "Steht schon fest",
    "Der Besuch von {kindergarten} bei {host} steht am {day} fest; darüber entscheidet"
    " der Plan nicht.",
)
VISIT_PLANNED = answer_info(
    "visit-planned",
    "Schon so geplant",
    "{kindergarten} ist am {day} bereits bei {host}.",
)
ALONE_WORSE = answer_info(
    "alone-worse",
    "Für sich allein schlechter",
    "Ginge {kindergarten} am {day} zu {host} und bliebe sonst alles, wie es ist, so"
    " würde „{tier}“ schlechter: {forced_value} statt {planned_value} {unit}.",
)
ALONE_EQUAL = answer_info(
    "alone-equal",
    "Für sich allein ebenso gut",
    "Am {day} bei {host} wäre der Besuch von {kindergarten} ebenso gut aufgehoben.",
)
ALONE_BETTER = answer_info(
    "alone-better",
    "Für sich allein sogar besser",
    "Ginge {kindergarten} am {day} zu {host}, so wäre „{tier}“ sogar besser:"
    " {forced_value} statt {planned_value} {unit}.",
)
FORCED_WORSE = answer_info(
    "forced-worse",
    "Der Plan würde schlechter",
    "Mit {kindergarten} am {day} bei {host} würde der ganze Plan bei „{tier}“"
    " schlechter: {forced_value} statt {planned_value} {unit}.",
)
FORCED_AT_LEAST = answer_info(
    "forced-at-least",
    "Wie viel schlechter, ist nicht ganz bewiesen",
    "Mit {kindergarten} am {day} bei {host} läge „{tier}“ zwischen {bound_value} und"
    " {forced_value} statt bei {planned_value} {unit}; genauer ist es nicht bewiesen.",
)
FORCED_EQUAL = answer_info(
    "forced-equal",
    "Ebenso gut",
    "Mit {kindergarten} am {day} bei {host} wäre der ganze Plan auf jeder Stufe ebenso"
    " gut.",
)
FORCED_BETTER = answer_info(
    "forced-better",
    "Der Plan war nicht zu Ende gerechnet",
    "Mit {kindergarten} am {day} bei {host} wäre „{tier}“ sogar besser:"
    " {forced_value} statt {planned_value} {unit}; der Plan war nicht der beste.",
)
FORCED_IMPOSSIBLE = answer_info(
    "forced-impossible",
    "In keinem zulässigen Plan",
    "In keinem zulässigen Plan kann {kindergarten} am {day} zu {host}.",
)
FORCED_UNDECIDED = answer_info(
    "forced-undecided",
    "Nicht entschieden",
    "Ob {kindergarten} am {day} zu {host} könnte, ist in der Rechenzeit nicht"
    " entschieden.",
)
FURTHER_TIER = answer_info(
    "further-tier",
    "Weitere Stufe",
    "Bei „{tier}“ wären es {forced_value} statt {planned_value} {unit}.",
)
VISIT_MOVED = answer_info(
    "visit-moved",
    "Ein anderer Besuch wird verlegt",
    "Dafür käme {kindergarten} am {day} zu {host} statt am {other_day} zu {holder}.",
)
VISIT_LOST = answer_info(
    "visit-lost",
    "Ein anderer Besuch fiele aus",
    "Dafür fiele der Besuch von {kindergarten} bei {host} am {day} aus.",
)
VISIT_GAINED = answer_info(
    "visit-gained",
    "Ein anderer Besuch käme dazu",
    "Dann käme {kindergarten} am {day} zu {host}, bisher gibt es keinen Besuch.",
)
PLAN_ANSWERS = (
    VISIT_CHOSEN,
    VISIT_STANDS,
    VISIT_PLANNED,
    ALONE_WORSE,
    ALONE_EQUAL,
    ALONE_BETTER,
    FORCED_WORSE,
    FORCED_AT_LEAST,
    FORCED_EQUAL,
    FORCED_BETTER,
    FORCED_IMPOSSIBLE,
    FORCED_UNDECIDED,
    FURTHER_TIER,
    VISIT_MOVED,
    VISIT_LOST,
    VISIT_GAINED,
)
