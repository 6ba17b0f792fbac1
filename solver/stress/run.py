"""The stress test of a normal week, from its first absence to its last drawn week."""

from collections.abc import Iterable

from solver.profile import RuleProfile
from solver.result import Progress, ProgressCallback, StopCheck
from solver.stress.absences import (
    Pairs,
    Tell,
    pair_absences,
    pair_groups,
    single_absences,
)
from solver.stress.evaluator import Net
from solver.stress.figures import (
    coverage_of,
    district_figures,
    most_fragile,
    person_figures,
)
from solver.stress.hands import Asked, Hands
from solver.stress.problem import StressProblem, StressSettings
from solver.stress.result import StressResult
from solver.stress.wave import drawn_wave, wave_groups

#: Share of the test that is behind it once a phase begins.
SINGLES, PAIRS, WAVE, DONE = 0.0, 0.05, 0.25, 1.0
#: Share of a phase that is behind it once several hands have computed its values.
HANDED_OVER = 0.95


def stress(
    problem: StressProblem,
    profile: RuleProfile,
    settings: StressSettings | None = None,
    progress: ProgressCallback | None = None,
    cancelled: StopCheck | None = None,
) -> StressResult:
    """Where the net tears: single absences, pairs, and a flu wave.

    The same problem, profile and settings give the same result.

    Parameters
    ----------
    progress
        Told how far it is, in the phases ``singles``, ``pairs``, ``wave`` and ``done``.
    cancelled
        Asked between absences; once true, what is known by then is given back.

    Raises
    ------
    ProblemError
        If the week contradicts itself.
    ProfileError
        If the profile does not make a rule set, or counts no open minutes first.
    """
    net = Net(problem, profile)
    return stressed(net, settings or StressSettings(), progress, cancelled)


def stressed(
    net: Net,
    settings: StressSettings,
    progress: ProgressCallback | None = None,
    cancelled: StopCheck | None = None,
) -> StressResult:
    """The same of a net that may know some values already."""
    stop = _Cancelled(cancelled)
    before = net.evaluated
    _telling(progress, "singles", SINGLES, PAIRS)(0.0)
    singles = tuple(single_absences(net, stop))
    with Hands(net, settings.workers) as hands:
        pairs = Pairs()
        if settings.pairs:
            tell = _telling(progress, "pairs", PAIRS, WAVE)
            tell = _ahead(hands, pair_groups(net), tell, stop)
            pairs = pair_absences(net, tell, stop)
        tell = _telling(progress, "wave", WAVE, DONE)
        tell = _ahead(hands, wave_groups(net, settings), tell, stop)
        wave = drawn_wave(net, settings, tell, stop)
    districts = net.problem.districts
    people = net.problem.week.persons
    persons = person_figures(people, singles, pairs.with_surplus, districts)
    result = StressResult(
        days=net.problem.days,
        singles=singles,
        pairs=tuple(pairs.with_surplus),
        persons=persons,
        districts=district_figures(singles, districts),
        n1=coverage_of(singles),
        n2=pairs.coverage if settings.pairs and pairs.complete else None,
        fragile=most_fragile(persons),
        wave=wave,
        unproven=net.unproven,
        evaluated=net.evaluated - before,
        complete=not stop.ever,
    )
    _telling(progress, "done", DONE, DONE)(1.0)
    return result


def _ahead(hands: Hands, asked: Iterable[Asked], tell: Tell, stop: StopCheck) -> Tell:
    """Let several hands compute what a phase will ask; how to tell the rest of it."""
    known = 0.0
    for share in hands.compute(asked, stop):
        known = HANDED_OVER * share
        tell(known)
    return lambda share: tell(known + (1 - known) * share)


class _Cancelled:
    """Asks whether somebody cancelled the test, and remembers that it was so."""

    def __init__(self, check: StopCheck | None) -> None:
        self._check = check
        self.ever = False

    def __call__(self) -> bool:
        self.ever = self.ever or (self._check is not None and self._check())
        return self.ever


def _telling(
    progress: ProgressCallback | None, phase: str, begins: float, ends: float
) -> Tell:
    """Says how far the test is, from how far one of its phases is."""

    def tell(share: float) -> None:
        if progress is not None:
            progress(Progress(begins + (ends - begins) * share, phase))

    return tell
