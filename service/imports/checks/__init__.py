"""Checks that look at more than one cell: an explicit list, each independent."""

from collections.abc import Callable

from service.imports.checks.areas import check_areas
from service.imports.checks.coaches import check_coaches
from service.imports.checks.contracts import check_contracts
from service.imports.checks.cooperations import check_cooperations
from service.imports.checks.engagements import check_engagements
from service.imports.checks.intervals import check_intervals
from service.imports.checks.kindergartens import check_kindergartens
from service.imports.checks.notices import notice_everything
from service.imports.checks.notices_programme import notice_programme
from service.imports.checks.overlaps import check_overlaps
from service.imports.checks.scene import Scene
from service.imports.checks.spans import check_spans

CHECKS: tuple[Callable[[Scene], None], ...] = (
    check_spans,
    check_intervals,
    check_areas,
    check_overlaps,
    check_contracts,
    check_cooperations,
    check_coaches,
    check_kindergartens,
    check_engagements,
)

NOTICES: tuple[Callable[[Scene], None], ...] = (notice_everything, notice_programme)

__all__ = ["CHECKS", "NOTICES", "Scene"]
