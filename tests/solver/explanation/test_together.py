"""All changes of a gap made at once let other days gain as much as each does."""

import gc
import weakref

from solver.explanation.forcing import ANSWER_LIMITS
from solver.substitution.explanation.best_part import (
    Asked,
    BestParts,
    Part,
    minutes,
)
from solver.substitution.explanation.changes.catalogue import changes_for
from solver.substitution.explanation.single_change import ChangeSearch
from solver.substitution.explanation.together import Together
from tests.solver.explanation.build import small_worlds


def test_other_days_gain_no_more_by_one_change_than_by_all_at_once():
    compared = gaining = 0
    for seed, basis in small_worlds(690, 790):
        search = ChangeSearch(basis)
        for gap in basis.plan.gaps[:2]:
            changes = changes_for(basis.index, basis.rules, gap)
            open_changes = search._open(gap, changes)
            together = Together(
                basis, search._parts, gap.day, lambda found=open_changes: found
            )
            for _, changed in open_changes:
                others = search._days._others(changed, gap.day)
                inside = changed.inside_day(gap.day).options
                here = {option.need for option in inside}
                planned = [o for o in changed.standing if o.need not in here]
                gained = sum(changed.nothing - best.bound for best in others)
                gained -= minutes(changed.index, planned)
                all_at_once = search._days._gained(changed, gap.day, together)
                assert gained <= all_at_once, (seed, gap, changed)
                compared += 1
                gaining += gained > 0
    assert compared > 20
    assert gaining > 0


def test_one_gap_is_told_the_same_as_among_all():
    told = 0
    for seed, basis in small_worlds(790, 830):
        gaps = basis.plan.gaps
        among_all = ChangeSearch(basis).every(gaps)
        alone = tuple(ChangeSearch(basis).smallest(gap) for gap in gaps)
        assert among_all == alone, seed
        told += len(gaps)
    assert told > 20


def test_a_search_leaves_nothing_that_only_the_collector_would_find():
    gc.disable()
    try:
        for _, basis in small_worlds(830, 850):
            search = ChangeSearch(basis)
            for gap in basis.plan.gaps:
                search.smallest(gap)
            gone = weakref.ref(search)
            del search
            assert gone() is None
    finally:
        gc.enable()


def test_a_part_asked_again_with_more_open_is_told_what_it_is_told_anew():
    asked_again = refused = 0
    for seed, basis in small_worlds(850, 910):
        search = ChangeSearch(basis)
        for gap in basis.plan.gaps[:2]:
            changes = changes_for(basis.index, basis.rules, gap)
            for change, changed in search._open(gap, changes):
                here = changed.inside_day(gap.day).options
                part = Part(changed.index, here, changed.standing)
                options = changed.asked(gap, change)
                most = changed.most_open(gap)
                parts = BestParts(basis, ANSWER_LIMITS)
                refused += parts.best(part, Asked(options, most - 60)).ruled_out
                again = parts.best(part, Asked(options, most + 600))
                anew = BestParts(basis, ANSWER_LIMITS)
                assert again == anew.best(part, Asked(options, most + 600)), seed
                asked_again += again.possible
    assert refused > 5
    assert asked_again > 5
