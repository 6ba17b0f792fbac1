"""Ways to spend a day: no less work than what is taken brings, and no more is asked."""

import random
from itertools import combinations

from solver.engine.greedy import first_assignment
from solver.linear import LinearModel
from solver.rule import NoParameters
from solver.slots import MINUTES_PER_DAY, Slot
from solver.substitution.daywork import day_work
from solver.substitution.plan import Option
from solver.substitution.problem import Model
from solver.substitution.rules.one_place_at_a_time import OnePlaceAtATime
from solver.substitution.variables import Variables
from solver.substitution.workday import clash
from solver.substitution.workpatterns import Check, pattern_terms, post_allowed
from solver.substitution.workweek import added_minutes
from tests.solver.build import DAY, a_place, a_problem, index_of

TRAVEL = {("ort", "dort"): 30, ("dort", "ort"): 45}


def options_of(rng: random.Random) -> list[Option]:
    """Stays of six children at one place or at two, half an hour's way apart."""
    found: dict[Option, None] = {}
    for number in range(rng.randrange(1, 7)):
        start = rng.randrange(0, 600, 30)
        slot = Slot(start, start + rng.choice((60, 90, 150, 300)))
        place = rng.choice(("ort", "dort"))
        child = f"kind-{number}"
        found[Option(child, child, DAY, slot, "p", place, Model.FLOATER)] = None
    return list(found)


def stays_at_one_place(*slots: Slot) -> list[Option]:
    return [
        Option(str(slot), str(slot), DAY, slot, "p", "ort", Model.FLOATER)
        for slot in slots
    ]


def chosen_minutes(index, options, chosen, room=MINUTES_PER_DAY) -> int | None:
    """Value of the terms with ``chosen`` taken in turn; ``None`` if barred."""
    model = LinearModel()
    taken = {option: model.new_bool(str(option.slot)) for option in options}
    variables = Variables(model, options, taken)
    terms = pattern_terms(index, variables, "p", DAY, room)
    assert terms is not None
    for option in options:
        if option not in chosen:
            model.uppers[taken[option]] = 0
    values = first_assignment(model, [taken[option] for option in options])
    if not all(values[taken[option]] for option in chosen):
        return None
    return sum(values[var] * minutes for var, minutes in terms)


def modelled(options) -> Variables:
    """Variables of these options and nothing else."""
    model = LinearModel()
    taken = {option: model.new_bool(str(option.slot)) for option in options}
    return Variables(model, options, taken)


def admits(variables: Variables, chosen) -> bool:
    """Whether the rows let in these options and no others."""
    model = variables.model
    uppers = list(model.uppers)
    for option in variables.options:
        if option not in chosen:
            model.uppers[variables.taken(option)] = 0
    values = first_assignment(model, [variables.taken(o) for o in variables.options])
    model.uppers[:] = uppers
    return all(values[variables.taken(option)] for option in chosen)


def together(index, chosen) -> bool:
    stays = [(option.place, option.slot) for option in chosen]
    days = {option.day for option in chosen}
    return not any(
        clash(index, day, *pair) for day in days for pair in combinations(stays, 2)
    )


def test_the_chosen_pattern_is_the_work_of_what_is_taken():
    rng = random.Random(11)
    index = index_of(
        a_problem(places=(a_place(), a_place("dort")), place_minutes=TRAVEL)
    )
    at_two_places = 0
    for _ in range(60):
        options = options_of(rng)
        for count in range(1, len(options) + 1):
            for chosen in combinations(options, count):
                if not together(index, chosen):
                    continue
                work = added_minutes(index, "p", chosen)[DAY]
                assert chosen_minutes(index, options, chosen) == work
                at_two_places += len({option.place for option in chosen}) > 1
    assert at_two_places > 20


def test_more_than_the_room_cannot_be_chosen():
    rng = random.Random(12)
    index = index_of(
        a_problem(places=(a_place(), a_place("dort")), place_minutes=TRAVEL)
    )
    barred = 0
    for _ in range(60):
        options = options_of(rng)
        for chosen in combinations(options, min(2, len(options))):
            if not together(index, chosen):
                continue
            work = added_minutes(index, "p", chosen)[DAY]
            assert chosen_minutes(index, options, chosen, work) == work
            assert chosen_minutes(index, options, chosen, work - 1) is None
            barred += 1
    assert barred > 20


