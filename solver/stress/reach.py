"""What an absence touches, and why absences that touch nothing in common add up.

Let ``T(a)`` be what the absence of ``a`` on a day touches (``Reach.touched``):

1. ``a`` herself, the children who would need somebody, and their siblings;
2. every place where she is regular staff or in charge of regular children;
3. for each person ``q`` and place ``P`` that may take one of these children at all
   (no *standing* rule refuses): ``q``, ``P``, and every place where ``q`` is regular
   staff or in charge of regular children. Shared settings are places.

**Theorem.** Let ``A`` and ``B`` be absent together, and ``T(a)`` and ``T(b)`` be
disjoint for all ``a`` in ``A`` and ``b`` in ``B``. Then
``value(A and B) = value(A) + value(B)`` on every tier that sums over needs, the first
tier among them.

*Proof.* (i) *The options of a need of a in A are the same whether B is away or not.*
An option names a person ``q`` and a place ``P`` of a link of ``a``. A standing rule
says the same whoever else is away (see ``STANDING``), so what it refuses is an option
in no case, and every option lies in (3). What the other rules ask of an option are
facts of the problem, which no absence changes; regular children with ``q`` or at
``P``; when staff of ``P``, or of a place where ``q`` has regular children, is there.
Regular children leave ``q`` only if ``q`` is away, and leave ``P`` only if somebody in
charge at ``P`` is; staff of a place is missing only if it is away. If that were some
``b`` in ``B``, the person ``q``, the place ``P`` or the place where ``q`` has regular
children would be in ``T(b)`` by (1) or (2), and in ``T(a)`` by (3). The lengths to
which an option is cut follow from the same facts and from other needs' options with
the same person or place, which by (ii) are no needs of ``B``.

(ii) *No row ties an option of A to one of B.* Rows are posted over the options of one
child, of siblings, of one person, of one place, and of one shared setting together
with those that draw its regular staff away; children and siblings are in (1), persons
and places in (3), and a setting is drawn from only by ``q`` whose places are in (3).
All of these would lie in both ``T(a)`` and ``T(b)``. The facts in the rows are those
of (i). ``TIES`` says for each joint rule which of these its rows are posted over;
a rule that stands neither there nor in ``STANDING`` nor in ``OF_NOBODY_ELSE`` is not
covered by this proof, and a test fails as long as there is one.

(iii) So the model of ``A and B`` is that of ``A`` beside that of ``B``: a plan of both
is a plan of each, any two plans go together, and the objective is a sum over needs. Its
minimum is the sum of the minima. ∎

Absences that touch something in common may still add up, and often do; they are
computed. By the theorem a whole set of absences splits into the connected components
of "touches something in common" (``components``), and each is computed once.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from solver.rule import RuleId
from solver.stress.day_tables import DayTables
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.linked import links_of
from solver.substitution.plan import Option
from solver.substitution.problem import ChildId, Need, NeedId, PersonId, PlaceId
from solver.substitution.windows import windows_of

#: Rules that say the same of an option whoever else is away, as long as the person
#: herself is there. They read dates, permits, papers, contacts, ways, agreements, and
#: the person's own regular children, who are with her whenever she is there. Those
#: that depend on the time of day pass a piece exactly if they pass each of its minutes,
#: so a need of which they pass no piece has none. A rule that is not named here only
#: makes more absences count as touching.
STANDING = frozenset(
    map(
        RuleId,
        (
            "cooperation",
            "piece-length",
            "availability",
            "exclusions",
            "personal-limits",
            "permit",
            "credentials",
            "qualification",
            "capabilities",
            "familiarity-level",
            "place-open",
            "extra-way-limit",
            "longest-duration",
            "distinct-persons",
            "present-at-once-person",
        ),
    )
)

#: Pair rules that are no standing ones and join nothing: of an option they read who
#: of a place's staff is there, and nothing else that an absence changes (i).
OF_NOBODY_ELSE = frozenset({RuleId("place-usable")})


class Tie(StrEnum):
    """What the options of one row of a joint rule have in common (ii)."""

    CHILD = "child"
    SIBLINGS = "siblings"
    PERSON = "person"
    PLACE = "place"
    #: Options at a place, and those that draw its regular staff away from it.
    STAFF = "staff"


#: Joint rules the theorem was proved for. ``fixed-cover`` posts rows over fixed cover,
#: of which a normal week has none.
TIES: Mapping[RuleId, frozenset[Tie]] = {
    RuleId(rule): frozenset(ties)
    for rule, ties in {
        "fixed-cover": (),
        "one-person-at-a-time": (Tie.CHILD,),
        "brought-once": (Tie.CHILD,),
        "longest-duration": (Tie.CHILD,),
        "distinct-persons": (Tie.CHILD,),
        "siblings-together": (Tie.CHILD, Tie.SIBLINGS),
        "one-place-at-a-time": (Tie.PERSON,),
        "present-at-once-person": (Tie.PERSON,),
        "extra-children": (Tie.PERSON,),
        "contracts": (Tie.PERSON,),
        "breaks": (Tie.PERSON,),
        "daily-limit": (Tie.PERSON,),
        "weekly-hours": (Tie.PERSON,),
        "daily-rest": (Tie.PERSON,),
        "present-at-once-place": (Tie.PLACE,),
        "capacity-profile": (Tie.PERSON, Tie.PLACE),
        "present-in-shared-setting": (Tie.PLACE, Tie.STAFF),
    }.items()
}

#: A person, child or place, with its kind before it: ids of kinds may be equal.
Token = str


@dataclass(frozen=True, slots=True)
class Reach:
    """What one person's absence on one day touches.

    ``ways`` are the persons and places that may take one of her children at all,
    ``passing`` says which of them may take which need. ``linked`` is all that decides
    that: what is touched, and everybody and every place that is linked at all.
    """

    person: PersonId
    ways: frozenset[tuple[PersonId, PlaceId]]
    passing: frozenset[tuple[NeedId, PersonId, PlaceId]]
    touched: frozenset[Token]
    linked: frozenset[Token]


def person_token(person: PersonId) -> Token:
    """A person among touched things."""
    return f"person {person}"


def place_token(place: PlaceId) -> Token:
    """A place among touched things."""
    return f"place {place}"


def child_token(child: ChildId) -> Token:
    """A child among touched things."""
    return f"child {child}"


def reach_of(
    tables: DayTables, index: ProblemIndex, rules: RuleSet, person: PersonId
) -> Reach:
    """What the absence of a person touches.

    Parameters
    ----------
    index
        Of the day with everybody there and all would-be needs (``everybody``).
    rules
        Standing rules only (``standing``).
    """
    needs = tables.needs.get(person, ())
    passing = frozenset(
        (need.id, *way) for need in needs for way in _ways(index, rules, need)
    )
    ways = frozenset((substitute, place) for _, substitute, place in passing)
    touched = {person_token(person)}
    touched.update(map(place_token, tables.places_of.get(person, ())))
    for need in needs:
        touched.add(place_token(need.regular_place))
        touched.add(child_token(need.child))
        touched.update(map(child_token, tables.siblings.get(need.child, ())))
    for substitute, place in ways:
        touched.add(person_token(substitute))
        touched.add(place_token(place))
        touched.update(map(place_token, tables.places_of.get(substitute, ())))
    linked = set(touched)
    for link in tables.links.get(person, ()):
        linked.add(person_token(link.substitute))
        linked.add(place_token(link.place))
    return Reach(person, ways, passing, frozenset(touched), frozenset(linked))


def _ways(
    index: ProblemIndex, rules: RuleSet, need: Need
) -> Iterable[tuple[PersonId, PlaceId]]:
    """Persons and places that no standing rule keeps from all of a need."""
    for stretch in index.segments[need.id]:
        for link in links_of(index, need):
            whole = Option(
                need.id,
                need.child,
                need.day,
                stretch,
                link.substitute,
                link.place,
                link.model,
            )
            windows, _ = windows_of(index, rules, whole)
            if windows:
                yield link.substitute, link.place


def components(
    absent: Collection[PersonId], reaches: Mapping[PersonId, Reach]
) -> list[frozenset[PersonId]]:
    """The absent in groups that touch nothing in common, each as small as possible."""
    groups: list[tuple[set[PersonId], set[Token]]] = []
    for person in sorted(absent):
        members, touched = {person}, set(reaches[person].touched)
        apart: list[tuple[set[PersonId], set[Token]]] = []
        for group in groups:
            if touched.isdisjoint(group[1]):
                apart.append(group)
            else:
                members |= group[0]
                touched |= group[1]
        groups = [*apart, (members, touched)]
    return [frozenset(members) for members, _ in groups]
