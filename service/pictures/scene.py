"""What a picture of one day shows, already in words: nothing here is an id."""

from dataclasses import dataclass

DAY_BEGIN, DAY_END = 7 * 60, 16 * 60
"""Minutes of a day on which nothing is to be seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A child during a part of the day; ``letter`` says in whose place, if anybody's.

    Minutes count from midnight.
    """

    child: str
    start_minute: int
    end_minute: int
    letter: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AbsentRow:
    """Who is away, under a letter; how many of her children are taken or not."""

    letter: str
    name: str
    taken: int
    open: int


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who takes children: her own ones and those she stands in for.

    ``fullest`` of ``places`` are taken at the fullest moment; ``places`` is ``None``
    where no number bounds them.
    """

    name: str
    place: str
    model: str
    own: tuple[Bar, ...]
    taken: tuple[Bar, ...]
    fullest: int
    places: int | None


@dataclass(frozen=True, slots=True)
class Scene:
    """One day of a plan."""

    title: str
    subtitle: str
    absent: tuple[AbsentRow, ...]
    persons: tuple[PersonRow, ...]
    gaps: tuple[Bar, ...]

    @property
    def first_hour(self) -> int:
        """The hour in which the first bar begins."""
        return min((bar.start_minute for bar in self.bars()), default=DAY_BEGIN) // 60

    @property
    def last_hour(self) -> int:
        """The hour by which the last bar has ended."""
        return -(-max((bar.end_minute for bar in self.bars()), default=DAY_END) // 60)

    def bars(self) -> list[Bar]:
        """Every bar."""
        of_persons = [bar for row in self.persons for bar in (*row.own, *row.taken)]
        return [*of_persons, *self.gaps]
