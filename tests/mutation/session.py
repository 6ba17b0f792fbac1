"""The pytest plugin: a map of lines to tests, then one try per fault."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import coverage
import pytest

from tests.mutation.points import Point, compiled
from tests.mutation.trial import Tried, first_failure, import_all, in_child, put_in, run

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Reach:
    """CPU seconds of each sound test, and which of them (by place) reach a line."""

    seconds: dict[str, float]
    lines: dict[str, dict[str, list[int]]]

    def of(self, point: Point) -> list[str]:
        """Tests that execute the fault, the fastest first."""
        lines = self.lines.get(point.path.as_posix(), {})
        found = {
            place
            for line in range(point.line, point.last_line + 1)
            for place in lines.get(str(line), ())
        }
        tests = list(self.seconds)
        return sorted((tests[place] for place in found), key=self.seconds.__getitem__)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one fault."""

    point: Point
    killed: bool
    why: str
    tests: int
    reaching: int
    seconds: float


class Trials:
    """Runs tries in place of the tests of a session."""

    def __init__(
        self,
        chosen: Sequence[Point],
        map_path: Path,
        limit_seconds: float,
        tell: Callable[[Verdict], None],
    ) -> None:
        self.chosen = chosen
        self.map_path = map_path
        self.limit_seconds = limit_seconds
        self.tell = tell

    def pytest_configure(self) -> None:
        """Draw the same examples in every child, and import all before they fork."""
        import hypothesis  # noqa: PLC0415 – pytest rewrites its plugin first

        hypothesis.settings.register_profile("same", derandomize=True, database=None)
        hypothesis.settings.load_profile("same")
        import_all("solver")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every fault; the tests of the session run in children only."""
        if session.testsfailed:
            raise pytest.UsageError("The tests cannot be collected.")
        if not self.map_path.exists():
            found = in_child(lambda: _reach(session))
            if found is None:
                raise pytest.UsageError("Running all tests once did not end well.")
            self.map_path.write_text(json.dumps(found), encoding="utf-8")
        reach = Reach(**json.loads(self.map_path.read_text(encoding="utf-8")))
        items = {item.nodeid: item for item in session.items}
        for point in self.chosen:
            self.tell(self._verdict(session, point, reach, items))
        return True

    def _verdict(
        self,
        session: pytest.Session,
        point: Point,
        reach: Reach,
        items: dict[str, pytest.Item],
    ) -> Verdict:
        reaching = [items[test] for test in reach.of(point) if test in items]
        source = ROOT / point.path
        code = compiled(point, source.read_text(encoding="utf-8"), str(source))

        def work() -> Tried:
            if not put_in(code, str(source)):
                return {"failed": None, "run": -1}
            return first_failure(session, reaching, reach.seconds, self.limit_seconds)

        began = time.monotonic()
        answer = in_child(work)
        spent = time.monotonic() - began
        if answer is None:
            answer = {"failed": "no end within five times the usual time", "run": 0}
        failed, ran = answer["failed"], answer["run"]
        why = failed or ("" if ran >= 0 else "not put in")
        if not reaching:
            why = "no test reaches it, unless while importing"
        return Verdict(point, failed is not None, why, ran, len(reaching), spent)


def _reach(session: pytest.Session) -> dict[str, object]:
    """Run all tests once and note which lines of the solver each executes."""
    measured = coverage.Coverage(data_file=None, include=[f"{ROOT}/solver/*"])
    seconds: dict[str, float] = {}
    measured.start()
    for item, following in zip(session.items, [*session.items[1:], None], strict=True):
        measured.switch_context(item.nodeid)
        spent, failed = run(session, item, following)
        if not failed:
            seconds[item.nodeid] = round(spent, 4)
    measured.stop()
    data = measured.get_data()
    places = {test: place for place, test in enumerate(seconds)}
    lines = {
        Path(name).relative_to(ROOT).as_posix(): {
            str(line): [places[test] for test in tests if test in places]
            for line, tests in data.contexts_by_lineno(name).items()
        }
        for name in data.measured_files()
    }
    return {"seconds": seconds, "lines": lines}
