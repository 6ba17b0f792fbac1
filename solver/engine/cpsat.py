"""CP-SAT on one part of a face: the only file that makes a ``CpSolver``.

What was learnt elsewhere (issue numbers: google/or-tools) is kept here: two default
workers are the worst setting, ``max_lp`` is the right one (#3662); ``repair_hint``
stays off (#4743, #5025), presolve on (#5295), SIGINT is not caught; a stop is repeated
until the search returns (#3621); the status is read off value and bound (#4430).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from ortools.sat.python import cp_model

from solver.engine.budget import Allowance, Budget
from solver.engine.frozen import ByNumber
from solver.engine.parts import Part
from solver.errors import EngineFault
from solver.linear import Terms

#: From so many variables on a second worker repays its start [variables].
SECOND_WORKER_FROM = 1500


class Bounded(Protocol):
    """Bounds and rows, as a face has them."""

    @property
    def lowers(self) -> ByNumber[int]:
        """Lower bounds of the variables."""

    @property
    def uppers(self) -> ByNumber[int]:
        """Upper bounds of the variables."""

    @property
    def terms(self) -> ByNumber[Terms]:
        """Terms of each row."""

    @property
    def row_lowers(self) -> ByNumber[int | None]:
        """Lower sides of the rows."""

    @property
    def row_uppers(self) -> ByNumber[int | None]:
        """Upper sides of the rows."""


class _Model(cp_model.CpModel):
    """A model without its methods' old names.

    Making these anew for each model takes longer than a small one's search.
    """

    def _add_pre_pep8_methods(self) -> None:
        pass


@dataclass(frozen=True, slots=True)
class PartOptimum:
    """Best values found for a part's variables and a bound on its share."""

    values: Mapping[int, int]
    bound: int

    def within(self, incumbent: Sequence[int]) -> list[int]:
        """A full assignment with the part's values in it."""
        found = list(incumbent)
        for var, value in self.values.items():
            found[var] = value
        return found


@dataclass(frozen=True, slots=True)
class Question:
    """A part to be minimised.

    Parameters
    ----------
    incumbent
        A full assignment, the complete hint. The face admits it, unless the allowance
        says what is asked for at most: then it may be nothing at all.
    allowance
        What may be used of the budget.

    Attributes
    ----------
    cuts
        Whether rows are worth cutting off what is fractional.
    presolve
        Whether the model is worth a presolve. What is said without one (#5295) is
        looked at by whoever asks, and proves nothing.
    """

    cuts: ClassVar[bool] = True
    presolve: ClassVar[bool] = True
    face: Bounded
    part: Part
    objective: Mapping[int, int]
    incumbent: Sequence[int]
    allowance: Allowance

    def worth(self, found: PartOptimum) -> int:
        """What values found for the part cost."""
        return sum(self.objective.get(v, 0) * n for v, n in found.values.items())


class Search:
    """CP-SAT made ready for a question, with one worker if it has company."""

    def __init__(
        self, question: Question, budget: Budget, *, alone: bool = True
    ) -> None:
        self._question, self._budget = question, budget
        part, allowance = question.part, question.allowance
        self._model = _translated(question.face, part)
        _aim(self._model, part, question.objective, allowance)
        hint = self._model.proto.solution_hint
        hint.vars.extend(range(len(part.variables)))
        hint.values.extend(question.incumbent[var] for var in part.variables)
        size = len(part.variables) if alone else 0
        self._solver = _solver(budget, question, size)
        self._status = cp_model.UNKNOWN

    def run(self) -> None:
        """Search until the question is answered or its allowance is used up."""
        self._status = self._solver.solve(self._model)

    def stop(self) -> None:
        """Ask a search to end; one that has not begun yet does not hear it."""
        self._solver.stop_search()

    def answer(self) -> PartOptimum | None:
        """What was found, as ``minimise_part`` tells it."""
        solver, question = self._solver, self._question
        part, allowance = question.part, question.allowance
        self._budget.spend(solver.deterministic_time)
        if self._status == cp_model.UNKNOWN:
            return None
        if self._status == cp_model.INFEASIBLE and allowance.most is not None:
            values = {var: question.incumbent[var] for var in part.variables}
            return PartOptimum(values, allowance.most + 1)
        if self._status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise EngineFault(
                "Der Löser nennt einen lösbaren Teil unlösbar"
                f" ({solver.status_name(self._status)}); das ist ein Programmfehler."
            )
        solution = solver.response_proto.solution
        return PartOptimum(
            dict(zip(part.variables, solution, strict=True)),
            # The bound as a whole number: the other one is told in floating point.
            solver.response_proto.inner_objective_lower_bound,
        )


