"""Who holds what is full: a coach's hours, a county's budget."""

from collections.abc import Iterator

from solver.explanation.statements import Statement
from solver.matching.explanation.answers import BUDGET_HELD, HOURS_HELD
from solver.matching.explanation.basis import Basis
from solver.matching.plan import RefusedCoach
from solver.matching.problem import Engagement, Month
from solver.rule import RuleId

_OF_COACH = (RuleId("coach-hours"), RuleId("kindergartens-per-coach"))
_OF_COUNTY = RuleId("county-budget")


def held_statements(
    basis: Basis, option: Engagement, refused: RefusedCoach
) -> Iterator[Statement]:
    """What uses the room that a pair would need, fixed engagements included."""
    index = basis.index
    others = [
        e
        for e in (*basis.problem.fixed, *basis.plan.assignments)
        if e.kindergarten != option.kindergarten
    ]
    if refused.rule in _OF_COACH:
        month = refused.facts.get("month")
        of_month = Month(month) if isinstance(month, int) else None
        for e in others:
            running = of_month is None or of_month in index.kindergarten(e).months
            if e.coach == option.coach and running:
                facts: dict[str, int | str] = {
                    "coach": e.coach,
                    "holder": e.kindergarten,
                    "agreed": e.half_hours,
                    "minutes": index.monthly_minutes(e)
                    if of_month is None
                    else index.minutes_in(of_month, e),
                }
                yield Statement(HOURS_HELD.id, facts)
    if refused.rule == _OF_COUNTY:
        county = index.kindergarten(option).county
        for e in others:
            if index.kindergarten(e).county == county:
                cents = index.yearly_cents(e)
                held: dict[str, int | str] = {
                    "holder": e.kindergarten,
                    "holder_cents": cents,
                }
                yield Statement(BUDGET_HELD.id, {**held, "county": county})
