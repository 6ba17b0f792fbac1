"""Rule 7: the child knows the person as well as the profile asks."""

from dataclasses import dataclass

from solver.rule import Binding, PersonGroup, Practice, Refusal, RuleId, RuleInfo
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import PairRule
from solver.substitution.plan import Option
from solver.substitution.problem import Familiarity


@dataclass(frozen=True, slots=True)
class Parameters:
    """Level asked, by name; ``by_place`` asks for the person at this very place."""

    level: str = "familiar"
    by_place: bool = False

    def __post_init__(self) -> None:
        """Refuse a level that does not exist."""
        if self.level.upper() not in Familiarity.__members__:
            known = ", ".join(name.lower() for name in Familiarity.__members__)
            raise ValueError(f"level ist eines von: {known}.")


class FamiliarEnough(PairRule[Parameters]):
    """Familiarity on the day reaches the level, or a counsellor let the pair pass."""

    info = RuleInfo(
        id=RuleId("familiarity-level"),
        number=7,
        title="Vertraute Person",
        source=Practice(
            "Das Kind kennt die Vertretung vorher",
            reference="Vertretungskonzepte Plön, Rendsburg-Eckernförde; § 48 KiTaG SH",
        ),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{child} ist {person} am {day} noch nicht vertraut genug:"
            " {familiarity} statt mindestens {required_familiarity}."
        ),
    )
    parameters_type = Parameters

    def __init__(self, parameters: Parameters) -> None:
        super().__init__(parameters)
        self._level = Familiarity[parameters.level.upper()]

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse a pair below the level without an override."""
        if self._level == Familiarity.UNKNOWN:
            return None
        place = option.place if self.parameters.by_place else None
        state = index.familiarity(option.child, option.person, option.day, place)
        if state >= self._level:
            return None
        if index.overridden(option.child, option.person, option.day):
            return None
        return self.refusal(
            child=option.child,
            person=option.person,
            day=iso(option.day),
            familiarity=state.name.lower(),
            required_familiarity=self._level.name.lower(),
        )
