"""What changed between two plans in files, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.commands.common.told import Told, told
from service.errors import NotFound
from service.i18n import translate as _
from solver.exchange.plan_document import clock
from solver.matching.explanation import difference as of_matching
from solver.matching.explanation.basis import Basis as MatchingBasis
from solver.matching.explanation.sentences import SENTENCES as MATCHING_SENTENCES
from solver.substitution.explanation import difference as of_substitution
from solver.substitution.explanation.basis import Basis
from solver.substitution.explanation.reasons import SENTENCES
from solver.substitution.facts import iso


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """What became of one cover or engagement; about nobody if nothing changed."""

    about: str
    day: str
    time: str
    change: str
    sentences: tuple[Told, ...]

    @property
    def heading(self) -> str:
        """What it is about."""
        if not self.about:
            return _("Seit dem früheren Plan")
        when = ", ".join(word for word in (self.day, self.time) if word)
        return f"{self.about} ({when})" if when else self.about


def changed_substitutions(
    old: Basis, new: Basis, whom: str | None
) -> list[ChangedPart]:
    """Of every child, or of the one named by itself or by a need.

    Raises
    ------
    NotFound
        If neither problem knows such a child or need.
    """
    days = {
        (need.child, need.day)
        for basis in (old, new)
        for need in basis.problem.needs
        if whom in (None, need.child, need.id)
    }
    if not days and whom is not None:
        raise NotFound(f"„{whom}“ braucht in keiner der beiden Aufgaben jemanden.")
    return [
        _of_cover(one)
        for one in of_substitution.differences(old, new)
        if one.statements and (whom is None or (one.child, one.day) in days)
    ] or _nothing(told(SENTENCES, of_substitution.difference_statements(())))


def changed_matchings(
    old: MatchingBasis, new: MatchingBasis, whom: str | None
) -> list[ChangedPart]:
    """Of every kindergarten, or of one.

    Raises
    ------
    NotFound
        If neither problem knows such a kindergarten.
    """
    known = old.problem.kindergartens.keys() | new.problem.kindergartens.keys()
    if whom is not None and whom not in known:
        raise NotFound(f"Die Einrichtung „{whom}“ nennt keine der beiden Aufgaben.")
    return [
        ChangedPart(
            one.kindergarten,
            "",
            "",
            one.change.value,
            told(MATCHING_SENTENCES, one.statements),
        )
        for one in of_matching.differences(old, new)
        if one.statements and whom in (None, one.kindergarten)
    ] or _nothing(told(MATCHING_SENTENCES, of_matching.difference_statements(())))


def _of_cover(one: of_substitution.Difference) -> ChangedPart:
    cover = one.after or one.before
    slot = None if cover is None else cover.slot
    time = "" if slot is None else f"{clock(slot.start)}–{clock(slot.end)}"
    said = told(SENTENCES, one.statements)
    return ChangedPart(one.child, iso(one.day), time, one.change.value, said)


def _nothing(sentences: Sequence[Told]) -> list[ChangedPart]:
    return [ChangedPart("", "", "", "kept", tuple(sentences))]
