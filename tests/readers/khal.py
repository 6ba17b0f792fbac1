"""khal, fed by vdirsyncer over HTTP: a real calendar program and its sync client."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tests.readers.normal import Seen

SECONDS = 120
PROGRAMS = Path(sys.executable).parent
FIELDS = (
    *("calendar", "uid", "title", "start-long-full", "end-long-full"),
    *("start-long", "end-long", "all-day", "status", "location", "description"),
)


@dataclass(frozen=True)
class Khal:
    """A home directory with calendars that are synchronised from addresses."""

    home: Path

    def follow(self, addresses: Mapping[str, str]) -> None:
        """Subscribe to feeds by name."""
        pairs, shown = [f'[general]\nstatus_path = "{self.home}/status"\n'], []
        for name, address in addresses.items():
            (self.home / name).mkdir()
            pairs.append(
                f'[pair {name}]\na = "{name}_far"\nb = "{name}_near"\n'
                "collections = null\n"
                f'[storage {name}_far]\ntype = "http"\nurl = "{address}"\n'
                f'[storage {name}_near]\ntype = "filesystem"\n'
                f'path = "{self.home}/{name}"\nfileext = ".ics"\n'
            )
            shown.append(f"[[{name}]]\npath = {self.home}/{name}\nreadonly = True")
        (self.home / "vdirsyncer.conf").write_text("\n".join(pairs))
        (self.home / "khal.conf").write_text(_KHAL.format(self.home, "\n".join(shown)))
        self._run("vdirsyncer", "-c", "vdirsyncer.conf", "discover")

    def synchronise(self) -> str:
        """Fetch all feeds; what vdirsyncer said of the items it copied or deleted."""
        said = self._run("vdirsyncer", "-c", "vdirsyncer.conf", "sync")
        return "\n".join(
            line
            for line in said.splitlines()
            if "Copying" in line or "Deleting" in line
        )

    def shown(self, first: date, last: date) -> dict[str, list[Seen]]:
        """Events by feed, as khal lists them."""
        wanted = [part for name in FIELDS for part in ("--json", name)]
        listed = self._run(
            "khal", "-c", "khal.conf", "list", "--once", *wanted, f"{first}", f"{last}"
        )
        found: dict[str, list[Seen]] = {}
        for line in listed.splitlines():
            for event in json.loads(line):
                found.setdefault(event["calendar"], []).append(_seen(event))
        return {name: sorted(events) for name, events in found.items()}

    def _run(self, program: str, *arguments: str) -> str:
        done = subprocess.run(
            [str(PROGRAMS / program), *arguments],
            cwd=self.home,
            env=os.environ | {"HOME": str(self.home), "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"
        return done.stdout + done.stderr


def _seen(event: Mapping[str, str]) -> Seen:
    """The last day is shown where others show the day after."""
    if event["all-day"] == "True":
        starts = event["start-long"]
        ends = (date.fromisoformat(event["end-long"]) + timedelta(days=1)).isoformat()
    else:
        starts = event["start-long-full"] + "Z"
        ends = event["end-long-full"] + "Z"
    return Seen(
        uid=event["uid"],
        summary=event["title"],
        starts=starts,
        ends=ends,
        status=event["status"].strip(),
        location=event["location"],
        text=event["description"],
    )


_KHAL = """[calendars]
{1}
[sqlite]
path = {0}/khal.db
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
"""
