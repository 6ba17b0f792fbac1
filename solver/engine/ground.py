"""What tiers are minimised on: a model's face, narrowed, and its relaxation.

Made when first used, for there may be no time for it. Questions about one part of a
plan start from twins of one ground: what follows from the rows alone was narrowed once,
and the relaxation goes on from where the last question left it.
"""

from typing import Final

from solver.engine.face import Face
from solver.engine.narrowing import Narrowing
from solver.engine.relaxation import Relaxation
from solver.engine.remembering import KnownParts
from solver.linear import LinearModel


class Ground:
    """A face of a model and what is made of it.

    ``known`` are parts that may be met again, where several questions share them.
    """

    def __init__(self, model: LinearModel, known: KnownParts | None = None) -> None:
        self.model: Final = model
        self.known: Final = known
        self._face: Face | None = None
        self._narrowing: Narrowing | None = None
        self._relaxation: Relaxation | None = None

    @property
    def opened(self) -> bool:
        """Whether the face has been made."""
        return self._face is not None

    @property
    def face(self) -> Face:
        """Bounds and rows, to be tightened."""
        if self._face is None:
            self._face = Face(self.model)
        return self._face

    @property
    def relaxation(self) -> Relaxation:
        """The face's relaxation."""
        if self._relaxation is None:
            # Plans take no less time unscaled, dense weeks rather more.
            self._relaxation = Relaxation(self.face, scaled=self.known is None)
        return self._relaxation

    def relaxed(self) -> Relaxation | None:
        """The relaxation, if one was needed."""
        return self._relaxation

    def narrow(self) -> bool:
        """Tighten bounds by what follows from single rows, and drop rows that rest.

        Returns
        -------
        bool
            ``False`` if it is proven that the face admits no assignment.
        """
        if self._narrowing is None:
            self._narrowing = Narrowing(self.face)
        possible = self._narrowing.narrow()
        self.face.prune()
        return possible

    def twin(self, last: "Ground | None" = None) -> "Ground":
        """A ground that starts where this one stands and goes its own way.

        Parameters
        ----------
        last
            Another twin that is not used any more; its relaxation is gone on with.
        """
        other = Ground(self.model, self.known)
        other._face = self.face.copy()
        if self._narrowing is not None:
            other._narrowing = self._narrowing.of(other._face)
        relaxed = None if last is None else last.relaxed()
        if relaxed is not None:
            relaxed.move_to(other._face)
            other._relaxation = relaxed
        return other
