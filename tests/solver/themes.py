"""What tightens a permissive world: each theme stresses a rule or two."""

import random
from collections.abc import Callable
from dataclasses import replace

from solver.slots import ClockChange, Day, Slot
from solver.substitution.problem import (
    Capacity,
    ChildId,
    Credential,
    Designation,
    EpisodeId,
    Exclusion,
    ExclusionOrigin,
    Familiarity,
    FamiliarityOverride,
    Need,
    NeedId,
    Permit,
    PersonalLimits,
    PersonId,
    PersonKind,
    PlaceId,
    PlaceKind,
)
from tests.solver.build import (
    DAY,
    NEXT_DAY,
    PROOFS,
    a_child,
    a_fixed,
    a_link,
    a_need,
    a_person,
    a_presence,
    known,
)
from tests.solver.child_themes import CHILD_THEMES
from tests.solver.world import World


def full_person(world: World) -> None:
    person = world.some_person()
    world.person(person, permit=Permit(world.rng.choice((1, 1, 1, 2))))
    place = {"eins": "ort1", "zwei": "zuhause", "drei": "basis"}[person]
    for number in range(world.rng.randint(1, 2)):
        child = f"regulär{number}"
        world.children[ChildId(child)] = a_child(child)
        slot = world.rng.choice((world.slot(), Slot(480, 900)))
        world.add("presences", a_presence(child, slot, person, place))


def full_place(world: World) -> None:
    place = world.rng.choice(("ort1", "zuhause", "basis"))
    world.place(place, max_children=world.rng.randint(0, 1))


def timed_places(world: World) -> None:
    for number in range(world.rng.randint(1, 2)):
        who = world.some_person() if world.rng.random() < 0.6 else None
        where = None if who else world.rng.choice(("ort1", "zuhause", "basis"))
        places = world.rng.randint(0, 1 + number)
        day = world.rng.choice((DAY, DAY, NEXT_DAY))
        given = Capacity(places, day, world.slot(), who, where)
        world.add("capacities", given)


def heavy_child(world: World) -> None:
    world.child(world.some_child(), capacity_weight=2)
    world.person(world.some_person(), permit=Permit(2))


def shared_setting(world: World) -> None:
    # A colleague is there for part of the day, with or without children of her own.
    colleague = a_person("kollegin", available={DAY: (world.slot(3, 8),)})
    world.persons[PersonId("kollegin")] = colleague
    staff = (PersonId("eins"), PersonId("kollegin"))
    world.place("ort1", kind=PlaceKind.SHARED_SETTING, staff=staff)
    places = {"1": world.rng.randint(1, 2), "2": world.rng.randint(2, 3), "3": 4}
    world.numbers["present_in_shared_setting"] = {"places_by_persons": places}
    if world.rng.random() < 0.6:
        child = world.some_child() if world.rng.random() < 0.1 else "regulär9"
        world.children.setdefault(ChildId(child), a_child(child))
        slot = world.rng.choice(colleague.available[DAY])
        world.add("presences", a_presence(child, slot, "kollegin", "ort1"))
    if world.rng.random() < 0.7:
        world.add("links", a_link("zwei", "ort1"))
    if world.rng.random() < 0.4:
        world.add("links", a_link("kollegin", "zuhause"))
        for child in world.children:
            world.add("familiarity", known(child, "kollegin"))


def few_contracts(world: World) -> None:
    world.numbers["contracts"] = {
        "limited": True,
        "max_contracts": 2,
        "wider_contracts": 3,
        "count_substitution": world.rng.random() < 0.9,
    }
    person = world.some_person()
    world.person(person, regular_contracts=world.rng.randint(0, 2))
    world.person(world.some_person(), wider_contracts=True, regular_contracts=2)


