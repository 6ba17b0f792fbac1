"""The towns measured are hard enough and the same in every process."""

import os
import subprocess
import sys
from hashlib import blake2b

import pytest

from solver import solve
from solver.result import SolveLimits
from solver.substitution.codec import problem_to_bytes
from tests.benchmarks.__main__ import main
from tests.benchmarks.instances import town_week
from tests.benchmarks.profile import the_profile

PRINT_DIGEST = (
    "from hashlib import blake2b;"
    "from solver.substitution.codec import problem_to_bytes;"
    "from tests.benchmarks.instances import town_week;"
    "print(blake2b(problem_to_bytes(town_week(47, 5, 5, 2))).hexdigest())"
)


@pytest.mark.parametrize(("childminders", "absent"), [(47, 5), (95, 10)])
def test_half_of_the_weeks_have_gaps_and_splits(childminders: int, absent: int):
    hard = 0
    for seed in range(1, 5):
        problem = town_week(childminders, absent, 5, seed)
        plan = solve(problem, the_profile(), SolveLimits(workers=1)).plan
        values = {tier.id: tier.value for tier in plan.tiers}
        hard += values["uncovered"] > 0 and values["continuity"] > 0
    assert hard >= 2


def test_a_seed_gives_the_same_town_in_every_process():
    expected = blake2b(problem_to_bytes(town_week(47, 5, 5, 2))).hexdigest()
    for hash_seed in ("1", "2"):
        found = subprocess.run(
            [sys.executable, "-c", PRINT_DIGEST],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            check=True,
            capture_output=True,
            text=True,
        )
        assert found.stdout.strip() == expected


def test_the_table_is_printed_with_its_verdicts(capsys: pytest.CaptureFixture[str]):
    main(["--seeds", "1", "--naive-seconds", "0.5"])
    table = capsys.readouterr().out
    assert "start-up" in table
    for town in ("Beckum-like", "Herne-like"):
        assert town in table
    assert table.count("all tiers proven: kept") == 2
    assert table.count("naive : ours") == 2
