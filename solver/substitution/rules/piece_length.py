"""Rule 1a: a piece of a need is long enough and begins and ends at a full step."""

from dataclasses import dataclass

from solver.rule import Binding, PersonGroup, Practice, Refusal, RuleId, RuleInfo
from solver.slots import DayClock, Slot
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import PairRule
from solver.substitution.plan import Option


@dataclass(frozen=True, slots=True)
class Parameters:
    """Shortest piece and grid [min]."""

    min_piece_minutes: int = 120
    step_minutes: int = 15

    def __post_init__(self) -> None:
        """Refuse numbers that leave no piece at all."""
        if self.min_piece_minutes < 1:
            raise ValueError("min_piece_minutes muss mindestens 1 sein.")
        if not 1 <= self.step_minutes <= 60:  # noqa: PLR2004 - an hour's grid is the widest
            raise ValueError("step_minutes liegt zwischen 1 und 60.")


class PieceLength(PairRule[Parameters]):
    """Bounds are those of the open stretch or full steps; no piece is too short.

    The open stretch is what fixed cover and the past leave of a need; it may always be
    taken whole, however short it is.
    """

    info = RuleInfo(
        id=RuleId("piece-length"),
        number=1,
        title="Keine zu kurzen Teilstücke",
        source=Practice("Ein Kind wird nicht für kurze Stücke gebracht"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "Das Stück für {child} am {day} von {start} bis {end} passt nicht in den"
            " Bedarf: mindestens {shortest_minutes} Minuten, Grenzen im Raster von"
            " {step_minutes} Minuten."
        ),
    )
    parameters_type = Parameters
    on_fixed = False

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse a piece outside the open stretches, too short or off the grid."""
        slot, clock = option.slot, index.clock(option.day)
        whole = Slot(0, 1)
        for whole in index.segments[option.need]:
            inside = whole.contains(slot)
            if whole == slot or (inside and self._fits(clock, slot, whole)):
                return None
        shortest = self._shortest(clock, whole)
        return self.refusal(
            child=option.child,
            day=iso(option.day),
            start=slot.start,
            end=slot.end,
            shortest_minutes=shortest,
            step_minutes=self.parameters.step_minutes,
        )

    def _shortest(self, clock: DayClock, whole: Slot) -> int:
        return min(self.parameters.min_piece_minutes, clock.minutes(whole))

    def _fits(self, clock: DayClock, slot: Slot, whole: Slot) -> bool:
        step = self.parameters.step_minutes
        return (
            clock.minutes(slot) >= self._shortest(clock, whole)
            and (slot.start == whole.start or slot.start % step == 0)
            and (slot.end == whole.end or slot.end % step == 0)
        )
