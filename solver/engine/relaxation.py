"""The linear relaxation of a face, solved again and again from the last basis.

GLOP inside OR-Tools: one process with CP-SAT, interruptible, one thread and therefore
deterministic. Its answer is never trusted: ``certificate`` makes a proof of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# The wheel ships this module's stub without the marker that would let it count.
from ortools.linear_solver import (  # type: ignore[import-untyped]
    linear_solver_pb2,
    pywraplp,
)

from solver.engine.budget import Budget
from solver.engine.face import Face
from solver.errors import EngineFault

#: Below this a multiplier is taken for nothing.
NOTHING = 1e-9
#: Rows taken over between two looks at the clock.
ROWS_BETWEEN_LOOKS = 256
#: Up to so many variables it is gone on with from the last basis, which preprocessing
#: would throw away; larger ones gain more from being made smaller [variables].
WARM_UP_TO = 1_500
WARM = "use_preprocessing:false use_dual_simplex:true"
#: A third fewer pivots than scaled, in questions: most rows are of ones and quarters of
#: an hour. With a row of millions GLOP calls solvable ones insolvable.
AS_GIVEN = " use_scaling:false"
#: One basis in three of a question's first tier makes GLOP stumble; this does not.
COLD = "use_dual_simplex:true"
#: From a last basis GLOP rarely goes round in circles until the time is up. What takes
#: more pivots than these and so many per variable is begun otherwise.
PIVOTS, PIVOTS_PER_VARIABLE = 500, 2
#: What it may use of the time left. Where it does not come to an end, better plans are
#: still to be searched for; without it they are searched for in the dark.
MOST_OF_BUDGET = 0.6

#: It stumbled, or came to no end.
_BEGIN_OTHERWISE = (
    pywraplp.Solver.ABNORMAL,
    pywraplp.Solver.NOT_SOLVED,
    pywraplp.Solver.FEASIBLE,
)


@dataclass(frozen=True, slots=True)
class RelaxedOptimum:
    """Values of the variables and multipliers of the rows (those not nothing)."""

    values: list[float]
    duals: Mapping[int, float]


class Relaxation:
    """The relaxation of ``face``; takes over what was tightened before each solve.

    Not scaled it is given as it is, until GLOP stumbles over it.
    """

    def __init__(self, face: Face, *, scaled: bool = True) -> None:
        solver = pywraplp.Solver.CreateSolver("GLOP")
        if solver is None:
            raise EngineFault("OR-Tools wurde ohne GLOP gebaut.")
        self._solver = solver
        self._endless = solver.infinity()
        self._face = face
        self._begun = False
        self._variables: list[pywraplp.Variable] = []
        self._rows: dict[int, pywraplp.Constraint] = {}
        self._numbers: dict[int, int] = {}
        self._idle: set[int] = set()
        self._scaled = scaled

    def move_to(self, face: Face) -> None:
        """Go on with another face of the same model, from the last basis.

        Rows that one of the two faces has on top of the model's own are let go.
        """
        old, self._face = self._face, face
        if not self._begun:
            return
        for var, variable in enumerate(self._variables):
            bounds = face.lowers[var], face.uppers[var]
            known = old.lowers[var], old.uppers[var]
            if bounds != known or var in old.changed_bounds:
                variable.SetBounds(*bounds)
        for row, line in list(self._rows.items()):
            if row < len(face.terms) and face.terms[row] is old.terms[row]:
                sides = old.row_lowers[row], old.row_uppers[row]
                same = sides == (face.row_lowers[row], face.row_uppers[row])
                if row not in self._idle and (row in old.changed_rows or not same):
                    line.SetBounds(*self._sides(row))
            else:
                self._let_go(row)
                self._idle.discard(row)
                del self._rows[row]
        face.changed_bounds.clear()
        face.changed_rows.clear()

    def minimise(
        self, objective: Mapping[int, int], rows: Sequence[int], budget: Budget
    ) -> RelaxedOptimum | None:
        """Optimal values and multipliers, ``None`` if the budget or GLOP gave out.

        Parameters
        ----------
        rows
            Rows that have to hold. Others of earlier calls are let go: they would take
            multipliers off these, and a proof is made of these alone.
        """
        if self._begun:
            self._take_over()
        else:
            self._begin(rows)
        if not self._hold(rows, budget):
            return None
        goal = self._solver.Objective()
        goal.Clear()
        goal.SetMinimization()
        for var, cost in objective.items():
            goal.SetCoefficient(self._variables[var], cost)
        if not self._solved(budget):
            return None
        # All at once: asked for one by one they take as long as GLOP does.
        found = linear_solver_pb2.MPSolutionResponse()
        self._solver.FillSolutionResponseProto(found)
        every = list(found.dual_value)
        duals = ((row, every[self._numbers[row]]) for row in rows)
        return RelaxedOptimum(
            list(found.variable_value),
            {row: dual for row, dual in duals if abs(dual) > NOTHING},
        )

    def _begin(self, rows: Sequence[int]) -> None:
        """Enter the variables; of a small model the rows as well.

        As one message: row by row they take as long as it takes to solve them.
        """
        self._begun = True
        face = self._face
        face.changed_bounds.clear()
        face.changed_rows.clear()
        bounds = list(zip(face.lowers, face.uppers, strict=True))
        small = len(bounds) <= WARM_UP_TO
        sides = [self._sides(row) for row in rows] if small else []
        # A message that contradicts itself would be refused, not answered.
        sound = all(lower <= upper for lower, upper in (*bounds, *sides))
        if not small or not sound:
            self._variables = [self._solver.NumVar(*both, "") for both in bounds]
            return
        model = linear_solver_pb2.MPModelProto()
        for lower, upper in bounds:
            model.variable.add(lower_bound=lower, upper_bound=upper)
        for row, (least, most) in zip(rows, sides, strict=True):
            terms = face.terms[row]
            model.constraint.add(
                lower_bound=least,
                upper_bound=most,
                var_index=[var for var, _ in terms],
                coefficient=[factor for _, factor in terms],
            )
        fault = self._solver.LoadModelFromProto(model)
        if fault:
            raise EngineFault(f"GLOP nimmt ein Modell nicht an: {fault}.")
        self._variables = self._solver.variables()
        self._rows = dict(zip(rows, self._solver.constraints(), strict=True))
        self._numbers = {row: number for number, row in enumerate(rows)}

    def _hold(self, rows: Sequence[int], budget: Budget) -> bool:
        """Have these rows hold and no others; whether there was time for it."""
        for row in self._rows.keys() - self._idle - set(rows):
            self._let_go(row)
        for step, row in enumerate(rows):
            if step % ROWS_BETWEEN_LOOKS == 0 and budget.exhausted():
                return False
            if row not in self._rows:
                self._add(row)
            elif row in self._idle:
                self._idle.discard(row)
                self._rows[row].SetBounds(*self._sides(row))
        return True

    def _solved(self, budget: Budget) -> bool:
        """Whether an optimum was found; what GLOP stumbles over is begun otherwise."""
        ways = [""]
        if len(self._variables) <= WARM_UP_TO:
            pivots = PIVOTS + PIVOTS_PER_VARIABLE * len(self._variables)
            most = f" max_number_of_iterations:{pivots}"
            ways = [WARM + most, COLD + most, ""]
            if not self._scaled:
                ways[0] += AS_GIVEN
        for parameters in ways:
            if budget.exhausted():
                return False
            status = self._run(parameters, budget)
            if status == pywraplp.Solver.OPTIMAL:
                return True
            if self._scaled and status not in _BEGIN_OTHERWISE:
                return False
            self._scaled = True
        return False

    def _run(self, parameters: str, budget: Budget) -> int:
        """Solve in the time left; GLOP's status."""
        share = MOST_OF_BUDGET * budget.seconds
        self._solver.SetTimeLimit(max(1, int(share * 1000)))
        if budget.deterministic is not None:
            parameters += f" max_deterministic_time:{budget.deterministic}"
        self._solver.SetSolverSpecificParametersAsString(parameters)
        return int(budget.run(self._solver.Solve, self._solver.InterruptSolve))

    def _add(self, row: int) -> None:
        line = self._solver.Constraint(*self._sides(row))
        for var, factor in self._face.terms[row]:
            line.SetCoefficient(self._variables[var], factor)
        self._rows[row] = line
        self._numbers[row] = line.index()

    def _let_go(self, row: int) -> None:
        """Have a row hold nothing for the time being."""
        self._rows[row].SetBounds(-self._endless, self._endless)
        self._idle.add(row)

    def _sides(self, row: int) -> tuple[float, float]:
        lower, upper = self._face.row_lowers[row], self._face.row_uppers[row]
        return (
            -self._endless if lower is None else lower,
            self._endless if upper is None else upper,
        )

    def _take_over(self) -> None:
        face = self._face
        for var in face.changed_bounds:
            self._variables[var].SetBounds(face.lowers[var], face.uppers[var])
        for row in face.changed_rows:
            if row in self._rows and row not in self._idle:
                self._rows[row].SetBounds(*self._sides(row))
        face.changed_bounds.clear()
        face.changed_rows.clear()
