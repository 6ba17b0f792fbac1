"""What questions about a plan start from, and the part of it a question concerns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from solver.engine.face import Face
from solver.engine.greedy import Attempt
from solver.engine.ground import Ground
from solver.engine.parts import independent_parts
from solver.engine.remembering import KnownParts
from solver.measuring import MeasuredTier, measured
from solver.profile import RuleProfile
from solver.slots import Day
from solver.substitution.explanation.best import Best
from solver.substitution.formulation import Formulation, dispatch_order, formulate
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.options import generate
from solver.substitution.plan import Option, OptionSet, Plan
from solver.substitution.problem import NeedId, PersonId, Problem
from solver.substitution.rules import load_rules
from solver.substitution.rules.uncovered import Parameters, Uncovered
from solver.substitution.windows import Windows, windows_of


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """The part of a plan that a question concerns; of the same part it is the same.

    ``options`` are all that hang together with the question's needs, ``inside`` the
    plan's assignments among them, ``outside`` those that stay whatever is asked.
    """

    needs: frozenset[NeedId]
    options: tuple[Option, ...]
    inside: tuple[Option, ...]
    outside: tuple[Option, ...]


@dataclass(frozen=True)
class Basis:
    """A plan, its problem and its rules, with tables shared by all questions.

    A question re-solves one part only. Parts are read off the model of the whole
    problem: two options belong to one part if a chain of rows of any rule or wish
    ties them. No row crosses two parts and every tier is a sum over variables, so the
    lexicographic optimum with something forced in one part is that part's optimum
    beside what the others had; nothing outside could be better or worse for it.

    Attributes
    ----------
    best_of_day_part
        What was proven of parts of days as they are, by their numbers.
    windows
        What of each whole stretch passes the pair rules, for each who may take it.
    """

    index: ProblemIndex
    rules: RuleSet
    options: OptionSet
    plan: Plan
    _formulations: dict[Scope, Formulation] = field(default_factory=dict)
    _grounds: dict[Scope, Ground] = field(default_factory=dict)
    _orders: dict[Scope, tuple[Option, ...]] = field(default_factory=dict)
    _nothing: dict[Scope, Attempt] = field(default_factory=dict)
    best_of_day_part: dict[int, Best] = field(default_factory=dict)
    windows: dict[Option, Windows] = field(default_factory=dict)

    @property
    def problem(self) -> Problem:
        """What was planned."""
        return self.index.problem

    @cached_property
    def measured(self) -> tuple[MeasuredTier, ...]:
        """The plan's tiers, counted on the plan."""
        return self.measure(self.plan.assignments)

    def measure(self, assignments: Sequence[Option]) -> tuple[MeasuredTier, ...]:
        """The tiers of other assignments of this problem."""
        return measured(self.index, self.rules, Plan(tuple(assignments)))

    @cached_property
    def _part_of(self) -> dict[Option, int]:
        """The part of every option, all tiers considered."""
        return _parts(self.index, self.rules, self.options)

    @cached_property
    def _coverage_part_of(self) -> dict[Option, int]:
        """The part of every option where nothing but coverage counts: smaller ones."""
        return _parts(self.index, self.coverage_rules, self.options)

    @cached_property
    def day_parts(self) -> tuple[tuple[Option, ...], ...]:
        """Options that hang together in coverage if each day stood by itself."""
        by_day: dict[Day, list[Option]] = {}
        for option in self.options.options:
            by_day.setdefault(option.day, []).append(option)
        found: list[tuple[Option, ...]] = []
        for options in by_day.values():
            day = OptionSet(tuple(options), {})
            parts: dict[int, list[Option]] = {}
            for option, part in _parts(self.index, self.coverage_rules, day).items():
                parts.setdefault(part, []).append(option)
            found.extend(tuple(part) for part in parts.values())
        return tuple(found)

    @cached_property
    def coverage_rules(self) -> RuleSet:
        """The same rules with nothing wished for but minutes covered, anybody's."""
        minutes = Uncovered(Parameters(handover_gain_minutes=0))
        return replace(self.rules, wishes=(minutes,))

    @cached_property
    def _options_of_need(self) -> dict[NeedId, list[Option]]:
        found: dict[NeedId, list[Option]] = {}
        for option in self.options.options:
            found.setdefault(option.need, []).append(option)
        return found

    def options_of(
        self, need: NeedId, person: PersonId | None = None
    ) -> tuple[Option, ...]:
        """Options of a need, of all or of one person."""
        return tuple(
            option
            for option in self._options_of_need.get(need, ())
            if person is None or option.person == person
        )

    def taken(self, need: NeedId) -> tuple[Option, ...]:
        """What the plan decided for a need."""
        return tuple(o for o in self.plan.assignments if o.need == need)

    def tied_in_coverage(self, needs: Iterable[NeedId]) -> frozenset[NeedId]:
        """Needs that can gain or lose minutes together with these."""
        asked = frozenset(needs)
        part_of = self._coverage_part_of
        numbers = {part_of[o] for need in asked for o in self.options_of(need)}
        tied = (o.need for o, part in part_of.items() if part in numbers)
        return asked | frozenset(tied)

    def scope(self, needs: Iterable[NeedId]) -> Scope:
        """The parts that hold options of these needs."""
        part_of = self._part_of
        numbers = {part_of[o] for need in needs for o in self.options_of(need)}
        known = self._scopes.get(frozenset(numbers))
        if known is None:
            known = self._scopes[frozenset(numbers)] = self._scope(numbers)
        return known

    @cached_property
    def _scopes(self) -> dict[frozenset[int], Scope]:
        return {}

    def _scope(self, numbers: set[int]) -> Scope:
        part_of = self._part_of
        options = tuple(o for o in self.options.options if part_of[o] in numbers)
        touched = frozenset(option.need for option in options)
        inside: list[Option] = []
        outside: list[Option] = []
        for option in self.plan.assignments:
            part = part_of.get(option)
            within = option.need in touched if part is None else part in numbers
            (inside if within else outside).append(option)
        return Scope(touched, options, tuple(inside), tuple(outside))

    def formulation(self, scope: Scope) -> Formulation:
        """The model of a part; whoever adds rows copies it first."""
        known = self._formulations.get(scope)
        if known is None:
            options = OptionSet(scope.options, {})
            known = formulate(self.index, self.rules, options)
            self._formulations[scope] = known
        return known

    def ground(self, scope: Scope) -> Ground:
        """The same narrowed, to start from; nobody minimises on it itself."""
        known = self._grounds.get(scope)
        if known is None:
            model = self.formulation(scope).model
            known = self._grounds[scope] = Ground(model, KnownParts(anew=True))
            known.narrow()
        return known

    def nothing_taken(self, scope: Scope) -> Attempt:
        """The part's model with nothing taken, for first plans to begin with."""
        known = self._nothing.get(scope)
        if known is None:
            formulation = self.formulation(scope)
            decisions = frozenset(map(formulation.variables.taken, scope.options))
            known = self._nothing[scope] = Attempt(formulation.model, decisions)
            known.fill(())
        return known

    def order(self, scope: Scope) -> tuple[Option, ...]:
        """The part's options in the order of a careful dispatcher, the plan's first."""
        known = self._orders.get(scope)
        if known is None:
            options = OptionSet(scope.options, {})
            mine = set(scope.options)
            standing = (o for o in scope.inside if o in mine)
            dispatched = dispatch_order(self.index, options)
            known = tuple(dict.fromkeys((*standing, *dispatched)))
            self._orders[scope] = known
        return known


def _parts(
    index: ProblemIndex, rules: RuleSet, options: OptionSet
) -> dict[Option, int]:
    """Which options hang together; one that nothing ties is a part of its own."""
    formulation = formulate(index, rules, options)
    face = Face(formulation.model)
    face.prune()
    of_variable = {
        var: number
        for number, part in enumerate(
            independent_parts(face, tuple(face.live), frozenset())
        )
        for var in part.variables
    }
    taken = formulation.variables.taken
    return {
        option: of_variable.get(taken(option), -1 - taken(option))
        for option in options.options
    }


def basis_of(problem: Problem, profile: RuleProfile, plan: Plan) -> Basis:
    """The tables for questions about a plan.

    Raises
    ------
    ProfileError
        If the profile is incomplete or contradicts itself.
    """
    index = ProblemIndex(problem)
    rules = load_rules(profile)
    windows: dict[Option, Windows] = {}

    def noted(whole: Option) -> Windows:
        found = windows[whole] = windows_of(index, rules, whole)
        return found

    options = generate(index, rules, windows=noted)
    return Basis(index, rules, options, plan, windows=windows)
