"""Reasons that no rule gives: nobody there to ask, or the plan chose otherwise."""

from solver.explanation.statements import answer_info

NO_COACH = answer_info(
    "no-coach",
    "Niemand ist da",
    "Für {kindergarten} gibt es keine Prozessbegleitung, die gefragt werden könnte.",
)
NOT_CHOSEN = answer_info(
    "coach-not-chosen",
    "Möglich, aber nicht gewählt",
    "{coach} könnte {kindergarten} begleiten; der Plan hat nach der Reihenfolge der"
    " Wünsche oder nach Ablauf der Rechenzeit anders gewählt.",
)
UNSERVED_REASONS = (NO_COACH, NOT_CHOSEN)
