"""Answers about a matching: the German sentence of every kind of statement."""

from solver.explanation.statements import answer_info

ALREADY_CHOSEN = answer_info(
    "already-chosen",
    "Schon so geplant",
    "{coach} begleitet {kindergarten} bereits im Plan, {agreed} im Monat.",
)
ALREADY_FIXED = answer_info(
    "already-fixed",
    "Schon fest vereinbart",
    "{kindergarten} ist fest mit {holder} vereinbart; darüber entscheidet der Plan"
    " nicht.",
)
FORCED_WORSE = answer_info(
    "forced-worse",
    "Der Plan würde schlechter",
    "Mit {coach} für {kindergarten} würde der Plan bei „{tier}“ schlechter:"
    " {forced_value} statt {planned_value} {unit}.",
)
FORCED_AT_LEAST = answer_info(
    "forced-at-least",
    "Wie viel schlechter, ist nicht ganz bewiesen",
    "Mit {coach} für {kindergarten} läge „{tier}“ zwischen {bound_value} und"
    " {forced_value} statt bei {planned_value} {unit}; genauer ist es nicht bewiesen.",
)
FORCED_EQUAL = answer_info(
    "forced-equal",
    "Ebenso gut",
    "Mit {coach} für {kindergarten} wäre der Plan auf jeder Stufe ebenso gut.",
)
FORCED_BETTER = answer_info(
    "forced-better",
    "Der Plan war nicht zu Ende gerechnet",
    "Mit {coach} für {kindergarten} würde der Plan bei „{tier}“ sogar besser:"
    " {forced_value} statt {planned_value} {unit}; er war nicht zu Ende gerechnet.",
)
FORCED_IMPOSSIBLE = answer_info(
    "forced-impossible",
    "In keinem zulässigen Plan",
    "In keinem zulässigen Plan kann {coach} {kindergarten} begleiten.",
)
FORCED_UNDECIDED = answer_info(
    "forced-undecided",
    "Nicht entschieden",
    "Ob {coach} {kindergarten} begleiten könnte, ist in der Rechenzeit nicht"
    " entschieden.",
)
FURTHER_TIER = answer_info(
    "further-tier",
    "Weitere Stufe",
    "Bei „{tier}“ wären es {forced_value} statt {planned_value} {unit}.",
)
MOVED_COACH = answer_info(
    "moved-coach",
    "Eine andere Einrichtung wechselt",
    "Dafür würde {kindergarten} von {coach} statt von {chosen} begleitet.",
)
MOVED_HOURS = answer_info(
    "moved-hours",
    "Eine andere Einrichtung hat andere Stunden",
    "Dafür hätte {kindergarten} mit {coach} {agreed} statt {agreed_before} im Monat.",
)
LEFT_UNSERVED = answer_info(
    "left-unserved",
    "Eine andere Einrichtung bliebe ohne Begleitung",
    "Dafür bliebe {kindergarten} ohne {chosen} und damit ohne Begleitung.",
)
NEWLY_SERVED = answer_info(
    "newly-served",
    "Eine andere Einrichtung käme dazu",
    "Dann würde {kindergarten} von {coach} begleitet, heute von niemandem.",
)
MANY_MOVE = answer_info(
    "many-move",
    "Viele andere Einrichtungen ändern sich",
    "Dafür würde sich bei {count} anderen Einrichtungen etwas ändern, vor allem hier:",
)
MANY_LOSE_THEIRS = answer_info(
    "many-lose-theirs",
    "So viele weitere blieben ohne Begleitung",
    "Außerdem fiele bei {count} Einrichtungen die Begleitung weg.",
)
MANY_MOVE_COACH = answer_info(
    "many-move-coach",
    "So viele weitere wechselten die Begleitung",
    "Außerdem würde bei {count} Einrichtungen die Begleitung wechseln.",
)
MANY_MOVE_HOURS = answer_info(
    "many-move-hours",
    "So viele weitere hätten andere Stunden",
    "Außerdem würden sich bei {count} Einrichtungen die Stunden ändern.",
)
MANY_GAIN_A_COACH = answer_info(
    "many-gain-a-coach",
    "So viele weitere kämen dazu",
    "Außerdem käme bei {count} Einrichtungen eine Begleitung dazu.",
)
HOURS_HELD = answer_info(
    "hours-held",
    "Wofür die Stunden verwendet werden",
    "{coach} begleitet {holder}: {agreed} im Monat, mit Wegen {minutes} Minuten.",
)
BUDGET_HELD = answer_info(
    "budget-held",
    "Wofür das Budget verwendet wird",
    "{county} zahlt für {holder} {holder_cents} im Programmjahr.",
)
SERVED_FORCED = answer_info(
    "served-forced",
    "Die Begleitung erzwungen",
    "Würde {kindergarten} trotzdem von {coach} begleitet, käme „{tier}“ auf"
    " {forced_value} statt {planned_value} {unit}.",
)
SERVED_CANNOT = answer_info(
    "served-cannot",
    "Die Begleitung lässt sich nicht erzwingen",
    "Es gibt keinen zulässigen Plan, in dem {kindergarten} begleitet wird.",
)
ALTERNATIVE = answer_info(
    "alternative",
    "Nächstbeste Möglichkeit",
    "{rank}. {coach}: bei „{tier}“ wären es {forced_value} statt {planned_value}"
    " {unit}.",
)
NO_ALTERNATIVE = answer_info(
    "no-alternative",
    "Keine andere Möglichkeit",
    "Für {kindergarten} gibt es keine andere Prozessbegleitung.",
)
PLAN_ANSWERS = (
    ALREADY_CHOSEN,
    ALREADY_FIXED,
    FORCED_WORSE,
    FORCED_AT_LEAST,
    FORCED_EQUAL,
    FORCED_BETTER,
    FORCED_IMPOSSIBLE,
    FORCED_UNDECIDED,
    FURTHER_TIER,
    MOVED_COACH,
    MOVED_HOURS,
    LEFT_UNSERVED,
    NEWLY_SERVED,
    MANY_MOVE,
    MANY_LOSE_THEIRS,
    MANY_MOVE_COACH,
    MANY_MOVE_HOURS,
    MANY_GAIN_A_COACH,
    HOURS_HELD,
    BUDGET_HELD,
    SERVED_FORCED,
    SERVED_CANNOT,
    ALTERNATIVE,
    NO_ALTERNATIVE,
)
