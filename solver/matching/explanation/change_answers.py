"""Sentences of single changes that would help a kindergarten."""

from solver.explanation.statements import answer_info

CHANGE_HOURS = answer_info(
    "change-hours",
    "Mehr Stunden",
    "{kindergarten} {gain}, wenn {coach} im Monat {more} mehr hat.",
)
CHANGE_BUDGET = answer_info(
    "change-budget",
    "Mehr Budget",
    "{kindergarten} {gain}, wenn {county} im Programmjahr {more_cents} mehr hat.",
)
CHANGE_COUNT = answer_info(
    "change-count",
    "Eine Einrichtung mehr",
    "{kindergarten} {gain}, wenn {coach} eine Einrichtung mehr begleitet als vereinbart"
    " ({limit}).",
)
CHANGE_REACH = answer_info(
    "change-reach",
    "Ein größerer Umkreis",
    "{kindergarten} {gain}, wenn {coach} bis zu {size} Minuten weiter fährt.",
)
CHANGE_LANGUAGE = answer_info(
    "change-language",
    "Eine Sprache",
    "{kindergarten} {gain}, wenn {coach} eine Sprache mehr spricht: {language}.",
)
CHANGE_TOPIC = answer_info(
    "change-topic",
    "Ein Thema",
    "{kindergarten} {gain}, wenn {coach} ein Thema mehr kennt: {topic}.",
)
CHANGE_EXPERIENCE = answer_info(
    "change-experience",
    "Mehr Erfahrung",
    "{kindergarten} {gain}, wenn {coach} {size} Jahre mehr Erfahrung hat.",
)
CHANGE_REFUSAL = answer_info(
    "change-refusal",
    "Eine Ablehnung weniger",
    "{kindergarten} {gain}, wenn die Ablehnung von {coach} zurückgenommen wird"
    " ({refused_by}).",
)
NO_CHANGE = answer_info(
    "no-change",
    "Keine einzelne Änderung hilft",
    "Nichts davon hilft {kindergarten} für sich allein: Stunden, Budget, Umkreis, Zahl"
    " der Einrichtungen, Sprache, Thema, Erfahrung oder eine Ablehnung weniger.",
)
NOT_SMALLEST = answer_info(
    "not-smallest",
    "Ob es kleiner geht, ist nicht bewiesen",
    "Ob eine kleinere Änderung genügt, ist in der Rechenzeit nicht entschieden.",
)
CHANGE_ANSWERS = (
    CHANGE_HOURS,
    CHANGE_BUDGET,
    CHANGE_COUNT,
    CHANGE_REACH,
    CHANGE_LANGUAGE,
    CHANGE_TOPIC,
    CHANGE_EXPERIENCE,
    CHANGE_REFUSAL,
    NO_CHANGE,
    NOT_SMALLEST,
)
