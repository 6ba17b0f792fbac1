"""Measure matching beside the peers: ``python -m tests.benchmarks.matching``.

``--quick`` measures small ones for a busy machine. ``--only``, ``--size``,
``--tightness``, ``--kinds`` and ``--agents`` choose blocks of the table, ``--seeds``
how many programmes make a row, ``--from-seed`` where they begin, ``--seconds`` what
each way may take of a classical instance. The full run takes about two hours on two
idle cores; ``--only programmes --size 70 --tightness 0.85 --seeds 8`` at most nine
minutes.
"""

import argparse
import sys

from tests.benchmarks.matching.classical import QUICK_GAPS, classical, say_gaps
from tests.benchmarks.matching.table import (
    PROGRAMMES,
    QUICK_PROGRAMMES,
    TIGHTNESS,
    say_programmes,
)

QUICK_SEEDS, QUICK_SECONDS = 2, 5.0


def main() -> int:
    """Say every table; 1 if a promise is not kept."""
    chosen = _parser().parse_args()
    kept = True
    if chosen.only != "classical":
        works = QUICK_PROGRAMMES if chosen.quick else PROGRAMMES
        works = tuple(
            work
            for work in works
            if (not chosen.size or work.size.kindergartens in chosen.size)
            and (not chosen.tightness or work.size.tightness in chosen.tightness)
        )
        count = QUICK_SEEDS if chosen.quick else chosen.seeds
        kept &= say_programmes(works, range(chosen.from_seed, chosen.from_seed + count))
    if chosen.only != "programmes":
        gaps = QUICK_GAPS if chosen.quick else classical(chosen.instances)
        gaps = tuple(
            gap
            for gap in gaps
            if (not chosen.kinds or gap.kind in chosen.kinds)
            and (not chosen.agents or gap.agents in chosen.agents)
        )
        kept &= say_gaps(gaps, QUICK_SECONDS if chosen.quick else chosen.seconds)
    return 0 if kept else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small ones only")
    parser.add_argument("--only", choices=("programmes", "classical"))
    parser.add_argument("--seeds", type=int, default=10, help="programmes of a row")
    parser.add_argument("--from-seed", type=int, default=1)
    parser.add_argument("--size", type=int, nargs="*", choices=(20, 70, 400))
    parser.add_argument("--tightness", type=float, nargs="*", choices=TIGHTNESS)
    parser.add_argument("--instances", type=int, default=1, help="of a type and size")
    parser.add_argument("--kinds", nargs="*", choices=tuple("cde"))
    parser.add_argument("--agents", type=int, nargs="*")
    parser.add_argument("--seconds", type=float, default=60.0)
    return parser


if __name__ == "__main__":
    sys.exit(main())
