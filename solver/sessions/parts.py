"""A dates problem coach by coach: nothing ties one coach to another."""

from collections.abc import Iterator
from dataclasses import replace

from solver.matching.problem import CoachId
from solver.sessions.problem import SessionProblem


def part_of(problem: SessionProblem, coach: CoachId) -> SessionProblem:
    """The problem of one coach."""
    engagements = {
        id_: engagement
        for id_, engagement in problem.engagements.items()
        if engagement.coach == coach
    }
    return replace(
        problem,
        coaches={coach: problem.coaches[coach]},
        engagements=engagements,
        ways={pair: way for pair, way in problem.ways.items() if pair[0] == coach},
        refused=tuple(
            r for r in problem.refused if r.session.engagement in engagements
        ),
        fixed=tuple(v for v in problem.fixed if v.session.engagement in engagements),
        published=tuple(
            v for v in problem.published if v.session.engagement in engagements
        ),
        around=tuple(found for found in problem.around if found.coach == coach),
    )


def parts_of(problem: SessionProblem) -> Iterator[tuple[CoachId, SessionProblem]]:
    """The problem of each coach with an engagement, in stable order."""
    for coach in sorted({e.coach for e in problem.engagements.values()}):
        yield coach, part_of(problem, coach)
