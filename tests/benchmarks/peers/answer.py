"""What a peer said, however it said it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """A peer's plan, if it found any, those on the way, and what it took.

    ``found`` are seconds after start-up with the options taken then; ``values`` the
    same with the tiers' values as the peer counts them, where it told only those.
    """

    options: list[int] | None
    seconds: float
    start_up_seconds: float
    proven: int
    found: tuple[tuple[float, list[int]], ...]
    peak_bytes: int
    values: tuple[tuple[float, tuple[int, ...]], ...] = ()
