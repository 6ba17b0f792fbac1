"""What absences touch: each way in which two of them can get into each other's way."""

from solver.stress.evaluator import Net
from solver.stress.reach import components
from solver.substitution.problem import (
    FamiliarityRecord,
    PersonalLimits,
    PersonId,
    PlaceKind,
)
from tests.solver.build import DAY, a_person, a_place, a_profile
from tests.solver.stress.build import a_day, a_kid, a_way

FOUR_HOURS = 240


def minutes(problem, *absent, **rules):
    net = Net(problem, a_profile(**rules))
    return net.uncovered([PersonId(p) for p in absent], DAY).minutes


def interact(problem, one, other, **rules):
    return Net(problem, a_profile(**rules)).interact(
        PersonId(one), PersonId(other), DAY
    )


def two_homes(*people, places=(), kids=(), ways=(), **changes):
    """Anna and Birte at home with a child each, and whoever else is there."""
    anna, birte = a_person("anna", home="a"), a_person("birte", home="b")
    homes = a_place("a", staff=("anna",)), a_place("b", staff=("birte",))
    own = a_kid("alma", "anna", "a"), a_kid("ben", "birte", "b")
    return a_day(
        (anna, birte, *people), (*homes, *places), (*own, *kids), ways, **changes
    )


def test_who_can_take_one_child_only_is_missed_by_the_second():
    one = PersonalLimits(max_extra_children=1)
    clara = a_person("clara", home="c", limits=one)
    ways = a_way("anna", "clara", "c"), a_way("birte", "clara", "c")
    problem = two_homes(clara, places=(a_place("c", staff=("clara",)),), ways=ways)
    assert interact(problem, "anna", "birte")
    assert minutes(problem, "anna") == minutes(problem, "birte") == 0
    assert minutes(problem, "anna", "birte") == FOUR_HOURS


def test_a_base_of_one_place_is_full_though_two_work_there():
    people = a_person("flora"), a_person("gesa")
    ways = a_way("anna", "flora", "base"), a_way("birte", "gesa", "base")
    base = a_place("base", kind=PlaceKind.BASE, max_children=1)
    problem = two_homes(*people, places=(base,), ways=ways)
    assert interact(problem, "anna", "birte")
    assert minutes(problem, "anna") == minutes(problem, "birte") == 0
    assert minutes(problem, "anna", "birte") == FOUR_HOURS


def test_who_leaves_a_shared_setting_takes_its_places_along():
    """Clara goes to Anna's rooms; with Dora alone there is no place for Ben."""
    people = a_person("clara", home="s"), a_person("dora", home="s")
    setting = a_place("s", kind=PlaceKind.SHARED_SETTING, staff=("clara", "dora"))
    kids = tuple(a_kid(f"kind{n}", "dora", "s") for n in range(2))
    ways = a_way("anna", "clara", "a"), a_way("birte", "dora", "s")
    problem = two_homes(*people, places=(setting,), kids=kids, ways=ways)
    rules = {"present_in_shared_setting": {"places_by_persons": {"1": 2, "2": 9}}}
    assert interact(problem, "anna", "birte", **rules)
    assert minutes(problem, "anna", **rules) == minutes(problem, "birte", **rules) == 0
    assert minutes(problem, "anna", "birte", **rules) == FOUR_HOURS


def test_the_substitute_herself_away_leaves_the_child_open():
    clara = a_person("clara", home="c")
    ways = (a_way("anna", "clara", "c"),)
    problem = two_homes(clara, places=(a_place("c", staff=("clara",)),), ways=ways)
    assert interact(problem, "anna", "clara")
    assert minutes(problem, "clara") == 0
    assert minutes(problem, "anna", "clara") == FOUR_HOURS


def test_one_absence_can_make_room_for_another():
    """Birte's child is not there, so the rooms both use have a place for Anna's."""
    clara = a_person("clara")
    rooms = a_place("r", max_children=1)
    ways = (a_way("anna", "clara", "r"),)
    birte = a_person("birte")
    problem = a_day(
        (a_person("anna"), birte, clara),
        (a_place("a", staff=("anna",)), rooms),
        (a_kid("alma", "anna", "a"), a_kid("ben", "birte", "r")),
        ways,
    )
    assert interact(problem, "anna", "birte")
    assert minutes(problem, "anna") == minutes(problem, "birte") == FOUR_HOURS
    assert minutes(problem, "anna", "birte") == FOUR_HOURS


def test_a_stranger_to_the_children_ties_nobody_together():
    """Both are linked with Clara, but neither child knows her."""
    clara = a_person("clara", home="c")
    ways = a_way("anna", "clara", "c"), a_way("birte", "clara", "c")
    known_to_none: tuple[FamiliarityRecord, ...] = ()
    problem = two_homes(
        clara,
        places=(a_place("c", staff=("clara",)),),
        ways=ways,
        familiarity=known_to_none,
    )
    assert not interact(problem, "anna", "birte")
    assert minutes(problem, "anna", "birte") == 2 * FOUR_HOURS


def test_groups_are_as_small_as_what_is_touched_allows():
    clara = a_person("clara", home="c")
    ways = (a_way("anna", "clara", "c"),)
    problem = two_homes(clara, places=(a_place("c", staff=("clara",)),), ways=ways)
    net = Net(problem, a_profile())
    people = [PersonId(p) for p in ("anna", "birte", "clara")]
    groups = components(people, net.day(DAY).reaches)
    assert sorted(map(sorted, groups)) == [["anna", "clara"], ["birte"]]


def test_nobody_away_leaves_nothing_open():
    value = Net(two_homes(), a_profile()).uncovered((), DAY)
    assert (value.minutes, value.bound) == (0, 0)


def test_everybody_away_leaves_everything_open():
    clara = a_person("clara", home="c")
    ways = a_way("anna", "clara", "c"), a_way("birte", "clara", "c")
    problem = two_homes(clara, places=(a_place("c", staff=("clara",)),), ways=ways)
    assert minutes(problem, "anna", "birte", "clara") == 2 * FOUR_HOURS
