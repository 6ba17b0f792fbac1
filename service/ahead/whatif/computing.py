"""Ranking changes; only the process that does long work loads this."""

from service.ahead.whatif.document import WhatIfDocument, to_document
from service.ahead.whatif.ground import Ground
from service.ahead.whatif.parameters import WhatIfParameters
from service.snapshot.normal_week import NormalWeek
from service.studies.deadline import Deadline
from service.studies.maker import Found, digest_of
from solver.documents import to_bytes
from solver.result import ProgressCallback, SolveLimits, StopCheck
from solver.whatif.problem import WhatIfProblem
from solver.whatif.ranking import whatif

PROBLEM_FORMAT = "lueckenlos-whatif-problem"


def compute_whatif(
    week: NormalWeek,
    ground: Ground,
    parameters: WhatIfParameters,
    limits: SolveLimits,
    watched: tuple[ProgressCallback, StopCheck],
) -> Found | None:
    """The ranking and its spots; ``None`` if somebody stopped it.

    Raises
    ------
    SolverError
        If the week or its rules contradict themselves.
    """
    progress, should_stop = watched
    result = whatif(
        ground.problem,
        week.rules.profile,
        parameters.settings(limits.seed),
        parameters.rates(),
        progress,
        Deadline(should_stop, limits.seconds).check(),
    )
    if should_stop():
        return None
    problem = to_bytes(PROBLEM_FORMAT, WhatIfProblem, ground.problem)
    return Found(
        result=to_document(WhatIfDocument(result, ground.spots, parameters)),
        problem_digest=digest_of(problem),
        key=week.pseudonyms.to_bytes(),
        profile=week.rules.profile,
    )
