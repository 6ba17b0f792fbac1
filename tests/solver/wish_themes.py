"""What makes a wish tell plans apart; each world gets one of these or none.

They come after the themes of the rules and leave those as they are.
"""

from collections.abc import Callable
from dataclasses import replace

from solver.substitution.problem import ChildId, Permit, PersonId
from tests.solver.world import SUBSTITUTES, World


def priced(world: World) -> None:
    for person in SUBSTITUTES:
        rate = world.rng.choice((0, 0, 450, 500, 735))
        world.person(person, cents_per_hour=rate)
    links = world.changes["links"]
    if world.rng.random() < 0.7:
        some = world.rng.randrange(len(links))
        flat = world.rng.choice((0, 1200, 3000))
        links[some] = replace(links[some], held_place_cents=flat)
    if world.rng.random() < 0.5:
        pair = ChildId(world.some_child()), PersonId(world.some_person())
        world.changes["pair_costs"] = {pair: world.rng.choice((1, 900))}
    if world.rng.random() < 0.5:
        # First of all, so that it decides something.
        world.on_demand.append("cost")


def one_reserved(world: World) -> None:
    reserve = world.rng.choice((0, 1, 2, 5))
    world.numbers["spare_places"] = {
        "reserve_places": reserve,
        "max_children": world.rng.choice((2, 3, 5)),
    }
    world.person(world.some_person(), permit=Permit(world.rng.randint(2, 3)))
    if world.rng.random() < 0.5:
        world.on_demand += ["uncovered", "spare-places"]


def few_called(world: World) -> None:
    world.on_demand += ["uncovered", "persons-deployed"]


def nothing_more(_: World) -> None:
    """Most worlds are about rules."""


WISH_THEMES: tuple[Callable[[World], None], ...] = (
    priced,
    one_reserved,
    few_called,
    nothing_more,
    nothing_more,
    nothing_more,
)
