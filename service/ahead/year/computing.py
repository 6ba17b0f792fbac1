"""Computing a Kita year; only the process that does long work loads this."""

from collections import Counter

from service.ahead.year.document import YearDocument, to_document
from service.ahead.year.parameters import YearParameters
from service.ahead.year.reading import YearRead
from service.studies.maker import Found, digest_of
from solver.documents import to_bytes
from solver.result import ProgressCallback, SolveLimits, StopCheck
from solver.slots import weekday
from solver.year.parts import look_ahead_by_rules
from solver.year.problem import YearProblem

PROBLEM_FORMAT = "lueckenlos-year-problem"
_SATURDAY = 5


def compute_year(
    read: YearRead,
    parameters: YearParameters,
    limits: SolveLimits,
    progress: ProgressCallback,
    should_stop: StopCheck,
) -> Found | None:
    """Plan, clashes and shifts; ``None`` if somebody stopped it.

    Raises
    ------
    SolverError
        If the year or its rules contradict themselves.
    """
    year = read.problem
    result = look_ahead_by_rules(year, read.rules, limits, progress, should_stop)
    if result is None:
        return None
    absent = Counter(
        day
        for _person, day in {(a.person, a.day) for a in year.announced}
        if weekday(day) < _SATURDAY and day not in year.closed
    )
    document = YearDocument(
        result,
        absent=dict(sorted(absent.items())),
        closed=tuple(sorted(year.closed)),
        school_weeks=tuple(sorted(year.school_weeks)),
        familiarity_kept=parameters.keep_familiarity,
        proofs_renewed=parameters.renew_proofs,
    )
    return Found(
        result=to_document(document),
        problem_digest=digest_of(to_bytes(PROBLEM_FORMAT, YearProblem, year)),
        key=read.pseudonyms.to_bytes(),
        profile=read.rules[0].profile,
    )
