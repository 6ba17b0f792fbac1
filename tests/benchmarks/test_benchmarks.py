"""The towns measured are hard enough, the same every time, and judged strictly."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b

import pytest

from service.db.store import Store
from solver.substitution.codec import problem_to_bytes
from solver.substitution.index import ProblemIndex
from solver.substitution.options import generate
from solver.substitution.plan import Option, Plan
from solver.substitution.problem import PersonId
from solver.substitution.rules import load_rules
from tests.benchmarks.__main__ import main
from tests.benchmarks.instances import town_week
from tests.benchmarks.measuring import Peer, judged, measured, split_episodes
from tests.benchmarks.table import Town, behind, say_row, say_verdict
from tests.benchmarks.weeks import Week, fresh_store, stored_week

PRINT_DIGEST = (
    "from hashlib import blake2b;"
    "from solver.substitution.codec import problem_to_bytes;"
    "from tests.benchmarks.instances import town_week;"
    "print(blake2b(problem_to_bytes(town_week(47, 5, 5, 2))).hexdigest())"
)


@pytest.fixture(scope="module")
def benchmark_store() -> Iterator[Store]:
    with fresh_store() as store:
        yield store


@pytest.fixture(scope="module")
def week(benchmark_store: Store) -> Week:
    return stored_week(benchmark_store, 20, 3, 1)


@pytest.mark.parametrize(("childminders", "absent"), [(47, 5), (95, 10)])
def test_half_of_the_weeks_have_gaps_and_splits(
    benchmark_store: Store, childminders: int, absent: int
):
    rows = [
        measured(stored_week(benchmark_store, childminders, absent, seed), 0)
        for seed in range(1, 5)
    ]
    hard = [row for row in rows if row.ours.plan.gaps and row.ours.judged.splits]
    assert 2 * len(hard) >= len(rows)
    assert all(row.ours.proven and not row.ours.judged.refused_by for row in rows)


def test_a_seed_gives_the_same_week_from_every_database(week: Week):
    with fresh_store() as other:
        again = stored_week(other, 20, 3, 1)
    assert problem_to_bytes(again.problem) == problem_to_bytes(week.problem)
    assert again.profile == week.profile


def test_a_seed_gives_the_same_dense_town_in_every_process():
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


def everything(week: Week) -> Plan:
    """A plan that takes every option there is, of all persons at once."""
    index = ProblemIndex(week.problem)
    return Plan(generate(index, load_rules(week.profile)).options)


def test_a_split_is_a_second_person_or_a_second_piece(week: Week):
    options = everything(week).assignments
    episode_of = {need.id: need.episode for need in week.problem.needs}
    first: Option = options[0]
    same_episode = next(
        o
        for o in options
        if o.need != first.need and episode_of[o.need] == episode_of[first.need]
    )
    second_day = replace(same_episode, person=first.person)
    other_person = replace(same_episode, person=PersonId("andere"))
    for assignments, splits in (
        ((), 0),
        ((first,), 0),
        ((first, second_day), 0),
        ((first, other_person), 1),
        ((first, replace(first, person=PersonId("andere"))), 1),
        ((first, first), 1),
    ):
        assert split_episodes(week.problem, Plan(assignments)) == splits


def test_a_plan_the_audit_refuses_is_named_and_no_win(
    week: Week, capsys: pytest.CaptureFixture[str]
):
    row = measured(week, 0)
    lawless = judged(week, everything(week))
    assert "one-person-at-a-time" in lawless.refused_by
    cheat = Peer(lawless, 0.1, proven_tiers=6)
    assert behind(row, cheat) == "refused"
    say_row(1, replace(row, naive=cheat))
    table = capsys.readouterr().out
    assert "the audit refuses naive:" in table
    assert "one-person-at-a-time" in table


def test_our_own_refused_unproven_late_or_easy_weeks_fail(week: Week):
    town = Town("Probe", 20, 3, bar_seconds=60.0)
    row = measured(week, 0)
    hard = replace(row.ours.judged, splits=1)
    good = replace(row, ours=replace(row.ours, judged=hard))
    assert row.ours.plan.gaps
    assert say_verdict(town, [good])

    lawless = replace(judged(week, everything(week)), splits=1)
    unproven = replace(
        row.ours.plan,
        tiers=tuple(replace(t, bound=t.value - 1) for t in row.ours.plan.tiers),
    )
    for ours in (
        replace(good.ours, judged=lawless),
        replace(good.ours, plan=unproven),
        replace(good.ours, seconds=61.0),
        replace(good.ours, judged=replace(hard, splits=0)),
    ):
        assert not say_verdict(town, [replace(row, ours=ours)])


def test_a_peer_ahead_of_us_fails(week: Week):
    row = measured(week, 0)
    closed = judged(week, Plan(()))
    worse_than_nothing = replace(row, ours=replace(row.ours, judged=closed))
    assert behind(worse_than_nothing, row.greedy).startswith("AHEAD")
    assert not say_verdict(Town("Probe", 20, 3), [worse_than_nothing])


def test_the_table_is_printed_with_its_verdicts(capsys: pytest.CaptureFixture[str]):
    main(["--seeds", "1", "--naive-seconds", "0.5"])
    table = capsys.readouterr().out
    assert "start-up, engine" in table
    for town in ("Beckum-like", "Herne-like", "County-like", "Dense"):
        assert town in table
    assert table.count("all tiers proven: kept") == 5
    assert table.count("naive : ours") == 2
