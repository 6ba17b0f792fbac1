"""Normal weeks for tests: made of weeks in which somebody is away already."""

from dataclasses import replace

from solver.stress.problem import StressProblem
from solver.substitution.problem import EpisodeId, Need, NeedId, Presence, Problem


def normal_week(problem: Problem) -> StressProblem:
    """The same week with everybody back, and everybody's would-be needs.

    Who is away in it is there again; regular children who are there would need
    somebody. Links and contacts stay as they are.
    """
    back = tuple(
        Presence(
            need.child,
            need.absent,
            need.regular_place,
            need.day,
            need.slot,
            problem.children[need.child].capacity_weight,
        )
        for need in problem.needs
    )
    away = tuple(
        Need(
            NeedId(f"{p.child}-{p.day}-{p.slot.start}"),
            p.child,
            p.day,
            p.slot,
            p.person,
            p.place,
            EpisodeId(f"{p.child}-{p.person}"),
        )
        for p in problem.presences
    )
    week = replace(
        problem,
        needs=(),
        fixed=(),
        published=(),
        presences=(*problem.presences, *back),
        persons={key: replace(p, absent={}) for key, p in problem.persons.items()},
    )
    return StressProblem(week, (*problem.needs, *away))
