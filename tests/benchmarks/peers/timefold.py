"""What Timefold's process reads and writes.

It reads whole numbers: milliseconds, seed, number of tiers; places with the ways
between them; work weeks (room in minutes, fixed stays, options with their stay; a stay
is day, place, start, end); rows (level, price, cap, whether keys count once, bundle);
uses (row, weight); stretches, each with its choices, each with its options, what it
costs on every tier, and its uses. Every list begins with its length.

It writes lines: ``start-up`` and ``ended`` with seconds, ``at`` with seconds, hard
score and value of each tier, ``best`` with hard score and values, ``options``, and
``peak`` with the most memory used [KiB].
"""

from collections import defaultdict
from collections.abc import Iterator
from operator import add

from tests.benchmarks.peers.answer import Answer
from tests.benchmarks.peers.counting import Counting
from tests.benchmarks.peers.exchange import Instance


def to_numbers(instance: Instance, seconds: float, seed: int) -> str:
    """The numbers Timefold's process reads."""
    counting = instance.counting
    uses: list[tuple[int, int]] = []
    of_option: dict[int, list[int]] = defaultdict(list)
    keyed: list[bool] = []
    for number, row in enumerate(counting.rows):
        keyed.append(any(len(key) > 1 for key, _ in row.keys))
        for key, weight in row.keys:
            for option in key:
                of_option[option].append(len(uses))
            uses.append((number, weight))
    head = (round(1000 * seconds), seed, len(counting.constants))
    body = _body(counting, keyed, uses, of_option)
    lines = (head, *_weeks(instance), *body)
    return "\n".join(" ".join(map(str, line)) for line in lines)


def _weeks(instance: Instance) -> Iterator[tuple[int, ...]]:
    weeks, options = instance.counting.weeks, instance.options.options
    found = {options[i].place for week in weeks for i in week.options}
    found |= {stay[0] for week in weeks for _, stay in week.fixed}
    places = {place: number for number, place in enumerate(sorted(found))}
    yield (len(places),)
    for start in places:
        yield tuple(instance.index.travel(start, end) or 0 for end in places)
    yield (len(weeks),)
    for week in weeks:
        yield week.room_minutes, len(week.fixed)
        for day, (place, slot) in week.fixed:
            yield day, places[place], slot.start, slot.end
        yield (len(week.options),)
        for number in week.options:
            option = options[number]
            slot = option.slot
            yield number, option.day, places[option.place], slot.start, slot.end


def _body(
    counting: Counting,
    keyed: list[bool],
    uses: list[tuple[int, int]],
    of_option: dict[int, list[int]],
) -> Iterator[tuple[int, ...]]:
    yield (len(counting.rows),)
    for row, once in zip(counting.rows, keyed, strict=True):
        yield row.level, row.price, row.cap, int(once), row.bundle
    asking: list[tuple[int, set[int]]] = []
    for number, row in enumerate(counting.rows):
        if row.cap < 0:
            asking.append((len(uses), {o for key, _ in row.keys for o in key}))
            uses.append((number, 0))
    yield (len(uses),)
    yield from uses
    yield (len(counting.stretches),)
    for choices in counting.stretches:
        options = {option for choice in choices for option in choice.options}
        # Grouping never sees a row that nobody uses: a use without weight shows it.
        shown = [use for use, seen in asking if seen & options]
        yield (len(choices),)
        for choice in choices:
            used = [use for option in choice.options for use in of_option[option]]
            yield len(choice.options), *choice.options
            yield choice.costs
            yield len(used) + len(shown), *used, *shown


def read_lines(text: str, counting: Counting) -> Answer:
    """What Timefold's process wrote; the values of the tiers with their constants.

    Raises
    ------
    ValueError
        If a line is missing.
    """
    lines: dict[str, list[list[str]]] = defaultdict(list)
    for line in text.splitlines():
        word, *rest = line.split(" ")
        lines[word].append(rest)
    if not {"start-up", "ended", "best", "peak"} <= set(lines):
        raise ValueError(f"lines are missing: {text[-200:]!r}")

    def values(scores: list[str]) -> tuple[int, ...]:
        # The first is the hard score, 0 wherever the options are named.
        return tuple(map(add, map(int, scores[1:]), counting.constants))

    return Answer(
        options=[int(o) for o in lines["options"][0]] if lines["options"] else None,
        seconds=float(lines["ended"][0][0]),
        start_up_seconds=float(lines["start-up"][0][0]),
        proven=0,
        found=(),
        values=tuple((float(at), values(scores)) for at, *scores in lines["at"]),
        peak_bytes=1024 * int(lines["peak"][0][0]),
    )
