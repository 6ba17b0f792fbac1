"""The part that all computing jobs share: state is read, a solver works, one hears.

What is computed and what becomes of it is the job's own.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from service.errors import InvalidInput
from service.jobs.contract import JobControl
from solver.errors import EngineFault, SolverError
from solver.result import Progress, ProgressCallback, SolveLimits, StopCheck
from solver.tier import TierResult

SNAPSHOT_SHARE = 0.05
"""What reading the state counts in the share that is done."""

Result_co = TypeVar("Result_co", covariant=True)
Done = TypeVar("Done")


class Work(Protocol[Result_co]):
    """A snapshot of the stored state, ready to be computed on."""

    def compute(
        self, limits: SolveLimits, progress: ProgressCallback, should_stop: StopCheck
    ) -> Result_co | None:
        """What came out; ``None`` if the run was stopped.

        Raises
        ------
        SolverError
            If the problem or its rules contradict themselves.
        """
        ...


def compute(
    work: Work[Done], stored_limits: Mapping[str, Any], control: JobControl
) -> Done | None:
    """What to store; ``None`` if the run was stopped.

    Parameters
    ----------
    stored_limits
        ``seconds``, ``workers`` and ``seed``, as the row keeps them.

    Raises
    ------
    InvalidInput
        If the stored state or the rules contradict themselves.
    """
    limits = SolveLimits(
        seconds=float(stored_limits["seconds"]),
        workers=int(stored_limits["workers"]),
        seed=int(stored_limits["seed"]),
    )
    try:
        return work.compute(limits, reporter(control), control.should_stop)
    except EngineFault:
        raise
    except SolverError as error:
        raise InvalidInput(str(error)) from error


def stored_tiers(tiers: Sequence[TierResult]) -> list[dict[str, Any]]:
    """Tiers as a proposal and a job's progress keep them."""
    return [
        {
            "id": tier.id,
            "unit": tier.unit,
            "value": tier.value,
            "bound": tier.bound,
            "proven": tier.proven,
            "conditional": tier.conditional,
        }
        for tier in tiers
    ]


def reporter(control: JobControl) -> Callable[[Progress], None]:
    """Tell a job how far a solver is."""

    def report(progress: Progress) -> None:
        share = SNAPSHOT_SHARE + (1 - SNAPSHOT_SHARE) * progress.share
        detail = {"tiers": stored_tiers(progress.tiers)}
        control.report(share, progress.phase, detail)

    return report
