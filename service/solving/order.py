"""What the supervising process and the one that computes say to one another.

The order is one line of JSON, a frame is a line of JSON and as many bytes as it says:
whoever supervises passes a plan on without looking into it.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO, Self

#: Kinds of frames.
PROGRESS, PLAN, DONE, REFUSED, FAULT = "progress", "plan", "done", "refused", "fault"
#: What the supervisor may write after the order.
STOP = b"stop\n"


@dataclass(frozen=True, slots=True)
class SolveOrder:
    """A document to be solved; ``began_at`` is on the monotonic clock [s].

    ``seconds`` count from when the process that computes begins to read.
    """

    problem: str
    profile: str | None
    seconds: float
    workers: int
    seed: int
    memory_mib: int
    began_at: float

    def line(self) -> bytes:
        """As one line."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> Self:
        """Out of its line."""
        return cls(**json.loads(line))


@dataclass(frozen=True, slots=True)
class Frame:
    """One thing said: a kind, a few values, and the bytes of a document."""

    kind: str
    said: Mapping[str, Any]
    body: bytes = b""


def write_frame(pipe: BinaryIO, frame: Frame) -> None:
    """Say something."""
    head = {"kind": frame.kind, "said": frame.said, "length": len(frame.body)}
    pipe.write(json.dumps(head).encode() + b"\n" + frame.body)
    pipe.flush()


def read_frame(pipe: BinaryIO) -> Frame | None:
    """The next thing said; ``None`` when nobody speaks any more."""
    line = pipe.readline()
    if not line.endswith(b"\n"):
        return None
    head = json.loads(line)
    body = pipe.read(head["length"])
    if len(body) < head["length"]:
        return None
    return Frame(head["kind"], head["said"], body)
