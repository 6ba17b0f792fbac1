"""The stress test as a kind of study."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from service.ahead.stress.document import from_document
from service.ahead.stress.net_picture import draw_net
from service.ahead.stress.parameters import StressParameters
from service.ahead.stress.sheets import stress_sheets
from service.ahead.stress.view import StressView, Told
from service.ahead.week import check_week, read_week
from service.domain.actor import Actor
from service.reports.workbook import Notes, Sheet
from service.snapshot.normal_week import NormalWeek
from service.studies.maker import Found, Picture, Wanted
from service.studies.naming import Naming
from solver.result import ProgressCallback, SolveLimits, StopCheck
from solver.rule import RuleId
from solver.substitution.explanation.reasons import SENTENCES


@dataclass(frozen=True, slots=True)
class StressWork:
    """A normal week, ready to be tested."""

    week: NormalWeek
    parameters: StressParameters

    def compute(
        self, limits: SolveLimits, progress: ProgressCallback, should_stop: StopCheck
    ) -> Found | None:
        """Result and net; out of time with what is known, ``None`` if stopped."""
        # The web process loads this module, and never the engine.
        from service.ahead.stress.computing import (  # noqa: PLC0415 (reason above)
            compute_stress,
        )

        settings = self.parameters.settings(limits.seed, limits.workers)
        return compute_stress(
            self.week, settings, limits.seconds, progress, should_stop
        )


class StressStudy:
    """Where the net tears: single absences, pairs, and a flu wave."""

    title = "Belastungsprobe"
    file_name = "belastungsprobe"
    parameters = StressParameters
    pictures: Sequence[Picture[StressView]] = (
        Picture("netz", "Wer wen vertritt, und wo das Netz reißt", draw_net),
    )

    def check(self, session: Session, wanted: Wanted[StressParameters]) -> None:
        """Refuse numbers out of range and weeks whose rules change."""
        wanted.parameters.check()
        check_week(session, wanted.parameters.week, wanted)

    def take(self, session: Session, wanted: Wanted[StressParameters]) -> StressWork:
        """The normal week."""
        week = read_week(session, wanted.parameters.week, wanted)
        return StressWork(week, wanted.parameters)

    def view(
        self, session: Session, actor: Actor, result: bytes, naming: Naming
    ) -> StressView:
        """Figures with the names this reader may read."""
        del actor  # the names she may read are the naming's
        return Told(session, from_document(result), naming, titles()).view()

    def sheets(self, view: StressView) -> Sequence[Sheet | Notes]:
        """For the committee."""
        return stress_sheets(view)


def titles() -> Mapping[RuleId, str]:
    """German titles of rules, and of the other reasons why a gap is open."""
    return {rule: info.title for rule, info in SENTENCES.infos.items()}


STRESS: Final = StressStudy()
