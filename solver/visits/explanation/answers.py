"""Answers about contact visits: the German sentence of every kind of statement."""

from solver.explanation.statements import answer_info

VISIT_CHOSEN = answer_info(
    "contact-chosen",
    "Warum dieser Besuch",
    "{person} besucht {host} am {day} von {start} bis {end} Uhr und trifft {children}"
    " Kinder; noch nicht vertraut mit {person}: {strangers}.",
)
WITHOUT_WORSE = answer_info(
    "contact-without-worse",
    "Was ohne ihn fehlte",
    "Ohne diesen Besuch würde „{tier}“ schlechter: {forced_value} statt"
    " {planned_value} {unit}.",
)
NEED_AWAY = answer_info(
    "contact-need-away",
    "Angekündigte Abwesenheit",
    "{host} ist am {day} angekündigt nicht da.",
)
NEED_NOBODY = answer_info(
    "contact-need-nobody",
    "Niemand sonst ist vertraut",
    "Bis dahin fehlt {count} Kindern von {host} jemand, der gut genug bekannt ist und"
    " einspringen dürfte.",
)
NEED_ONLY = answer_info(
    "contact-need-only",
    "Nur diese Vertretung",
    "Für {count} Kinder von {host} ist {person} die einzige mögliche Vertretung.",
)
NEED_FADING = answer_info(
    "contact-need-fading",
    "Bekanntschaft würde verblassen",
    "Ohne diesen Besuch wäre die Bekanntschaft von {count} Kindern mit {person} am Ende"
    " der Wochen verblasst.",
)
VISIT_STANDS = answer_info(
    "contact-stands",
    "Steht schon fest",
    "Der Besuch von {person} bei {host} am {day} steht fest; darüber entscheidet der"
    " Plan nicht.",
)
VISIT_PLANNED = answer_info(
    "contact-planned",
    "Schon so geplant",
    "{person} besucht {host} bereits am {day}.",
)
CHILD_NOT_MET = answer_info(
    "contact-child-not-met",
    "Ein Kind ist nie dabei",
    "Geplante Besuche von {person} bei {host}: {count}; {child} ist nie dabei.",
)
ALONE_WORSE = answer_info(
    "alone-worse",
    "Für sich allein schlechter",
    "Besuchte {person} am {day} {host} und bliebe sonst alles, wie es ist, so würde"
    " „{tier}“ schlechter: {forced_value} statt {planned_value} {unit}.",
)
ALONE_EQUAL = answer_info(
    "alone-equal",
    "Für sich allein ebenso gut",
    "Am {day} wäre der Besuch von {person} bei {host} ebenso gut.",
)
ALONE_BETTER = answer_info(
    "alone-better",
    "Für sich allein sogar besser",
    "Besuchte {person} am {day} {host} und bliebe sonst alles, wie es ist, so wäre"
    " „{tier}“ besser: {forced_value} statt {planned_value} {unit}.",
)
FORCED_WORSE = answer_info(
    "forced-worse",
    "Die eigenen Besuche würden schlechter",
    "Plante {person} die eigenen Besuche um den am {day} bei {host} herum neu, so würde"
    " „{tier}“ schlechter: {forced_value} statt {planned_value} {unit}.",
)
FORCED_AT_LEAST = answer_info(
    "forced-at-least",
    "Wie viel schlechter, ist nicht ganz bewiesen",
    "Plante {person} die eigenen Besuche um den am {day} bei {host} herum neu, so läge"
    " „{tier}“ zwischen {bound_value} und {forced_value} statt bei {planned_value}"
    " {unit}; genauer ist es nicht bewiesen.",
)
FORCED_EQUAL = answer_info(
    "forced-equal",
    "Ebenso gut",
    "Plante {person} die eigenen Besuche um den am {day} bei {host} herum neu, so wäre"
    " alles ebenso gut.",
)
FORCED_BETTER = answer_info(
    "forced-better",
    "Der Plan war nicht zu Ende gerechnet",
    "Plante {person} die eigenen Besuche um den am {day} bei {host} herum neu, so wäre"
    " „{tier}“ sogar besser: {forced_value} statt {planned_value} {unit}; die Besuche"
    " sind nicht die besten.",
)
FURTHER_TIER = answer_info(
    "further-tier",
    "Weitere Stufe",
    "Bei „{tier}“ wären es {forced_value} statt {planned_value} {unit}.",
)
CHANGE_DAY = answer_info(
    "contact-change-day",
    "Ein Tag weniger ausgeschlossen",
    "Ein Besuch ginge, wäre der {day} für {person} und {host} nicht ausgeschlossen.",
)
CHANGE_DUTY = answer_info(
    "contact-change-duty",
    "Länger im Dienst",
    "Ein Besuch ginge, wäre {person} am {day} von {start} bis {end} Uhr im Dienst.",
)
CHANGE_HOURS = answer_info(
    "contact-change-hours",
    "Mehr Wochenstunden",
    "Ein Besuch bei {host} am {day} ginge, hätte {person} {minutes} Minuten mehr in der"
    " Woche.",
)
CHANGE_OPEN = answer_info(
    "contact-change-open",
    "Länger geöffnet",
    "Ein Besuch von {person} bei {host} ginge, wäre {place} am {day} von {start} bis"
    " {end} Uhr geöffnet.",
)
CHANGE_ROOM = answer_info(
    "contact-change-room",
    "Mehr Plätze am Ort",
    "Ein Besuch von {person} bei {host} am {day} ginge, hätte {place} Platz für"
    " {children} Kinder.",
)
CHANGE_COMPANION = answer_info(
    "contact-change-child",
    "Ein Kind anderswo",
    "Ein Besuch von {person} bei {host} am {day} von {start} bis {end} Uhr ginge, wäre"
    " {child} an diesem Tag anderswo.",
)
CHANGE_GAIN = answer_info(
    "contact-change-gain",
    "Was es brächte",
    "Mit diesem Besuch wäre „{tier}“ besser: {forced_value} statt {planned_value}"
    " {unit}.",
)
NO_CHANGE = answer_info(
    "contact-no-change",
    "Keine einzelne Änderung",
    "Keine einzelne Änderung (Tag, Dienstzeit, Wochenstunden, Öffnung, Plätze, ein Kind"
    " anderswo) gäbe {person} in diesen Wochen einen Besuch bei {host}.",
)
PLAN_ANSWERS = (
    VISIT_CHOSEN,
    WITHOUT_WORSE,
    NEED_AWAY,
    NEED_NOBODY,
    NEED_ONLY,
    NEED_FADING,
    VISIT_STANDS,
    VISIT_PLANNED,
    CHILD_NOT_MET,
    ALONE_WORSE,
    ALONE_EQUAL,
    ALONE_BETTER,
    FORCED_WORSE,
    FORCED_AT_LEAST,
    FORCED_EQUAL,
    FORCED_BETTER,
    FURTHER_TIER,
    CHANGE_DAY,
    CHANGE_DUTY,
    CHANGE_HOURS,
    CHANGE_OPEN,
    CHANGE_ROOM,
    CHANGE_COMPANION,
    CHANGE_GAIN,
    NO_CHANGE,
)
