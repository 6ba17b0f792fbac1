"""The parent's side of a child process that does the work."""

import json
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from queue import SimpleQueue
from time import monotonic
from typing import IO, Any

from service.jobs.child import write_job
from service.jobs.contract import ClaimedJob
from service.jobs.limits import JobLimits
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Message:
    """What a child said; ``content`` is ``None`` when it has died."""

    pid: int
    content: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class ChildPlan:
    """How a child is to work."""

    settings: Settings
    limits: JobLimits
    registry: str


class WorkerProcess:
    """One child; what it says arrives in ``inbox``."""

    def __init__(self, plan: ChildPlan, inbox: SimpleQueue[Message | None]) -> None:
        # Its own session: Ctrl-C at a terminal reaches the parent only, who decides.
        # The command is this interpreter and a module of ours, nothing from outside.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "service.jobs.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.pid = self._process.pid
        self.began_at = monotonic()
        self._inbox = inbox
        self._reader = threading.Thread(
            target=self._read, args=(self._process.stdout,), daemon=True
        )
        self._reader.start()
        self._send(
            {
                "settings": asdict(plan.settings),
                "limits": plan.limits.as_numbers(),
                "registry": plan.registry,
            }
        )

    def order(self, job: ClaimedJob) -> None:
        """Give it a claimed job."""
        self._send(write_job(job))

    def kill(self) -> None:
        """End it at once; what it has not committed never happened."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _send(self, order: dict[str, Any]) -> None:
        if self._process.stdin is None:
            raise RuntimeError("the child was started with a pipe")
        try:
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            # It has died: the reader says so, and the job is taken back then.
            return

    def _read(self, answers: IO[str]) -> None:
        for line in answers:
            self._inbox.put(Message(self.pid, json.loads(line)))
        self._inbox.put(Message(self.pid, None))
