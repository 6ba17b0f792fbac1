"""Bounds that follow from rows: values no solution on the face can have.

After a tier many rows have no slack left; what they then fix, step by step, need not be
looked at by the tiers below.
"""

from collections import deque
from collections.abc import Iterable

from solver.engine.face import Face

#: Above so many variables what follows from rows is left to the engines [variables].
NARROWED_UP_TO = 5_000


class Narrowing:
    """Narrows a face again and again; looks only at what has changed meanwhile."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._begun = False

    def of(self, twin: Face) -> "Narrowing":
        """The same for a copy of the face, which need not be looked at again."""
        other = Narrowing(twin)
        other._begun = self._begun
        return other

    def narrow(self) -> bool:
        """Tighten bounds until no row alone tightens any further.

        A variable is narrowed in whole numbers, so this comes to an end; every full
        assignment the face admits stays admitted.

        Returns
        -------
        bool
            ``False`` if it is proven that the face admits none: a variable has no
            value left, and the face is of no use any more.
        """
        face = self._face
        if len(face.lowers) > NARROWED_UP_TO:
            return True
        if any(face.lowers[var] > face.uppers[var] for var in face.unnarrowed):
            return False
        waiting = deque(
            dict.fromkeys(row for row in self._changed() if row in face.live)
        )
        queued = set(waiting)
        while waiting:
            row = waiting.popleft()
            queued.discard(row)
            for var in self._narrowed_by(row):
                if face.lowers[var] > face.uppers[var]:
                    return False
                for other, _ in face.columns[var]:
                    if other in face.live and other not in queued:
                        queued.add(other)
                        waiting.append(other)
        face.unnarrowed.clear()
        face.unnarrowed_rows.clear()
        face.pruned()
        return True

    def _changed(self) -> Iterable[int]:
        """Rows that are new or whose sides or variables were tightened since."""
        face = self._face
        if not self._begun:
            self._begun = True
            return face.live
        rows = dict.fromkeys(sorted(face.unnarrowed_rows))
        for var in sorted(face.unnarrowed):
            rows.update((row, None) for row, _ in face.columns[var])
        return rows

    def _narrowed_by(self, row: int) -> list[int]:
        """Variables that a row narrows, given the bounds of its others.

        A row that forbids nothing any more is dropped: it never will again.
        """
        face = self._face
        if not face.forbids(row):
            face.drop(row)
            return []
        widest = face.widest[row]
        lower, upper = face.row_lowers[row], face.row_uppers[row]
        # How far the row may rise from its least, and fall from its most.
        rise = widest if upper is None else upper - face.least[row]
        fall = widest if lower is None else face.most[row] - lower
        if widest <= rise and widest <= fall:
            return []
        return self._shrunk(row, rise, fall)

    def _shrunk(self, row: int, rise: int, fall: int) -> list[int]:
        """Variables that a row narrows that may rise and fall by so much."""
        face = self._face
        lowers, uppers = face.lowers, face.uppers
        # Of a row that cannot hold any more the fixed are left without a value.
        holds = rise >= 0 and fall >= 0
        found: list[int] = []
        widest = 0
        for var, factor in face.terms[row]:
            low, high = lowers[var], uppers[var]
            if low == high and holds:
                continue
            size = abs(factor)
            wide = size * (high - low)
            up, down = (rise, fall) if factor > 0 else (fall, rise)
            if wide > up:
                face.cut_upper(var, low + up // size)
            if wide > down:
                face.raise_lower(var, high - down // size)
            if (lowers[var], uppers[var]) != (low, high):
                found.append(var)
            if wide > widest:  # noqa: PLR1730 - a call takes as long as the rest
                widest = wide
        face.widest[row] = widest
        return found
