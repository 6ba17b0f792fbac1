"""The dates of one coach as a linear model: nothing ties one coach to another."""

from solver import formulation
from solver.linear import LinearModel, Var
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import RuleSet
from solver.sessions.problem import SessionKey
from solver.sessions.trips import TripSet
from solver.sessions.variables import Choice, SessionVariables, Trip

Formulation = formulation.Formulation[SessionVariables]


def formulate(index: SessionIndex, rules: RuleSet, trips: TripSet) -> Formulation:
    """Variables for the trips, rows of every joint rule, one objective per tier."""
    model = LinearModel()
    choices = tuple(Choice(trip, model.new_bool(_name(trip))) for trip in trips.trips)
    variables = SessionVariables(model, choices)
    for (coach, day), found in variables.of_day.items():
        if len(found) > 1:
            # A trip is all that is planned on a day.
            model.add_at_most(
                ((choice.taken, 1) for choice in found), 1, f"ein Tag: {coach}, {day}"
            )
    objectives = formulation.post_rules(index, rules, variables)
    return formulation.Formulation(variables, objectives)


def _name(trip: Trip) -> str:
    houses = ", ".join(visit.session.engagement for visit in trip.visits)
    return f"{trip.day}: {trip.coach} → {houses}"


def session_order(index: SessionIndex, variables: SessionVariables) -> tuple[Var, ...]:
    """Trips in the order a careful coach would enter them into her calendar.

    What is published first; then month by month days with several houses that save a
    way, on days that are wished for.
    """
    published = set(index.published_of.values())
    alone = {
        (visit.session, visit.day): choice.trip.travel_minutes
        for choice in variables.choices
        if len(choice.trip.visits) == 1
        for visit in choice.trip.visits
    }

    def rank(choice: Choice) -> tuple[int, int, int, int, int]:
        trip = choice.trip
        month = min(visit.session.month for visit in trip.visits)
        kept = sum(visit in published for visit in trip.visits)
        apart = sum(alone.get((v.session, v.day), 0) for v in trip.visits)
        unwanted = sum(index.on_other_weekday(v.session, v.day) for v in trip.visits)
        return -kept, month, unwanted, trip.travel_minutes - apart, trip.day

    scarce = _scarce(variables)
    return tuple(
        choice.taken
        for choice in sorted(
            variables.choices,
            key=lambda c: (
                min(scarce[visit.session] for visit in c.trip.visits),
                rank(c),
            ),
        )
    )


def _scarce(variables: SessionVariables) -> dict[SessionKey, bool]:
    """Sessions with few days to choose from come first (false sorts first)."""
    few = 4
    return {key: len(days) > few for key, days in variables.days.items()}
