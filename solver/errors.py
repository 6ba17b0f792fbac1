"""Faults of the solver package. A plan with gaps or a stopped run is a value, no fault.

SolverError
├── ProblemError      the problem contradicts itself or names something unknown
├── ProfileError      a rule profile is incomplete or contradicts itself
├── EngineFault       the engine answered something it must never answer
└── TimeIsUp          within a run only: nothing more may be built
"""

from collections.abc import Sequence


class SolverError(Exception):
    """Root of the tree; the message is a German sentence for the person who asked."""


class ProblemError(SolverError):
    """The problem contradicts itself or names something unknown."""


class ProfileError(SolverError):
    """A rule profile is incomplete or contradicts itself.

    ``faults`` holds every reason known, each with its JSON pointer in the profile (the
    whole, where nothing says more).
    """

    def __init__(self, detail: str, faults: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(detail)
        self.faults = tuple(faults) or (("", detail),)


class TimeIsUp(SolverError):
    """Nothing more may be built; ``planning.solve`` answers with what there is."""


class EngineFault(SolverError):
    """The engine answered something it must never answer: a programming fault."""
