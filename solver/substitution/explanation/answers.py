"""Answers: facts of one kind each, and the German sentence of every kind.

An answer to a question is a record; what it says is a tuple of statements, each a kind
with its facts. Sentences of refusals are the rules' own.
"""

from solver.explanation.statements import answer_info

ALREADY_CHOSEN = answer_info(
    "already-chosen",
    "Schon so geplant",
    "{person} hat {child} am {day} von {start} bis {end} bereits im Plan.",
)
FORCED_WORSE = answer_info(
    "forced-worse",
    "Der Plan würde schlechter",
    "Mit {person} für {child} am {day} würde der Plan bei „{tier}“ schlechter:"
    " {forced_value} statt {planned_value} {unit}.",
)
FORCED_AT_LEAST = answer_info(
    "forced-at-least",
    "Wie viel schlechter, ist nicht ganz bewiesen",
    "Mit {person} für {child} am {day} läge „{tier}“ zwischen {bound_value} und"
    " {forced_value} statt bei {planned_value} {unit}; genauer ist es nicht bewiesen.",
)
FORCED_EQUAL = answer_info(
    "forced-equal",
    "Ebenso gut",
    "Mit {person} für {child} am {day} wäre der Plan auf jeder Stufe ebenso gut.",
)
FORCED_BETTER = answer_info(
    "forced-better",
    "Der Plan war nicht zu Ende gerechnet",
    "Mit {person} für {child} am {day} würde der Plan bei „{tier}“ sogar besser:"
    " {forced_value} statt {planned_value} {unit}; er war nicht zu Ende gerechnet.",
)
FORCED_IMPOSSIBLE = answer_info(
    "forced-impossible",
    "In keinem zulässigen Plan",
    "In keinem zulässigen Plan kann {person} {child} am {day} nehmen.",
)
FORCED_UNDECIDED = answer_info(
    "forced-undecided",
    "Nicht entschieden",
    "Ob {person} {child} am {day} nehmen könnte, ist in der Rechenzeit nicht"
    " entschieden.",
)
FURTHER_TIER = answer_info(
    "further-tier",
    "Weitere Stufe",
    "Bei „{tier}“ wären es {forced_value} statt {planned_value} {unit}.",
)
MOVED_OTHER = answer_info(
    "moved-other",
    "Ein anderes Kind wechselt",
    "Dafür wäre {child} am {day} von {start} bis {end} bei {person} statt bei"
    " {chosen}.",
)
MOVED_WITHIN = answer_info(
    "moved-within",
    "Ein anderes Kind wechselt Zeit oder Ort",
    "Dafür wäre {child} am {day} von {start} bis {end} bei {person} zu anderer Zeit"
    " oder an anderem Ort.",
)
LEFT_OPEN = answer_info(
    "left-open",
    "Ein anderes Kind bliebe ohne Vertretung",
    "Dafür bliebe {child} am {day} von {start} bis {end} ohne {chosen} und damit ohne"
    " Vertretung.",
)
NEWLY_COVERED = answer_info(
    "newly-covered",
    "Ein anderes Kind käme unter",
    "Dann wäre {child} am {day} von {start} bis {end} bei {person}, heute bei"
    " niemandem.",
)
GAP_FORCED = answer_info(
    "gap-forced",
    "Die Lücke erzwungen geschlossen",
    "Würde {child} am {day} von {start} bis {end} trotzdem von {person} genommen,"
    " wären es bei „{tier}“ {forced_value} statt {planned_value} {unit}.",
)
GAP_CANNOT = answer_info(
    "gap-cannot",
    "Die Lücke lässt sich nicht erzwingen",
    "Mit den verbundenen Personen gibt es keinen zulässigen Plan, in dem {child} am"
    " {day} von {start} bis {end} betreut ist.",
)
ALTERNATIVE = answer_info(
    "alternative",
    "Nächstbeste Möglichkeit",
    "{rank}. {person} ({place}): bei „{tier}“ wären es {forced_value} statt"
    " {planned_value} {unit}.",
)
NO_ALTERNATIVE = answer_info(
    "no-alternative",
    "Keine andere Möglichkeit",
    "Für {child} gibt es am {day} keine andere Möglichkeit.",
)
CHANGE_PLACE = answer_info(
    "change-place",
    "Ein Platz mehr",
    "Die Lücke von {child} am {day} schließt sich, wenn {person} {size} Plätze mehr hat"
    " ({place}).",
)
CHANGE_HOURS = answer_info(
    "change-hours",
    "Mehr Stunden",
    "Die Lücke von {child} am {day} schließt sich, wenn {person} von {start} bis {end}"
    " da ist ({size} Minuten mehr).",
)
CHANGE_CONTACT = answer_info(
    "change-contact",
    "Ein Kontakt",
    "Die Lücke von {child} am {day} schließt sich, wenn {child} mit {person} vertraut"
    " gemacht wird ({required_familiarity}).",
)
CHANGE_LESSONS = answer_info(
    "change-lessons",
    "Eine Qualifizierung",
    "Die Lücke von {child} am {day} schließt sich, wenn {person} {size}"
    " Unterrichtseinheiten nachholt ({qualification}).",
)
CHANGE_PROOF = answer_info(
    "change-proof",
    "Ein Nachweis",
    "Die Lücke von {child} am {day} schließt sich, wenn {person} den Nachweis"
    " erneuert: {credential}.",
)
CHANGE_CAPABILITY = answer_info(
    "change-capability",
    "Eine Fähigkeit",
    "Die Lücke von {child} am {day} schließt sich, wenn {person} das bietet:"
    " {capability}.",
)
CHANGE_WAY = answer_info(
    "change-way",
    "Ein weiterer Weg",
    "Die Lücke von {child} am {day} schließt sich, wenn die Familie {size} Minuten"
    " mehr Weg zu {person} annimmt.",
)
CHANGE_PERSON = answer_info(
    "change-person",
    "Eine Person mehr",
    "Die Lücke von {child} am {day} schließt sich mit einer Person mehr, die {child}"
    " kennt und von {start} bis {end} da ist.",
)
NO_CHANGE = answer_info(
    "no-change",
    "Keine einzelne Änderung hilft",
    "Keine einzelne Änderung schließt die Lücke von {child} am {day} von {start} bis"
    " {end}.",
)
NOT_SMALLEST = answer_info(
    "not-smallest",
    "Ob es kleiner geht, ist nicht bewiesen",
    "Ob eine kleinere Änderung genügt, ist in der Rechenzeit nicht entschieden.",
)
PLAN_ANSWERS = (
    ALREADY_CHOSEN,
    FORCED_WORSE,
    FORCED_AT_LEAST,
    FORCED_EQUAL,
    FORCED_BETTER,
    FORCED_IMPOSSIBLE,
    FORCED_UNDECIDED,
    FURTHER_TIER,
    MOVED_OTHER,
    MOVED_WITHIN,
    LEFT_OPEN,
    NEWLY_COVERED,
    GAP_FORCED,
    GAP_CANNOT,
    ALTERNATIVE,
    NO_ALTERNATIVE,
)
CHANGE_ANSWERS = (
    CHANGE_PLACE,
    CHANGE_HOURS,
    CHANGE_CONTACT,
    CHANGE_LESSONS,
    CHANGE_PROOF,
    CHANGE_CAPABILITY,
    CHANGE_WAY,
    CHANGE_PERSON,
    NO_CHANGE,
    NOT_SMALLEST,
)
ANSWERS = (*PLAN_ANSWERS, *CHANGE_ANSWERS)
