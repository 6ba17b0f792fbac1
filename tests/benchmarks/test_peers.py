"""Every way gets the same problem, and its plan is read back and judged."""

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from tests.benchmarks.contest import Contest, Curve, Entry, contest
from tests.benchmarks.instances import town_week
from tests.benchmarks.measuring import Judged, judged
from tests.benchmarks.peers import processes
from tests.benchmarks.peers.counting import Counting
from tests.benchmarks.peers.exchange import Instance, read_answer
from tests.benchmarks.peers.processes import (
    CP_SAT,
    HIGHS,
    TIMEFOLD,
    PeerFailed,
    Way,
    run,
)
from tests.benchmarks.peers.timefold import read_lines, to_numbers
from tests.benchmarks.peers.translation import HARD
from tests.benchmarks.profile import the_profile
from tests.benchmarks.promises import (
    never_worse,
    proof_in_time,
    say_promises,
    timefold_in_time,
)
from tests.benchmarks.report import Report
from tests.benchmarks.weeks import Week
from tests.benchmarks.works import Source, Work

PROBE = Work("Probe", Source.DENSE, 24, 4)
#: A peer in a few lines of the standard library: takes what the rows leave room for.
FIRST_FIT = """
import json, sys
given = json.load(sys.stdin)
chosen = []
taken = set(given["taken"])
for number, var in enumerate(given["taken"]):
    trial = {given["taken"][i] for i in chosen} | {var}
    good = True
    for terms, lower, upper in given["rows"]:
        if {v for v, _ in terms} <= taken:
            total = sum(f for v, f in terms if v in trial)
            good = good and (upper is None or total <= upper)
            good = good and (lower is None or total >= lower)
    if good:
        chosen.append(number)
json.dump({"options": chosen, "seconds": 0.5, "start_up_seconds": 0.1, "proven": 0,
           "found": [[0.25, chosen]], "peak_bytes": 1024}, sys.stdout)
"""


@pytest.fixture(scope="module")
def instance() -> Instance:
    return Instance.of(Week(town_week(24, 4, 5, 3), the_profile()))


@pytest.fixture(scope="module")
def counting(instance: Instance) -> Counting:
    return instance.counting


def test_a_peer_that_knows_nothing_of_us_reads_the_rows_and_is_judged(
    instance: Instance, tmp_path: Path
):
    script = tmp_path / "first_fit.py"
    script.write_text(FIRST_FIT, encoding="utf-8")
    said = subprocess.run(
        [sys.executable, str(script)],
        input=instance.to_json(1.0, 7),
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    ).stdout
    answer = read_answer(said)
    assert answer.options
    found = judged(instance.week, instance.plan(answer.options))
    assert len(found.vector) == len(instance.formulation.objectives)
    # It saw only rows about options alone: nobody is at two places, nobody overfull.
    assert not {"one-person-at-a-time", "present-at-once-person"} & set(
        found.refused_by
    )


def test_the_text_says_limit_seed_and_every_option_once(instance: Instance):
    given = json.loads(instance.to_json(2.5, 7))
    assert (given["seconds"], given["seed"]) == (2.5, 7)
    assert len(set(given["taken"])) == len(given["taken"])
    assert len(given["taken"]) == len(instance.options.options)
    assert [t["id"] for t in given["tiers"]] == [
        o.id for o in instance.formulation.objectives
    ]


@pytest.mark.parametrize("text", ["", "[]x", '{"options": []}'])
def test_an_answer_that_lacks_something_is_refused(text: str):
    with pytest.raises(ValueError, match=r"lacks|Expecting|Extra"):
        read_answer(text)


