"""The linear model read as rows that count."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from solver.linear import Row, Terms
from solver.substitution.formulation import Formulation
from solver.substitution.plan import OptionSet

#: Level of a row that must hold; tiers count from 0.
HARD = -1


@dataclass(frozen=True, slots=True)
class CountingRow:
    """Costs ``price`` on a level for every unit above ``cap``.

    Each key (options of which any one uses it) counts its weight once. Of rows in one
    ``bundle`` only the one furthest above its cap costs.
    """

    level: int
    price: int
    cap: int
    keys: tuple[tuple[frozenset[int], int], ...]
    bundle: int


#: In the name of every row about an employed person's whole day.
_WORKDAY = " am Tag "
#: And of every row about her week.
_WORKWEEK = " in der Woche vom "


@dataclass(slots=True)
class _AtMost:
    """``sum(terms) <= upper``."""

    terms: Terms
    upper: int
    name: str


class Translation:
    """Reads auxiliary variables as "any of these" or "so many beyond"."""

    def __init__(self, formulation: Formulation, options: OptionSet) -> None:
        self.left_out: Counter[str] = Counter()
        self._objectives = formulation.objectives
        taken = formulation.variables.taken
        self._option_of = {int(taken(o)): i for i, o in enumerate(options.options)}
        self._rows = [part for row in formulation.model.rows for part in _parts(row)]
        bounds = zip(formulation.model.lowers, formulation.model.uppers, strict=True)
        kinds = dict(enumerate(bounds))
        self._always = {var for var, bound in kinds.items() if bound == (1, 1)}
        self._bools = {var for var, bound in kinds.items() if bound == (0, 1)}
        self._any: dict[int, frozenset[int]] = {}
        self._beyond: dict[int, list[_AtMost]] = {}
        self._priced = {
            var
            for objective in self._objectives
            for var, cost in objective.expression.terms
            if cost > 0
        }
        self._read_auxiliaries()

    def _read_auxiliaries(self) -> None:
        falling: dict[int, list[_AtMost]] = defaultdict(list)
        rising: set[int] = set()
        for row in self._rows:
            for var, factor in row.terms:
                if factor > 0:
                    rising.add(int(var))
                elif var not in self._option_of:
                    falling[int(var)].append(row)
        self._read_any(falling)
        for var, rows in falling.items():
            # Only what is priced and in nobody's way is as small as it may be.
            once = all((var, -1) in row.terms for row in rows)
            if once and var in self._priced - rising and var not in self._any:
                self._beyond[var] = rows

    def _read_any(self, falling: Mapping[int, list[_AtMost]]) -> None:
        either = {
            var: [int(other) for row in rows for other, _ in row.terms if other != var]
            for var, rows in falling.items()
            if var in self._bools and all(_raised(row) == var for row in rows)
        }
        for var in either:
            found = self._members(var, either)
            if found is not None:
                self._any[var] = found

    def _members(self, var: int, either: dict[int, list[int]]) -> frozenset[int] | None:
        """Options of which any one raises a variable; ``None`` if others do, too."""
        found: set[int] = set()
        for member in either[var]:
            if member in self._option_of:
                found.add(self._option_of[member])
            elif member in either and (more := self._members(member, either)):
                found |= more
            else:
                return None
        return frozenset(found)

    def _key(self, var: int) -> frozenset[int] | None:
        if var in self._option_of:
            return frozenset({self._option_of[var]})
        return self._any.get(var)

    def _keys(
        self, terms: Iterable[tuple[int, int]]
    ) -> tuple[tuple[frozenset[int], int], ...] | None:
        terms = [term for term in terms if int(term[0]) not in self._always]
        keys = [(self._key(int(var)), factor) for var, factor in terms]
        known = tuple((key, factor) for key, factor in keys if key is not None)
        return known if len(known) == len(keys) else None

    def hard(self) -> Iterable[CountingRow]:
        """Rows that must hold; those about working days are said otherwise."""
        said = {id(row) for rows in self._beyond.values() for row in rows}
        for row in self._rows:
            if id(row) in said or _raised(row) in self._any:
                continue
            keys = self._keys(row.terms)
            if _WORKWEEK in row.name or (keys is None and _WORKDAY in row.name):
                continue  # said by work_weeks and impossible_days
            if keys is None:
                self.left_out[_kind(row.name)] += 1
            else:
                yield CountingRow(HARD, 1, row.upper - self._fixed(row), keys, -1)

    def _fixed(self, row: _AtMost) -> int:
        """What a row's variables that are always 1 add up to."""
        return sum(factor for var, factor in row.terms if var in self._always)

    def soft(self) -> Iterable[CountingRow]:
        """What auxiliary variables cost on the tiers."""
        for level, objective in enumerate(self._objectives):
            for var, price in objective.expression.terms:
                if int(var) in self._option_of:
                    continue
                rows = self._beyond.get(int(var), [_AtMost(((var, 1),), 0, "")])
                for row in rows:
                    terms = ((v, f) for v, f in row.terms if v != var or f > 0)
                    keys = self._keys(terms)
                    if keys is None or price < 0:
                        self.left_out[f"tier {objective.id}"] += 1
                        break
                    yield CountingRow(level, price, row.upper, keys, int(var))

    def costs(self) -> list[tuple[int, ...]]:
        """What each option costs by itself on each tier."""
        found = [[0] * len(self._objectives) for _ in self._option_of]
        for level, objective in enumerate(self._objectives):
            for var, cost in objective.expression.terms:
                if int(var) in self._option_of:
                    found[self._option_of[int(var)]][level] += cost
        return [tuple(costs) for costs in found]


def _parts(row: Row) -> Iterable[_AtMost]:
    if row.upper is not None:
        yield _AtMost(row.terms, row.upper, row.name)
    if row.lower is not None:
        turned = tuple((var, -factor) for var, factor in row.terms)
        yield _AtMost(turned, -row.lower, row.name)


def _raised(row: _AtMost) -> int | None:
    """The auxiliary variable that any of the others raises, if the row says so."""
    falling = [int(var) for var, factor in row.terms if factor < 0]
    ones = all(abs(factor) == 1 for _, factor in row.terms)
    return falling[0] if row.upper == 0 and ones and len(falling) == 1 else None


def _kind(name: str) -> str:
    """A row's name without the numbers in it."""
    words = name.rsplit(": ", maxsplit=1)[-1].split()
    return " ".join(word for word in words if not any(c.isdigit() for c in word))
