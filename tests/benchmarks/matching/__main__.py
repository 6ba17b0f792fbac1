"""Measure matching beside the peers: ``python -m tests.benchmarks.matching``.

``--quick`` measures small ones for a busy machine, ``--seeds`` says how many, and
``--only`` leaves one half out. The full run takes about two hours on two idle cores.
"""

import argparse
import sys

from tests.benchmarks.matching.classical import QUICK_GAPS, classical, say_gaps
from tests.benchmarks.matching.table import (
    PROGRAMMES,
    QUICK_PROGRAMMES,
    say_programmes,
)


def main() -> int:
    """Say every table; 1 if a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small ones only")
    parser.add_argument("--seeds", type=int, default=10, help="programmes of a row")
    parser.add_argument("--only", choices=("programmes", "classical"))
    parser.add_argument("--instances", type=int, default=1, help="of a type and size")
    chosen = parser.parse_args()
    kept = True
    if chosen.only != "classical":
        works = QUICK_PROGRAMMES if chosen.quick else PROGRAMMES
        kept &= say_programmes(works, 2 if chosen.quick else chosen.seeds)
    if chosen.only != "programmes":
        gaps = QUICK_GAPS if chosen.quick else classical(chosen.instances)
        kept &= say_gaps(gaps, 5.0 if chosen.quick else 60.0)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
