"""What we promise beside the peers, and whether a run keeps it."""

from collections.abc import Sequence

from tests.benchmarks.contest import Contest, Entry
from tests.benchmarks.measuring import standing
from tests.benchmarks.peers.processes import CP_SAT, TIMEFOLD
from tests.benchmarks.report import Report, verdict
from tests.benchmarks.works import Asked

#: Under a shorter limit nothing is said about parts of it [s].
A_MINUTE = 60.0
NEVER_WORSE = "never worse than any"
#: Timefold's result at its limit is reached in this part of the time.
OF_TIMEFOLD = 20
#: Everything is proven in this part of the straightforward model's limit.
OF_STRAIGHTFORWARD = 25


def say_contest(report: Report, contest: Contest) -> None:
    """The ways of one week: time, proof, memory, the vector and where it stands."""
    report.say(
        f"\n{contest.work.title}, seed {contest.seed}, {contest.limit_seconds:g} s each"
        f"\ntiers: {', '.join(contest.tiers)}"
    )
    for entry in contest.entries:
        report.say(_line(contest, entry))
    if contest.left_out:
        report.say(f"  Timefold's rows leave out: {', '.join(contest.left_out)}")


def _line(contest: Contest, entry: Entry) -> str:
    name = f"  {entry.name:10}"
    if entry.missing is not None:
        return f"{name} missing: {entry.missing}"
    ours = contest.ours.judged
    assert ours is not None
    where = "" if entry is contest.ours else standing(ours, entry.judged)
    vector = "–" if entry.judged is None else " ".join(map(str, entry.judged.vector))
    memory = f", {entry.peak_bytes >> 20} MiB" if entry.peak_bytes else ""
    return (
        f"{name} {entry.seconds:6.2f} s (start-up {entry.start_up_seconds:.1f} s"
        f"{memory}), {entry.proven}/{len(contest.tiers)} tiers proven: {vector}"
        f"  {where}"
    )


def say_promises(report: Report, contests: Sequence[Contest]) -> bool:
    """Each promise as kept or FAILED over all contests; whether all are kept."""
    report.say("")
    kept = [
        _say(report, contest, text, found)
        for contest in contests
        for text, found in (
            (NEVER_WORSE, never_worse(contest)),
            ("Timefold's result in 1/20", timefold_in_time(contest)),
            ("proof in 1/25", proof_in_time(contest)),
        )
    ]
    return all(kept)


def _say(report: Report, contest: Contest, text: str, found: tuple[bool, str]) -> bool:
    good, why = found
    if not good and text != NEVER_WORSE and contest.limit_seconds < A_MINUTE:
        good, why = True, f"not judged under a limit of less than a minute: {why}"
    where = f"{contest.work.name}, seed {contest.seed}"
    report.say(f"{where}: {text}: {verdict(good)} ({why})")
    report.summary(f"{where}: {text}", why, verdict(good))
    return good


def never_worse(contest: Contest) -> tuple[bool, str]:
    """Our vector is at most every accepted one at the same limit."""
    ours = contest.ours.judged
    assert ours is not None
    rivals = [entry for entry in contest.entries[1:] if entry.judged is not None]
    ahead = [
        entry.name
        for entry in rivals
        if entry.accepted and entry.judged and entry.judged.vector < ours.vector
    ]
    if ahead or not contest.ours.accepted:
        return False, f"ahead: {', '.join(ahead) or 'everybody, ours is refused'}"
    ties = [e.name for e in rivals if e.judged and e.judged.vector == ours.vector]
    absent = [entry.name for entry in contest.entries if entry.missing is not None]
    return True, (
        f"{len(rivals)} plans, equal: {', '.join(ties) or 'none'}"
        + (f"; missing: {', '.join(absent)}" if absent else "")
    )


def timefold_in_time(contest: Contest) -> tuple[bool, str]:
    """Timefold's result at the limit, reached by us in a twentieth of it."""
    timefold = contest.entry(TIMEFOLD.name)
    if timefold.judged is None or not timefold.accepted:
        return True, f"no accepted plan of Timefold: {timefold.missing or 'refused'}"
    allowed = contest.limit_seconds / OF_TIMEFOLD
    reached = contest.ours.reached(timefold.judged.vector)
    if reached is None:
        return False, "never reached"
    return reached <= allowed, f"{reached:.2f} s of {allowed:.2f} s"


def proof_in_time(contest: Contest) -> tuple[bool, str]:
    """All tiers proven in a part of the limit that the plain model used up."""
    plain = contest.entry(CP_SAT.name)
    if contest.work.asked is not Asked.EVERYTHING:
        return True, "not asked of this work"
    if plain.proven == len(contest.tiers):
        return (
            True,
            f"not asked: {plain.name} needs no minute, but {plain.seconds:.2f} s",
        )
    allowed = contest.limit_seconds / OF_STRAIGHTFORWARD
    ours = contest.ours
    good = ours.proven == len(contest.tiers) and ours.seconds <= allowed
    proven = f"{ours.proven}/{len(contest.tiers)} tiers"
    return good, f"{proven} in {ours.seconds:.2f} s of {allowed:.2f} s"
