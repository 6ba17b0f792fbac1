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
from tests.benchmarks.every_piece import compared
from tests.benchmarks.instances import town_week
from tests.benchmarks.measuring import (
    Greedy,
    Row,
    judged,
    measured,
    split_episodes,
    standing,
)
from tests.benchmarks.report import Report
from tests.benchmarks.table import say_row, say_verdict
from tests.benchmarks.weeks import Week, fresh_store, stored_week
from tests.benchmarks.works import Asked, Source, Work

PRINT_DIGEST = (
    "from hashlib import blake2b;"
    "from solver.substitution.codec import problem_to_bytes;"
    "from tests.benchmarks.instances import town_week;"
    "print(blake2b(problem_to_bytes(town_week(47, 5, 5, 2))).hexdigest())"
)
PROBE = Work("Probe", Source.STORED, 20, 3, bar_seconds=60.0)


@pytest.fixture(scope="module")
def benchmark_store() -> Iterator[Store]:
    with fresh_store() as store:
        yield store


@pytest.fixture(scope="module")
def week(benchmark_store: Store) -> Week:
    return stored_week(benchmark_store, 20, 3, 1)


@pytest.fixture(scope="module")
def row(week: Week) -> Row:
    return measured(week)


@pytest.mark.parametrize(
    ("childminders", "absent", "seeds"), [(47, 5, (1, 2, 3, 4)), (95, 10, (1, 2))]
)
def test_half_of_the_weeks_have_gaps_and_splits(
    benchmark_store: Store, childminders: int, absent: int, seeds: tuple[int, ...]
):
    rows = [
        measured(stored_week(benchmark_store, childminders, absent, seed))
        for seed in seeds
    ]
    hard = [row for row in rows if row.ours.plan.gaps and row.ours.judged.splits]
    assert 2 * len(hard) >= len(rows)
    assert all(row.ours.proven and not row.ours.judged.refused_by for row in rows)


def test_hardly_a_minute_of_a_small_town_is_open_for_want_of_a_cut(week: Week):
    ours, every = compared(week, grid_minutes=60, seconds=120)
    assert ours.tier.proven
    assert every.tier.proven
    assert every.options > ours.options
    assert ours.tier.value > 0
    assert 0 <= ours.tier.value - every.tier.value <= ours.tier.value / 100


def test_a_seed_gives_the_same_week_from_every_database(week: Week):
    with fresh_store() as other:
        again = stored_week(other, 20, 3, 1)
    assert problem_to_bytes(again.problem) == problem_to_bytes(week.problem)
    assert again.profile == week.profile


def test_a_flu_of_two_weeks_has_needs_in_both(week: Week):
    with fresh_store() as other:
        problem = stored_week(other, 20, 3, 1, days=14).problem
    assert problem.last_day == week.problem.last_day + 7
    late = [need for need in problem.needs if need.day > week.problem.last_day]
    assert len(late) >= len(problem.needs) // 4
    weekdays = {(need.day - problem.first_day) % 7 for need in problem.needs}
    assert weekdays <= {0, 1, 2, 3, 4}


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


def test_a_plan_the_audit_refuses_is_named_and_no_win(week: Week, row: Row):
    lawless = judged(week, everything(week))
    assert "one-person-at-a-time" in lawless.refused_by
    assert standing(row.ours.judged, lawless).startswith("refused: ")
    report = Report()
    say_row(report, 1, replace(row, greedy=Greedy(lawless, 0.1)))
    assert "the audit refuses greedy:" in report.lines[-1]
    assert "one-person-at-a-time" in report.lines[-1]


def test_our_own_refused_unproven_ambiguous_late_or_easy_weeks_fail(
    week: Week, row: Row
):
    hard = replace(row.ours.judged, splits=1)
    good = replace(row, ours=replace(row.ours, judged=hard))
    assert row.ours.plan.gaps
    assert say_verdict(Report(), PROBE, [good])

    lawless = replace(judged(week, everything(week)), splits=1)
    unproven = replace(
        row.ours.plan,
        tiers=tuple(replace(t, bound=t.value - 1) for t in row.ours.plan.tiers),
    )
    for ours in (
        replace(good.ours, judged=lawless),
        replace(good.ours, plan=unproven),
        replace(good.ours, plan=replace(row.ours.plan, unique=False)),
        replace(good.ours, seconds=61.0),
        replace(good.ours, judged=replace(hard, splits=0)),
    ):
        assert not say_verdict(Report(), PROBE, [replace(row, ours=ours)])


@pytest.mark.parametrize(
    ("tier", "value", "gap", "verdict"),
    [
        (1, 50, 1, "FAILED"),
        (2, 50, 1, "kept"),
        (2, 50, 2, "FAILED"),
        (2, 1000, 10, "kept"),
        (2, 1000, 11, "FAILED"),
    ],
)
def test_a_flu_may_leave_one_percent_or_one_unit_from_the_third_tier_on(
    row: Row, tier: int, value: int, gap: int, verdict: str
):
    tiers = [replace(t, value=t.value, bound=t.value) for t in row.ours.plan.tiers]
    tiers[tier] = replace(tiers[tier], value=value, bound=value - gap)
    known = tuple(
        replace(m, value=t.value)
        for m, t in zip(row.ours.judged.report.tiers, tiers, strict=True)
    )
    report = replace(row.ours.judged.report, tiers=known)
    ours = replace(
        row.ours,
        plan=replace(row.ours.plan, tiers=tuple(tiers)),
        judged=replace(row.ours.judged, report=report, splits=1),
    )
    good = verdict == "kept"
    assert ours.nearly is good
    assert not ours.proven
    flu = replace(PROBE, asked=Asked.TWO_TIERS)
    cut = replace(row, ours=ours, greedy=Greedy(judged(row.week, Plan(())), 0.0))
    assert say_verdict(Report(), flu, [cut]) is good


def test_a_greedy_ahead_of_us_fails(week: Week, row: Row):
    closed = judged(week, Plan(()))
    worse_than_nothing = replace(row, ours=replace(row.ours, judged=closed))
    assert standing(closed, row.greedy.judged).startswith("AHEAD")
    assert not say_verdict(Report(), PROBE, [worse_than_nothing])


def test_a_small_run_says_and_keeps_everything(
    capsys: pytest.CaptureFixture[str], tmp_path
):
    blocks = ["--block", "works", "--block", "germany", "--block", "growth"]
    main(["--quick", "--seeds", "1", *blocks, "--out", str(tmp_path)])  # no peers
    said = capsys.readouterr().out
    assert "start-up, engine" in said
    assert said.count("all tiers proven: 1 of 1, kept") == 3
    assert "proven 6 of 6: kept" in said
    assert (tmp_path / "run.txt").read_text(encoding="utf-8") == said
    assert "| Small town" in (tmp_path / "table.md").read_text(encoding="utf-8")
    assert (tmp_path / "growth.svg").exists()
