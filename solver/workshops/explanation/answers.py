"""Answers about events: the German sentence of every kind of statement."""

from solver.explanation.statements import answer_info

#: Why a date was chosen; its gaps are the facts of ``why_event``.
DATE_OF_EVENT = answer_info(
    "event-date-chosen",
    "Warum dieser Termin",
    "{event} beginnt am {day}, {in_holidays}; {count} andere Tage kamen für sich allein"
    " in Frage.",
)
HOST_OF_EVENT = answer_info(
    "event-host-chosen",
    "Warum diese Gastgeberin",
    "{host} lädt zu {event} ein: Platz für {room}, es kommen {participants}; alle"
    " zusammen fahren {travel} Minuten; {count} andere Kommunen hätten Platz.",
)
EVENT_STANDS = answer_info(
    "event-stands",
    "Steht schon fest",
    "{event} steht am {day} fest; darüber entscheidet der Plan nicht.",
)
EVENT_PLANNED = answer_info(
    "event-planned", "Schon so geplant", "{event} ist am {day} bereits so geplant."
)
ALONE_WORSE = answer_info(
    "alone-worse",
    "Für sich allein schlechter",
    "Begänne {event} am {day} und bliebe sonst alles, wie es ist, so würde „{tier}“"
    " schlechter: {forced_value} statt {planned_value} {unit}.",
)
ALONE_EQUAL = answer_info(
    "alone-equal",
    "Für sich allein ebenso gut",
    "Am {day} läge {event} ebenso gut.",
)
ALONE_BETTER = answer_info(
    "alone-better",
    "Für sich allein sogar besser",
    "Begänne {event} am {day}, so wäre „{tier}“ sogar besser: {forced_value} statt"
    " {planned_value} {unit}.",
)
FORCED_WORSE = answer_info(
    "forced-worse",
    "Der Plan würde schlechter",
    "Mit {event} am {day} würde der ganze Plan bei „{tier}“ schlechter: {forced_value}"
    " statt {planned_value} {unit}.",
)
FORCED_AT_LEAST = answer_info(
    "forced-at-least",
    "Wie viel schlechter, ist nicht ganz bewiesen",
    "Mit {event} am {day} läge „{tier}“ zwischen {bound_value} und {forced_value} statt"
    " bei {planned_value} {unit}; genauer ist es nicht bewiesen.",
)
FORCED_EQUAL = answer_info(
    "forced-equal",
    "Ebenso gut",
    "Mit {event} am {day} wäre der ganze Plan auf jeder Stufe ebenso gut.",
)
FORCED_BETTER = answer_info(
    "forced-better",
    "Der Plan war nicht zu Ende gerechnet",
    "Mit {event} am {day} wäre „{tier}“ sogar besser: {forced_value} statt"
    " {planned_value} {unit}; der Plan war nicht der beste.",
)
FORCED_IMPOSSIBLE = answer_info(
    "forced-impossible",
    "In keinem zulässigen Plan",
    "In keinem zulässigen Plan kann {event} so am {day} beginnen.",
)
FORCED_UNDECIDED = answer_info(
    "forced-undecided",
    "Nicht entschieden",
    "Ob {event} so am {day} beginnen könnte, ist in der Rechenzeit nicht entschieden.",
)
FURTHER_TIER = answer_info(
    "further-tier",
    "Weitere Stufe",
    "Bei „{tier}“ wären es {forced_value} statt {planned_value} {unit}.",
)
EVENT_MOVED = answer_info(
    "event-moved",
    "Eine andere Veranstaltung wird verlegt",
    "Dafür läge {event} am {day} statt am {other_day}.",
)
EVENT_LOST = answer_info(
    "event-lost",
    "Eine andere Veranstaltung fiele aus",
    "Dafür hätte {event} am {day} keinen Termin mehr.",
)
EVENT_GAINED = answer_info(
    "event-gained",
    "Eine andere Veranstaltung käme dazu",
    "Dann fände {event} am {day} statt, bisher gibt es keinen Termin.",
)
PLAN_ANSWERS = (
    DATE_OF_EVENT,
    HOST_OF_EVENT,
    EVENT_STANDS,
    EVENT_PLANNED,
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
    EVENT_MOVED,
    EVENT_LOST,
    EVENT_GAINED,
)
