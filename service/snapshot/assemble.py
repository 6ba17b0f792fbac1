"""Rows in scope as the solver's problem, every id replaced by its code."""

from service.snapshot.canonical import in_order
from service.snapshot.clock_changes import clock_changes
from service.snapshot.nouns import Nouns, day_of
from service.snapshot.pairs import Pairs
from service.snapshot.pseudonyms import Pseudonyms
from service.snapshot.scope import Scope
from service.snapshot.state import State
from service.snapshot.ways import family_ways, place_ways
from service.snapshot.weeks import weeks_by_person
from service.travel import TravelTimes
from solver.substitution import problem as parts


def assemble(
    state: State, scope: Scope, codes: Pseudonyms, travel: TravelTimes
) -> parts.Problem:
    """The problem of a state; the same state and codes give the same problem."""
    weeks = weeks_by_person(state, travel)
    nouns, pairs = Nouns(state, scope, codes, weeks), Pairs(state, codes)
    horizon = state.horizon
    regular = {need.child_id: need.place_id for need in reversed(state.needs)}
    asked = ((c, place) for c, places in scope.asked_places.items() for place in places)
    family = family_ways(asked, state.children, state.places, regular, travel)
    between = place_ways(scope.stations, state.people, state.places, travel)
    problem = parts.Problem(
        first_day=day_of(horizon.first_day),
        last_day=day_of(horizon.last_day),
        land=horizon.land,
        needs=tuple(pairs.need(need) for need in state.needs),
        children=nouns.children(),
        persons=nouns.persons(),
        places=nouns.places(),
        presences=nouns.presences(),
        links=tuple(pairs.links()),
        familiarity=tuple(pairs.familiarity()),
        designations=tuple(pairs.designations()),
        exclusions=tuple(pairs.exclusions()),
        overrides=tuple(pairs.overrides()),
        fixed=tuple(
            parts.FixedCover(pairs.cover(cover), kind)
            for cover, kind in state.fixed.facts
        ),
        published=tuple(pairs.cover(cover) for cover in state.fixed.published),
        family_minutes={
            (codes.children[c], codes.places[place]): m
            for (c, place), m in family.items()
        },
        place_minutes={
            (codes.places[one], codes.places[other]): m
            for (one, other), m in between.items()
        },
        clock_changes=clock_changes(
            horizon.first_day, horizon.last_day, horizon.time_zone
        ),
        frozen_day=day_of(horizon.today),
        frozen_minute=horizon.frozen_minute,
        former_substitutes=tuple(pairs.former()),
    )
    return in_order(problem)