def minimise_part(
    face: Bounded,
    part: Part,
    objective: Mapping[int, int],
    incumbent: Sequence[int],
    budget: Budget,
    allowance: Allowance,
) -> PartOptimum | None:
    """Best values within the budget, ``None`` if it ended before any were found.

    Where nothing costs at most ``allowance.most`` the incumbent is given back with a
    bound that says so. The parameters are those of a ``Question``.

    Raises
    ------
    EngineFault
        If CP-SAT calls a part infeasible although the incumbent lies in it, or
        refuses the model.
    """
    search = Search(Question(face, part, objective, incumbent, allowance), budget)
    budget.run(search.run, search.stop)
    return search.answer()


def _aim(
    model: cp_model.CpModel,
    part: Part,
    objective: Mapping[int, int],
    allowance: Allowance,
) -> None:
    """What is minimised, and which costs are looked for."""
    goal = model.proto.objective
    for number, var in enumerate(part.variables):
        if objective.get(var):
            goal.vars.append(number)
            goal.coeffs.append(objective[var])
    if allowance.goal is not None or allowance.most is not None:
        low = cp_model.INT_MIN if allowance.goal is None else allowance.goal
        high = cp_model.INT_MAX if allowance.most is None else allowance.most
        goal.domain.extend((low, high))


def _solver(budget: Budget, question: Question, size: int) -> cp_model.CpSolver:
    allowance = question.allowance
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    limits = budget.limits
    parameters.random_seed = limits.seed + allowance.attempt
    parameters.catch_sigint_signal = False
    parameters.linearization_level = 2
    parameters.max_presolve_iterations = 1
    parameters.cp_model_probing_level = 0
    if allowance.light or not question.cuts:
        parameters.cut_level = 0
    if allowance.light:
        parameters.linearization_level = 1
        parameters.cp_model_probing_level = 1
    parameters.cp_model_presolve = question.presolve
    parameters.symmetry_level = 0
    # 9.15 draws wrong conclusions from an at-most-one inside a linear row: solvable
    # parts become infeasible, optima too good (google/or-tools#5293).
    parameters.presolve_inclusion_work_limit = 0
    parameters.num_workers = 1
    # Neighbourhoods of the second worker begin with a hint that costs too much here.
    asked = allowance.most is not None
    parameters.stop_after_first_solution = asked and allowance.first
    if limits.workers > 1 and size >= SECOND_WORKER_FROM and not asked:
        parameters.num_workers = limits.workers
        parameters.subsolvers.append("max_lp")
    parameters.max_time_in_seconds = allowance.seconds
    if allowance.deterministic is not None:
        parameters.max_deterministic_time = allowance.deterministic
    return solver


def _translated(face: Bounded, part: Part) -> cp_model.CpModel:
    """The part's rows with fixed variables replaced by their values.

    Variable ``i`` of the model is ``part.variables[i]``. Rows are written straight into
    the model's own form: building them as expressions took longer than solving them.
    """
    model = _Model()
    number = {var: i for i, var in enumerate(part.variables)}
    for var in part.variables:
        model.proto.variables.add().domain.extend((face.lowers[var], face.uppers[var]))
    for row in part.rows:
        terms = face.terms[row]
        free = [number[var] for var, _ in terms if var in number]
        factors = [factor for var, factor in terms if var in number]
        fixed = 0
        if len(free) < len(terms):
            others = (term for term in terms if term[0] not in number)
            fixed = sum(factor * face.lowers[var] for var, factor in others)
        lower, upper = face.row_lowers[row], face.row_uppers[row]
        low = cp_model.INT_MIN if lower is None else lower - fixed
        high = cp_model.INT_MAX if upper is None else upper - fixed
        if not free and low <= 0 <= high:
            continue
        line = model.proto.constraints.add().linear
        line.vars.extend(free)
        line.coeffs.extend(factors)
        line.domain.extend((low, high))
    return model