def soft_values(counting: Counting, ways: Sequence[int]) -> tuple[int, list[int]]:
    """Units above the hard caps, and the tiers' values, counted naively."""
    chosen = [c[w] for c, w in zip(counting.stretches, ways, strict=True)]
    taken = {option for choice in chosen for option in choice.options}
    values = [
        constant + sum(choice.costs[level] for choice in chosen)
        for level, constant in enumerate(counting.constants)
    ]
    hard = 0
    worst: dict[tuple[int, int], int] = {}
    for row in counting.rows:
        above = sum(w for key, w in row.keys if key & taken) - row.cap
        if row.level == HARD:
            hard += max(0, above)
        else:
            key = row.level, row.bundle
            worst[key] = max(worst.get(key, 0), row.price * above)
    for (level, _), price in worst.items():
        values[level] += price
    return hard, values


def test_counting_rows_say_what_the_audit_says(instance: Instance, counting: Counting):
    """Choices drawn at random: allowed by the rows if and only if by the audit."""
    rng = random.Random(5)
    seen = {True: 0, False: 0}
    for _ in range(60):
        share = rng.choice((0.0, 0.3, 0.95))
        ways = [
            0 if rng.random() < share else rng.randrange(len(choices))
            for choices in counting.stretches
        ]
        options = [
            option
            for choices, way in zip(counting.stretches, ways, strict=True)
            for option in choices[way].options
        ]
        found = judged(instance.week, instance.plan(options))
        hard, values = soft_values(counting, ways)
        if counting.left_out and hard == 0:
            assert not set(found.refused_by) - {"present-in-shared-setting"}
        else:
            assert (hard > 0) is bool(found.refused_by)
        assert values == list(found.vector)
        seen[hard == 0] += 1
    assert min(seen.values()) >= 5


def test_timefold_reads_whole_numbers_whose_lengths_fit(
    instance: Instance, counting: Counting
):
    numbers = iter(map(int, to_numbers(instance, 1.5, 3).split()))
    assert [next(numbers) for _ in range(3)] == [1500, 3, len(counting.constants)]
    places = next(numbers)
    for _ in range(places * places):
        assert next(numbers) >= 0
    assert next(numbers) == len(counting.weeks)
    for week in counting.weeks:
        assert next(numbers) == week.room_minutes
        for _ in range(4 * next(numbers)):
            next(numbers)
        stays = [[next(numbers) for _ in range(5)] for _ in range(next(numbers))]
        assert tuple(stay[0] for stay in stays) == week.options
        assert all(stay[2] < places and stay[3] < stay[4] for stay in stays)
    rows = next(numbers)
    assert rows == len(counting.rows)
    for _ in range(5 * rows):
        next(numbers)
    uses = next(numbers)
    for _ in range(uses):
        assert 0 <= next(numbers) < rows
        next(numbers)
    assert next(numbers) == len(counting.stretches)
    for choices in counting.stretches:
        assert next(numbers) == len(choices)
        for choice in choices:
            options = [next(numbers) for _ in range(next(numbers))]
            assert tuple(options) == choice.options
            costs = [next(numbers) for _ in counting.constants]
            assert tuple(costs) == choice.costs
            assert all(next(numbers) < uses for _ in range(next(numbers)))
    assert list(numbers) == []


def test_timefolds_lines_become_values_with_their_constants(counting: Counting):
    scores = " ".join(["0", *(["1"] * len(counting.constants))])
    said = (
        f"start-up 1.5\nended 2.25\nat 0.5 {scores}\npeak 2\nbest {scores}\noptions 3 4"
    )
    answer = read_lines(said, counting)
    assert (answer.options, answer.seconds, answer.peak_bytes) == ([3, 4], 2.25, 2048)
    assert answer.values == ((0.5, tuple(c + 1 for c in counting.constants)),)
    assert read_lines(said[: said.index("\noptions")], counting).options is None
    with pytest.raises(ValueError, match="missing"):
        read_lines("start-up 1.5", counting)


