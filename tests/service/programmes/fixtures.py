"""The shipped programme; ``python -m tests.service.programmes.fixtures`` writes it."""

from pathlib import Path

from service.programmes.make import make_programme
from service.programmes.workbook import write_programme

THUERINGEN = Path("fixtures/programmes/thueringen.xlsx")

if __name__ == "__main__":
    write_programme(make_programme(), THUERINGEN)
