"""What may be asked of a run."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.works import DENSE, QUICK, STORED, WORKS, Work

BLOCKS = ("works", "peers", "germany", "growth")
#: Weeks on which the peers plan, too.
CONTESTED = ("herne", "city", "dense-herne")
#: Seeds of a work without a bar, unless it is named; the largest only if it is.
SEEDS_FOR_INFORMATION = 2
ONLY_IF_NAMED = "dense-flu"
QUICK_SEEDS, QUICK_PEER_SECONDS = 2, 3.0


@dataclass(frozen=True)
class Chosen:
    """The arguments of a run."""

    blocks: tuple[str, ...]
    works: tuple[str, ...]
    seeds: int
    peer_seeds: int
    peer_seconds: float
    quick: bool
    out: Path | None

    def measured(self) -> tuple[Work, ...]:
        """Works of the first block."""
        if self.works:
            return tuple(work for work in WORKS if work.key in self.works)
        if self.quick:
            return QUICK
        return (*STORED, *(work for work in DENSE if work.key != ONLY_IF_NAMED))

    def contested(self) -> tuple[Work, ...]:
        """Works on which the peers plan, too."""
        if self.works or self.quick:
            return self.measured()
        return tuple(work for work in WORKS if work.key in CONTESTED)

    def seeds_of(self, work: Work) -> int:
        """Seeds of a work: fewer where it is there for information."""
        if work.bar_seconds is None and not self.works:
            return min(self.seeds, SEEDS_FOR_INFORMATION)
        return self.seeds


def parse(arguments: Sequence[str] | None = None) -> Chosen:
    """Read the command line; what is wrong with it ends the process."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    add = parser.add_argument
    add("--quick", action="store_true", help="everything in small, for a look")
    add("--seeds", type=int, default=10, help="seeds per work with a bar")
    add("--peer-seeds", type=int, default=1, help="seeds per contested work")
    add("--peer-seconds", type=float, default=60.0, help="limit of every way")
    add("--out", type=Path, help="folder for run.txt, table.md and the pictures")
    add("--work", action="append", choices=[work.key for work in WORKS])
    add("--block", action="append", choices=BLOCKS)
    found = parser.parse_args(arguments)
    quick = found.quick
    return Chosen(
        blocks=tuple(found.block or BLOCKS),
        works=tuple(found.work or ()),
        seeds=min(found.seeds, QUICK_SEEDS) if quick else found.seeds,
        peer_seeds=found.peer_seeds,
        peer_seconds=(
            min(found.peer_seconds, QUICK_PEER_SECONDS) if quick else found.peer_seconds
        ),
        quick=quick,
        out=found.out,
    )
