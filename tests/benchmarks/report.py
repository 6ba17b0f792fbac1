"""What a run says: at once on the screen, in the end as files."""

import sys
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Report:
    """Lines as they are said, one summary line per bar, and the pictures."""

    lines: list[str] = field(default_factory=list)
    rows: list[tuple[str, str, str]] = field(default_factory=list)
    pictures: dict[str, str] = field(default_factory=dict)

    def say(self, line: str) -> None:
        """One line at once, also through a pipe."""
        self.lines.append(line)
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    def summary(self, work: str, measured: str, bar: str) -> None:
        """A line of the table at the end."""
        self.rows.append((work, measured, bar))

    def picture(self, name: str, svg: str) -> None:
        """A picture to be kept under a name without its ending."""
        self.pictures[name] = svg

    def table(self) -> str:
        """The summary as a Markdown table."""
        lines = ["| work | measured | bar |", "| --- | --- | --- |"]
        lines += [f"| {' | '.join(row)} |" for row in self.rows]
        return "\n".join(lines) + "\n"

    def write(self, folder: Path) -> None:
        """Keep the lines, the table and the pictures as files."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "run.txt").write_text("\n".join(self.lines) + "\n", encoding="utf-8")
        (folder / "table.md").write_text(self.table(), encoding="utf-8")
        for name, svg in self.pictures.items():
            (folder / f"{name}.svg").write_text(svg, encoding="utf-8")


def verdict(kept: object) -> str:
    """How every promise is answered."""
    return "kept" if kept else "FAILED"