def test_a_stay_on_the_way_that_saves_a_longer_way_is_no_pattern():
    """Two stays two hours apart are more work than with a third one between them."""
    ways = {("anfang", "mitte"): 10, ("mitte", "ziel"): 10, ("anfang", "ziel"): 120}
    places = tuple(a_place(name) for name in ("anfang", "mitte", "ziel"))
    index = index_of(a_problem(places=places, place_minutes=ways))
    slots = {
        "anfang": Slot(480, 540),
        "mitte": Slot(600, 630),
        "ziel": Slot(720, 780),
    }
    options = [
        Option(place, place, DAY, slot, "p", place, Model.FLOATER)
        for place, slot in slots.items()
    ]
    apart = [options[0], options[2]]
    work = {
        len(some): added_minutes(index, "p", some)[DAY] for some in (apart, options)
    }
    assert work[2] > work[3]
    model = LinearModel()
    taken = {option: model.new_bool(option.place) for option in options}
    variables = Variables(model, options, taken)
    assert pattern_terms(index, variables, "p", DAY, MINUTES_PER_DAY) is None


def test_a_day_that_a_rule_refuses_cannot_be_chosen():
    """Two rules leave the ways that both allow, whichever says them first."""
    rng = random.Random(13)
    index = index_of(
        a_problem(places=(a_place(), a_place("dort")), place_minutes=TRAVEL)
    )
    told = {True: 0, False: 0}
    for _ in range(60):
        options = options_of(rng)
        longest, latest = rng.choice((150, 240, 360)), rng.choice((450, 600, 900))

        def short(stays, longest=longest):
            return day_work(index, "p", DAY, stays).minutes <= longest

        def early(stays, latest=latest):
            return all(slot.end <= latest for _, slot in stays)

        variables = modelled(options)
        for check in (
            Check(("short", longest), short),
            Check(("early", latest), early),
        ):
            assert post_allowed(index, variables, "p", DAY, check)
        assert len(variables.model.choices) <= 1
        for count in range(1, len(options) + 1):
            for chosen in combinations(options, count):
                if not together(index, chosen):
                    continue
                stays = [(option.place, option.slot) for option in chosen]
                fine = short(stays) and early(stays)
                assert admits(variables, chosen) == fine
                told[fine] += 1
    assert min(told.values()) > 100


def test_a_week_is_counted_over_the_ways_that_another_rule_has_left():
    index = index_of(a_problem())
    options = stays_at_one_place(Slot(480, 540), Slot(600, 780))
    variables = modelled(options)
    single = Check("one stay", lambda stays: len(stays) < 2)
    assert post_allowed(index, variables, "p", DAY, single)
    terms = pattern_terms(index, variables, "p", DAY, 120)
    assert terms is not None
    assert [minutes for _, minutes in terms] == [60]
    assert len(variables.model.choices) <= 1
    assert admits(variables, options[:1])
    assert not admits(variables, options[1:])


def test_what_one_stay_more_makes_allowed_is_not_said_by_ways():
    """As a break that lies before a later stay: without it there is none."""
    index = index_of(a_problem())
    options = stays_at_one_place(Slot(480, 855), Slot(885, 915))
    variables = modelled(options)
    not_one = Check("not one stay", lambda stays: len(stays) != 1)
    assert not post_allowed(index, variables, "p", DAY, not_one)
    assert not variables.model.rows


def test_many_stays_at_places_that_can_be_combined_are_one_choice():
    """Fewer ways to spend a day than pairs of stays that clash: they say the same."""
    ways = {("ort", "dort"): 15, ("dort", "ort"): 15}
    index = index_of(a_problem(places=(a_place(), a_place("dort")), place_minutes=ways))
    options = [
        Option(f"{n}-{place}", f"kind-{n}", DAY, slot, "p", place, Model.FLOATER)
        for n in range(5)
        for place, slot in (
            ("ort", Slot(480, 570 + 15 * n)),
            ("dort", Slot(540, 600 + 15 * n)),
        )
    ]
    later = Slot(720, 780)
    options.append(Option("spaet", "spaet", DAY, later, "p", "dort", Model.FLOATER))
    variables = modelled(options)
    OnePlaceAtATime(NoParameters()).post(index, variables)
    assert variables.ways
    told = {True: 0, False: 0}
    for count in range(1, 4):
        for chosen in combinations(options, count):
            fine = together(index, chosen)
            assert admits(variables, chosen) == fine
            told[fine] += 1
    assert min(told.values()) > 20
