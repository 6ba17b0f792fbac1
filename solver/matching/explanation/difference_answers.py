"""Sentences of what changed since an earlier matching, and of the reasons."""

from solver.explanation.statements import answer_info

CHANGED_COACH = answer_info(
    "changed-coach",
    "Eine andere Prozessbegleitung",
    "{kindergarten} wird jetzt von {coach} statt von {chosen} begleitet.",
)
CHANGED_HOURS = answer_info(
    "changed-hours",
    "Andere Stunden",
    "{kindergarten} hat mit {coach} jetzt {agreed} statt {agreed_before} im Monat.",
)
PAIR_NEW = answer_info(
    "pair-new",
    "Neu begleitet",
    "{kindergarten} wird jetzt von {coach} begleitet, vorher von niemandem.",
)
PAIR_ENDED = answer_info(
    "pair-ended",
    "Nicht mehr begleitet",
    "{kindergarten} wird nicht mehr von {coach} begleitet.",
)
NOTHING_CHANGED = answer_info(
    "nothing-changed",
    "Nichts hat sich geändert",
    "Gegenüber dem früheren Plan hat sich nichts geändert.",
)
KINDERGARTEN_NEW = answer_info(
    "kindergarten-new",
    "Neu dabei",
    "{kindergarten} war im früheren Plan noch nicht dabei.",
)
KINDERGARTEN_GONE = answer_info(
    "kindergarten-gone",
    "Nicht mehr dabei",
    "{kindergarten} ist nicht mehr dabei.",
)
COACH_GONE = answer_info(
    "coach-gone",
    "Nicht mehr da",
    "{coach} ist nicht mehr Prozessbegleitung.",
)
NOW_FIXED = answer_info(
    "now-fixed",
    "Jetzt vereinbart",
    "{kindergarten} ist inzwischen fest mit {coach} vereinbart.",
)
NOW_REFUSED = answer_info(
    "now-refused",
    "Inzwischen ausgeschlossen",
    "{coach} kommt für {kindergarten} inzwischen nicht mehr in Frage.",
)
NOW_POSSIBLE = answer_info(
    "now-possible",
    "Inzwischen möglich",
    "{coach} kommt für {kindergarten} erst jetzt in Frage.",
)
FREED_ELSEWHERE = answer_info(
    "freed-elsewhere",
    "Anderswo frei geworden",
    "{coach} kam für {kindergarten} schon früher in Frage; frei ist sie, weil sich"
    " anderes geändert hat.",
)
WISHES_CHANGED = answer_info(
    "wishes-changed",
    "Andere Wünsche",
    "{kindergarten} wünscht jetzt andere Stunden als im früheren Plan.",
)
KEEPING_WORSE = answer_info(
    "keeping-worse",
    "Bleiben wäre schlechter",
    "Bliebe {coach} bei {kindergarten}, käme „{tier}“ auf {forced_value} statt"
    " {planned_value} {unit}.",
)
KEEPING_EQUAL = answer_info(
    "keeping-equal",
    "Bleiben wäre ebenso gut",
    "Bliebe {coach} bei {kindergarten}, wäre der Plan ebenso gut.",
)
KEEPING_IMPOSSIBLE = answer_info(
    "keeping-impossible",
    "Bleiben geht nicht",
    "In keinem zulässigen Plan kann {coach} bei {kindergarten} bleiben.",
)
KEEPING_UNDECIDED = answer_info(
    "keeping-undecided",
    "Nicht entschieden",
    "Ob {coach} bei {kindergarten} bleiben könnte, ist in der Rechenzeit nicht"
    " entschieden.",
)
DIFFERENCE_ANSWERS = (
    CHANGED_COACH,
    CHANGED_HOURS,
    PAIR_NEW,
    PAIR_ENDED,
    NOTHING_CHANGED,
    KINDERGARTEN_NEW,
    KINDERGARTEN_GONE,
    COACH_GONE,
    NOW_FIXED,
    NOW_REFUSED,
    NOW_POSSIBLE,
    FREED_ELSEWHERE,
    WISHES_CHANGED,
    KEEPING_WORSE,
    KEEPING_EQUAL,
    KEEPING_IMPOSSIBLE,
    KEEPING_UNDECIDED,
)