def test_a_missing_environment_or_java_is_said_and_no_plan(
    instance: Instance, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(processes, "PEERS_PYTHON", tmp_path / "python")
    found = contest(PROBE, 1, instance.week, 5.0, (HIGHS, TIMEFOLD))
    assert ".venv-peers" in str(found.entry("HiGHS").missing)
    (tmp_path / "python").touch()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert HIGHS.missing() is None
    assert "Java 17" in str(TIMEFOLD.missing())
    good, why = never_worse(found)
    assert good
    assert "missing: HiGHS, Timefold" in why


def test_a_peer_that_crashes_is_named_with_its_last_word(instance: Instance):
    broken = Way("broken", "tests.benchmarks.peers.nobody", own_environment=False)
    with pytest.raises(PeerFailed, match="No module named"):
        run(broken, instance, 1.0, 1)


def test_the_straightforward_model_plans_in_a_process_of_its_own(instance: Instance):
    found = contest(PROBE, 1, instance.week, 1.0, (CP_SAT,))
    ours, plain = found.ours, found.entry("CP-SAT")
    assert plain.missing is None
    assert plain.accepted
    assert plain.curve[-1][1] == plain.judged.vector
    assert ours.judged.vector <= plain.judged.vector
    assert ours.curve[-1][1] == ours.judged.vector
    assert list(ours.curve) == sorted(ours.curve, key=lambda point: point[0])
    assert all(now[1] <= before[1] for before, now in pairwise(ours.curve))


def entry(name: str, judged_as: Judged, curve: Curve = (), proven: int = 0) -> Entry:
    seconds = curve[-1][0] if curve else 60.0
    return Entry(name, judged_as, seconds=seconds, proven=proven, curve=curve)


def valued(instance: Instance, first: int) -> Judged:
    """A plan with nothing taken, whose first tier is said to be worth ``first``."""
    empty = judged(instance.week, instance.plan([]))
    tiers = (replace(empty.report.tiers[0], value=first), *empty.report.tiers[1:])
    return replace(empty, report=replace(empty.report, tiers=tiers))


def met(instance: Instance, *entries: Entry) -> Contest:
    tiers = tuple(o.id for o in instance.formulation.objectives)
    return Contest(PROBE, 1, 60.0, tiers, entries)


def test_a_better_accepted_vector_breaks_the_promise_a_refused_one_does_not(
    instance: Instance,
):
    ours, better = valued(instance, 10), valued(instance, 9)
    everything = judged(
        instance.week, instance.plan(list(range(len(instance.options.options))))
    )
    assert everything.refused_by
    assert never_worse(met(instance, entry("ours", ours), entry("x", ours)))[0]
    assert not never_worse(met(instance, entry("ours", ours), entry("x", better)))[0]
    assert never_worse(met(instance, entry("ours", ours), entry("x", everything)))[0]
    assert not never_worse(met(instance, entry("ours", everything)))[0]


@pytest.mark.parametrize("reached", [3.0, 3.01, None])
def test_timefolds_result_must_be_reached_in_a_twentieth(
    instance: Instance, reached: float | None
):
    ours = valued(instance, 10)
    curve = ((1.0, (99,)),)
    if reached is not None:
        curve = (*curve, (reached, ours.vector), (20.0, ours.vector))
    found = met(instance, entry("ours", ours, curve), entry("Timefold", ours))
    assert timefold_in_time(found)[0] is (reached == 3.0)


@pytest.mark.parametrize(
    ("seconds", "unproven", "plain_unproven", "verdict"),
    [
        (2.4, 0, 1, "kept"),
        (2.5, 0, 1, "FAILED"),
        (1.0, 1, 1, "FAILED"),
        (2.9, 0, 0, "kept"),
    ],
)
def test_everything_must_be_proven_in_a_twenty_fifth(
    instance: Instance, seconds: float, unproven: int, plain_unproven: int, verdict: str
):
    ours = valued(instance, 10)
    tiers = len(instance.formulation.objectives)
    found = met(
        instance,
        entry("ours", ours, ((seconds, ours.vector),), tiers - unproven),
        entry("CP-SAT", ours, proven=tiers - plain_unproven),
        entry("Timefold", ours),
    )
    good = verdict == "kept"
    assert proof_in_time(found)[0] is good
    report = Report()
    assert say_promises(report, [found]) is good
    assert ("FAILED" in report.table()) is not good
