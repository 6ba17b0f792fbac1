"""How wide the terminal is."""

import shutil

WIDEST = 110
NARROWEST = 60


def width() -> int:
    """Columns to write in: the terminal's within bounds, 100 where there is none."""
    columns = shutil.get_terminal_size((100, 24)).columns
    return max(NARROWEST, min(WIDEST, columns))