def narrow_permit(world: World) -> None:
    kind = world.rng.randrange(4)
    permit = (
        Permit(5, valid_until=world.rng.choice((Day(DAY - 1), DAY))),
        Permit(5, valid_from=NEXT_DAY),
        Permit(5, hours=world.slot(4, 8)),
        Permit(5, min_age_months=world.rng.choice((30, 31, 32))),
    )[kind]
    if kind == 3 and world.rng.random() < 0.5:
        permit = Permit(5, max_age_months=world.rng.choice((30, 31)))
    world.person(world.some_person(), permit=permit)


def no_permit(world: World) -> None:
    kind = world.rng.choice((PersonKind.CHILDMINDER, PersonKind.KITA_STAFF))
    world.person(world.some_person(), permit=None, kind=kind)


def old_proof(world: World) -> None:
    last = world.rng.choice((Day(DAY - 1), DAY, NEXT_DAY))
    odd = world.rng.choice(PROOFS)
    proofs = tuple(
        Credential(kind, None, last if kind == odd else None) for kind in PROOFS
    )
    world.person(world.some_person(), credentials=proofs)


def few_lessons(world: World) -> None:
    units = world.rng.choice((79, 80, 159, 160))
    professional = world.rng.random() < 0.5
    person = world.some_person()
    world.person(person, qualification_units=units, professional=professional)


def special_need(world: World) -> None:
    wanted = world.rng.choice(("inclusion", "infant", "step_free"))
    world.child(world.some_child(), required_capabilities=frozenset({wanted}))
    world.person(
        world.some_person(),
        inclusion_units=world.rng.choice((99, 100)),
        capabilities=frozenset({"infant"}),
    )
    world.place("basis", capabilities=frozenset({"step_free"}))


def strangers(world: World) -> None:
    person, kind = world.some_person(), world.rng.randrange(4)
    place = PlaceId(world.rng.choice(("ort1", "zuhause", "basis")))
    records = world.changes["familiarity"]
    records[:] = [r for r in records if r.person != person]
    for child in world.children:
        if kind == 0:
            records.append(known(child, person, Familiarity.MET))
        elif kind == 1:
            records.append(known(child, person, last_day=DAY))
        elif kind == 2:
            records.append(known(child, person, place=place))
    child = world.some_child()
    world.numbers["familiarity_level"] = {"by_place": world.rng.random() < 0.5}
    if world.rng.random() < 0.3:
        override = FamiliarityOverride(ChildId(child), PersonId(person), DAY, DAY)
        world.add("overrides", override)


def short_hours(world: World) -> None:
    available = {DAY: (world.slot(4, 8),), NEXT_DAY: (Slot(360, 1200),)}
    person = world.some_person()
    world.person(person, available=available)
    if world.rng.random() < 0.3:
        world.person(person, absent={DAY: (world.slot(1, 2),)})


def exclusion(world: World) -> None:
    child = world.rng.choice((None, world.some_child()))
    need = world.rng.choice((None, None, world.changes["needs"][0].id))
    who = PersonId(world.some_person())
    origin = world.rng.choice(list(ExclusionOrigin))
    last = world.rng.choice((DAY, NEXT_DAY))
    world.add("exclusions", Exclusion(who, origin, DAY, last, child, need))


def own_limits(world: World) -> None:
    limits = world.rng.choice(
        (
            PersonalLimits(weekdays_off=frozenset({0})),
            PersonalLimits(weekdays_off=frozenset({1, 2})),
            PersonalLimits(min_age_months=world.rng.choice((31, 32))),
            PersonalLimits(max_age_months=world.rng.choice((30, 31))),
        )
    )
    world.person(world.some_person(), limits=limits)


def few_extra(world: World) -> None:
    limits = PersonalLimits(max_extra_children=world.rng.choice((0, 0, 1)))
    world.person(world.some_person(), limits=limits)


