"""Wish 101: no child stands at a closed door."""

from collections import defaultdict
from dataclasses import dataclass

from solver.linear import Expression, Var
from solver.rule import Binding, LegalSource, PersonGroup, RuleId, RuleInfo
from solver.slots import merged
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import Wish
from solver.substitution.plan import Option, Plan
from solver.substitution.problem import NeedId
from solver.substitution.variables import Variables


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a hand-over must add [min], and urgency classes that go first.

    ``urgency_order`` empty: all children are equal, one tier. Otherwise each class
    named (as text) is a tier of its own in this order, the rest together come last;
    whoever sets it notes the legal basis in the parameter's source.
    """

    handover_gain_minutes: int = 30
    urgency_order: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a negative gain and classes that are no numbers or named twice."""
        if self.handover_gain_minutes < 0:
            raise ValueError("handover_gain_minutes ist nie negativ.")
        if not all(c.isdecimal() for c in self.urgency_order):
            raise ValueError("urgency_order nennt Dringlichkeiten als Zahlen.")
        if len(set(self.urgency_order)) < len(self.urgency_order):
            raise ValueError("urgency_order nennt eine Dringlichkeit doppelt.")


class Uncovered(Wish[Parameters]):
    """Minutes of need that nobody takes, plus what each hand-over costs.

    Minutes that fixed cover or the past took are not counted. A hand-over is each
    piece beyond the first in one open stretch of a need; it costs
    ``handover_gain_minutes``, so it only happens if it adds that much.
    """

    info = RuleInfo(
        id=RuleId("uncovered"),
        number=101,
        title="Kein Kind ohne Betreuung",
        source=LegalSource(law="SGB VIII", section="§ 23 Abs. 4"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Minuten bleiben ohne Betreuung, Übergaben mitgezählt.",
    )
    parameters_type = Parameters
    unit = "child-minutes"

    def __init__(self, parameters: Parameters, urgency: int | None = None) -> None:
        super().__init__(parameters)
        self._first = frozenset(int(c) for c in parameters.urgency_order)
        self._urgency = urgency
        if urgency is not None:
            self.info = RuleInfo(
                id=RuleId(f"uncovered-urgency-{urgency}"),
                number=self.info.number,
                title=f"{self.info.title} (Dringlichkeit {urgency})",
                source=self.info.source,
                binding=self.info.binding,
                applies_to=self.info.applies_to,
                sentence=self.info.sentence,
            )

    def tiers(self) -> "tuple[Uncovered, ...]":
        """Ordered sub-tiers: one per urgency class named, then the rest."""
        classes = self.parameters.urgency_order
        named = (Uncovered(self.parameters, int(c)) for c in classes)
        return (*named, self)

    def _counts(self, index: ProblemIndex, need: NeedId) -> bool:
        urgency = index.needs[need].urgency
        if self._urgency is not None:
            return urgency == self._urgency
        return urgency not in self._first

    def _wanted(self, index: ProblemIndex) -> int:
        """Minutes that fixed cover and the past leave, of all that count."""
        if self._urgency is None and not self._first:
            return sum(index.open_minutes.values())
        every = index.open_minutes.items()
        return sum(minutes for need, minutes in every if self._counts(index, need))

    def cost(self, index: ProblemIndex, variables: Variables) -> Expression:
        """All open minutes minus those taken, plus hand-overs."""
        terms: list[tuple[Var, int]] = []
        for need, stretches in index.segments.items():
            options = variables.of_need(need)
            if not options or not self._counts(index, need):
                continue
            minutes = index.clock(index.needs[need].day).minutes
            terms.extend((variables.taken(o), -minutes(o.slot)) for o in options)
            for stretch in stretches:
                inside = [o for o in options if stretch.contains(o.slot)]
                terms.extend(self._handover(variables, inside, need))
        return Expression(tuple(terms), self._wanted(index))

    def _handover(
        self, variables: Variables, options: list[Option], need: NeedId
    ) -> list[tuple[Var, int]]:
        """A variable that counts pieces beyond the first, where there can be any."""
        gain = self.parameters.handover_gain_minutes
        most = _most_pieces(options)
        if gain == 0 or most <= 1:
            return []
        name = f"{need}: Übergaben"
        beyond = variables.model.new_int(0, most - 1, name)
        pieces = [(variables.taken(o), 1) for o in options]
        variables.model.add_at_most((*pieces, (beyond, -1)), 1, name)
        return [(beyond, gain)]

    def measure(self, index: ProblemIndex, plan: Plan) -> int:
        """Open minutes that no assignment covers, plus hand-overs."""
        taken: dict[NeedId, list[Option]] = defaultdict(list)
        for option in plan.assignments:
            taken[option.need].append(option)
        value = self._wanted(index)
        for need, options in taken.items():
            stretches = index.segments.get(need, ())
            if not stretches or not self._counts(index, need):
                continue
            minutes = index.clock(index.needs[need].day).minutes
            for stretch in stretches:
                parts = [
                    part
                    for option in options
                    if (part := option.slot.intersection(stretch))
                ]
                value -= sum(map(minutes, merged(parts)))
                value += self.parameters.handover_gain_minutes * max(0, len(parts) - 1)
        return value


def _most_pieces(options: list[Option]) -> int:
    """Most options that fit one after another (earliest end first)."""
    count, until = 0, -1
    for slot in sorted({o.slot for o in options}, key=lambda s: s.end):
        if slot.start >= until:
            count, until = count + 1, slot.end
    return count
