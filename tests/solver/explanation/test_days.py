"""Days by themselves tell the same of a change as the whole part would."""

from solver.substitution.explanation.best_part import minutes
from solver.substitution.explanation.changes.catalogue import changes_for
from solver.substitution.explanation.days import Days
from solver.substitution.explanation.single_change import ChangeSearch, Undecided
from solver.substitution.index import ProblemIndex
from solver.substitution.plan import Plan
from tests.solver.brute import plans
from tests.solver.explanation.build import left_open, small_worlds


def test_a_plan_cut_down_to_one_day_breaks_no_rule():
    """What ``Days`` rests on: rules that tie days forbid, and demand nothing."""
    cut = 0
    for seed, basis in small_worlds(500, 580):
        index, rules = basis.index, basis.rules
        options = basis.options.options
        if len({option.day for option in options}) < 2:
            continue
        for plan in plans(index, rules, options):
            days = {option.day for option in plan.assignments}
            for day in days if len(days) > 1 else ():
                alone = [o for o in plan.assignments if o.day == day]
                broken = [f for r in rules.joint for f in r.breaches(index, alone)]
                assert not broken, (seed, broken)
                cut += 1
    assert cut > 100


class _Silent(Days):
    """Never tells, so that the whole part is solved."""

    def decided(self, *_):
        return True


def test_days_tell_what_the_whole_part_tells():
    told = {True: 0, False: 0}
    for seed, basis in small_worlds(580, 640):
        asked, whole = ChangeSearch(basis), ChangeSearch(basis)
        whole._days = _Silent(basis, whole._parts)
        for gap in basis.plan.gaps[:2]:
            for change in changes_for(basis.index, basis.rules, gap):
                found = asked.closing_plan(gap, change)
                expected = whole.closing_plan(gap, change)
                assert not isinstance(found, Undecided), seed
                assert (found is None) == (expected is None), (seed, change)
                told[found is not None] += 1
    assert min(told.values()) > 20


def test_minutes_of_a_plan_are_what_it_leaves_less_open():
    counted = 0
    for seed, basis in small_worlds(640, 670):
        rules = basis.coverage_rules
        for plan in list(plans(basis.index, basis.rules, basis.options.options))[:30]:
            gained = left_open(basis.index, rules, ()) - left_open(
                basis.index, rules, plan.assignments
            )
            assert minutes(basis.index, plan.assignments) == gained, seed
            counted += gained > 0
    assert counted > 50


def test_tables_taken_over_from_another_problem_are_the_same():
    for _, basis in small_worlds(670, 690):
        for gap in basis.plan.gaps[:2]:
            for change in changes_for(basis.index, basis.rules, gap):
                problem = change.make()
                taken, built = ProblemIndex(problem, basis.index), ProblemIndex(problem)
                assert taken.segments == built.segments
                assert taken.regular_of == built.regular_of
                plan = Plan(basis.plan.assignments)
                for need in problem.needs:
                    for person in problem.persons:
                        charges = taken.charges(person, need.day)
                        assert list(charges) == list(built.charges(person, need.day))
                rules = basis.coverage_rules
                assert left_open(taken, rules, plan.assignments) == left_open(
                    built, rules, plan.assignments
                )