def not_usable(world: World) -> None:
    world.place("zuhause", usable_without_owner=False)
    if world.rng.random() < 0.7:
        # There for about as long as one of the children needs her.
        slot = world.changes["needs"][0].slot
        late = world.rng.choice((-30, -5, 0, 5))
        there = Slot(slot.start, slot.end + late)
        present = a_person("mieterin", available={DAY: (there,)})
        world.persons[PersonId("mieterin")] = present
        staff = (PersonId("fehlt"), PersonId("mieterin"))
        world.place("zuhause", staff=staff)


def opening(world: World) -> None:
    place = world.rng.choice(("ort1", "zuhause", "basis"))
    world.place(place, open={DAY: (world.slot(4, 8),)})


def far_away(world: World) -> None:
    child = world.some_child()
    world.child(child, max_extra_way_minutes=world.rng.choice((None, 0, 5, 10)))
    world.family[child, "zuhause"] = 5
    if world.rng.random() < 0.3:
        world.family.pop((child, world.rng.choice(("ort1", "basis"))), None)
    world.numbers["extra_way_limit"] = {"max_extra_way_minutes": 10}


def two_places(world: World) -> None:
    if world.rng.random() < 0.3:
        _wanted_at_two_places(world)
        return
    person = world.rng.choice(("zwei", "drei"))
    for place in ("zuhause", "basis", "ort1"):
        world.add("links", a_link(person, place))
    if world.rng.random() < 0.2:
        world.between.pop(("zuhause", "basis"), None)


def _wanted_at_two_places(world: World) -> None:
    # Nobody else knows the two children, and each can only be at a place of its own.
    person = world.some_person()
    world.person(person, employed=False)
    places = world.rng.sample(("ort1", "zuhause", "basis"), 2)
    children = list(world.children)[:2]
    world.changes["links"] = [
        a_link(person, place, children=frozenset({child}))
        for child, place in zip(children, places, strict=True)
    ]


def busy_elsewhere(world: World) -> None:
    world.children[ChildId("regulär8")] = a_child("regulär8")
    world.add("presences", a_presence("regulär8", world.slot(2, 4), "eins", "ort1"))
    world.add("links", a_link("eins", "zuhause"))


def long_day(world: World) -> None:
    # Often a step less than two children together ask for.
    one, other = (need.slot for need in world.changes["needs"][:2])
    both = min(600, max(one.end, other.end) - min(one.start, other.start) - 5)
    world.numbers["daily_limit"] = {
        "limit_minutes": world.rng.choice((300, 480, both, both)),
        "extended_minutes": 600,
    }
    for person in ("zwei", "drei"):
        world.person(person, may_extend_day=world.rng.random() < 0.2)
    two_places(world)
    # Somebody else of the team is there all day, so that breaks are no matter.
    for place in ("zuhause", "basis", "ort1"):
        helper = a_person(f"team-{place}")
        world.persons[helper.id] = helper
        staff = (*world.places[place].staff, helper.id)
        world.place(place, staff=staff)


def no_break(world: World) -> None:
    world.numbers["breaks"] = {"alone_minutes": world.rng.choice((240, 300, 360))}
    world.numbers["daily_limit"] = {"limit_minutes": 700, "extended_minutes": 700}
    if world.rng.random() < 0.6:
        two_places(world)
    if world.rng.random() < 0.5:
        helper = a_person("ablösung", available={DAY: (world.slot(1, 2),)})
        world.persons[helper.id] = helper
        for place in ("zuhause", "basis"):
            staff = (*world.places[place].staff, helper.id)
            world.place(place, staff=staff)


def short_night(world: World) -> None:
    # From 18:00 to 7:00 are 780 minutes, 60 more or less where the clock changes.
    rest = world.rng.choice((725, 780, 785, 785, 840, 900))
    world.numbers["daily_rest"] = {"rest_minutes": rest}
    shift = world.rng.choice((-60, 0, 60))
    world.changes["clock_changes"] = [ClockChange(NEXT_DAY, 120, shift)]
    late, early = world.changes["needs"][0], list(world.children)[1]
    world.add("needs", replace(late, id=NeedId("spät"), slot=Slot(840, 1080)))
    need = a_need(early, Slot(420, 600), id=NeedId("früh"), day=NEXT_DAY)
    world.add("needs", replace(need, episode=EpisodeId(f"episode-{early}")))
    world.changes["needs"] = _without_overlaps(world.changes["needs"])


