"""ical.js, the parser of Thunderbird, under Node."""

import json
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

from tests.readers.normal import Seen

PACKAGE = "ical.js@2.2.1"
SCRIPT = Path(__file__).with_name("ical_js.mjs")
SECONDS = 60


class NoIcalJs(Exception):
    """Node or the package cannot be had here."""


@dataclass(frozen=True)
class IcalJs:
    """The reader, ready to run."""

    node: str
    library: Path

    def read(self, body: bytes) -> list[Seen]:
        """Events as ical.js reads them."""
        done = subprocess.run(
            [self.node, str(SCRIPT), str(self.library)],
            input=body,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return sorted(Seen(**event) for event in json.loads(done.stdout))


def find_ical_js(cache: Path) -> IcalJs:
    """Node and the package, fetched once into a cache directory.

    Raises
    ------
    NoIcalJs
        With the reason.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise NoIcalJs("Node.js with npm is not installed")
    library = cache / "package" / "dist" / "ical.js"
    if not library.is_file():
        _fetch(npm, cache)
    return IcalJs(node, library)


def _fetch(npm: str, cache: Path) -> None:
    try:
        done = subprocess.run(
            [npm, "pack", PACKAGE, "--silent"],
            cwd=cache,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NoIcalJs(f"npm pack {PACKAGE} took over {SECONDS} s") from error
    if done.returncode != 0:
        raise NoIcalJs(f"npm pack {PACKAGE}: {done.stderr.strip()[-300:]}")
    with tarfile.open(cache / done.stdout.strip().splitlines()[-1]) as archive:
        archive.extractall(cache, filter="data")