def _without_overlaps(needs: list) -> list:
    kept: list = []
    for need in reversed(needs):
        if not any((n.child, n.day) == (need.child, need.day) for n in kept):
            kept.append(need)
    return kept[::-1]


def pinned(world: World) -> None:
    need = world.rng.choice(world.changes["needs"])
    start, end = need.slot.start, need.slot.end
    slot = world.rng.choice((Slot(start, start + 60), Slot(end - 90, end), need.slot))
    person, place = world.rng.choice(
        (("eins", "ort1"), ("zwei", "zuhause"), (None, None))
    )
    world.add("fixed", a_fixed(need.child, slot, person, place, need.day))
    if person is not None:
        _leaves(world, need, slot, person)
    if world.rng.random() < 0.2:
        world.changes["frozen_day"] = DAY
        world.changes["frozen_minute"] = world.rng.choice((480, 600))


def _leaves(world: World, need: Need, slot: Slot, person: str) -> None:
    """Now and then whoever holds the child is away before or after it.

    By luck of its own: a world has many themes, and all others stay as they are.
    """
    rng = random.Random(f"{need.id}/{slot}/{person}/{len(world.changes['needs'])}")
    away = rng.choice((Slot(slot.end, 1440), Slot(slot.end, slot.end + 60), None))
    if slot.start > need.slot.start:
        away = rng.choice((Slot(0, slot.start), None))
    if away is not None and slot != need.slot:
        world.person(person, absent={need.day: (away,)})


def published(world: World) -> None:
    for need in world.changes["needs"]:
        if world.rng.random() < 0.7:
            person, place = world.rng.choice((("eins", "ort1"), ("zwei", "zuhause")))
            cover = a_fixed(need.child, need.slot, person, place, need.day).cover
            world.add("published", cover)


def designated(world: World) -> None:
    child, person = ChildId(world.some_child()), PersonId(world.some_person())
    world.add("designations", Designation(child, person, DAY, DAY))


THEMES: tuple[Callable[[World], None], ...] = (
    full_person,
    full_place,
    timed_places,
    heavy_child,
    shared_setting,
    few_contracts,
    narrow_permit,
    no_permit,
    old_proof,
    few_lessons,
    special_need,
    strangers,
    short_hours,
    exclusion,
    own_limits,
    few_extra,
    not_usable,
    opening,
    far_away,
    two_places,
    busy_elsewhere,
    long_day,
    no_break,
    short_night,
    pinned,
    published,
    designated,
    *CHILD_THEMES,
    *CHILD_THEMES,
    # Rules that bind seldom get a second chance.
    full_place,
    timed_places,
    old_proof,
    strangers,
    exclusion,
    own_limits,
    not_usable,
    short_night,
    pinned,
    shared_setting,
    shared_setting,
    far_away,
    few_extra,
    pinned,
    short_night,
    few_lessons,
    special_need,
    special_need,
    old_proof,
    old_proof,
    full_person,
    few_extra,
    narrow_permit,
    narrow_permit,
    strangers,
    short_night,
    pinned,
    shared_setting,
    full_person,
    pinned,
    full_place,
    few_lessons,
    own_limits,
    full_person,
    opening,
    few_contracts,
    few_contracts,
    short_night,
    not_usable,
    shared_setting,
    own_limits,
    timed_places,
    few_extra,
    full_person,
    shared_setting,
    exclusion,
    strangers,
    far_away,
    timed_places,
    full_person,
    full_place,
    *CHILD_THEMES,
    *CHILD_THEMES[-1:],
)
