"""The separability theorem knows every rule there is, and what its rows tie together.

A new rule fails here until somebody has looked whether the proof in
``solver.stress.reach`` holds with it.
"""

import random
from collections import Counter, defaultdict

from solver.linear import LinearModel
from solver.stress.absence import switched
from solver.stress.reach import OF_NOBODY_ELSE, STANDING, TIES, Tie
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import JointRule
from solver.substitution.options import generate
from solver.substitution.rules import RULES, load_rules
from solver.substitution.variables import Variables
from tests.solver.build import DAY
from tests.solver.stress.worlds import a_town

TOWNS = range(500, 540)
#: Rules that have rows in these towns: less, and nothing would be shown of them.
WITH_ROWS = {
    "one-person-at-a-time",
    "siblings-together",
    "one-place-at-a-time",
    "present-at-once-person",
    "extra-children",
    "breaks",
    "daily-limit",
    "present-at-once-place",
    "capacity-profile",
    "present-in-shared-setting",
}


def towns():
    """Days on which most of a town are away, with what the rules are asked of."""
    for seed in TOWNS:
        problem, profile = a_town(seed, minders=7)
        people = sorted(p for p in problem.week.persons if p.startswith("m"))
        absent = random.Random(seed).sample(people, 4)
        index = ProblemIndex(switched(problem, absent, DAY))
        rules = load_rules(profile)
        yield index, rules, generate(index, rules).options


def tied(rule, index, options):
    """Options that rows of the rule tie together, directly or over other variables."""
    model = LinearModel()
    taken = {option: model.new_bool(str(option)) for option in options}
    rule.post(index, Variables(model, options, taken))
    group_of = list(range(len(model.names)))

    def group(var):
        while group_of[var] != var:
            var = group_of[var]
        return var

    # Helping variables join rows; an option stands in many rows and joins none.
    for number, row in enumerate(model.rows):
        group_of.append(len(model.names) + number)
        for var, _ in row.terms:
            if var >= len(options):
                group_of[group(var)] = group(len(model.names) + number)
    found = defaultdict(set)
    for number, row in enumerate(model.rows):
        rows = group(len(model.names) + number)
        found[rows].update(options[var] for var, _ in row.terms if var < len(options))
    return [options for options in found.values() if options]


def common(index, option, ties):
    """What an option has that others in a row may have, too."""
    places = index.problem.places
    children = {option.child}
    if Tie.SIBLINGS in ties:
        table = index.problem.children
        children |= table[option.child].siblings
        children |= {c for c in table if option.child in table[c].siblings}
    found = {("child", c) for c in children if {Tie.CHILD, Tie.SIBLINGS} & ties}
    if Tie.PERSON in ties:
        found.add(("person", option.person))
    if Tie.PLACE in ties:
        found.add(("place", option.place))
    if Tie.STAFF in ties:
        found |= {("place", p) for p in places if option.person in places[p].staff}
    return found


def astray(rule, index, options, ties):
    """Groups of options tied by a rule that have nothing of this in common."""
    return [
        group
        for group in tied(rule, index, options)
        if not set.intersection(*(common(index, option, ties) for option in group))
    ]


def test_the_theorem_knows_every_rule_and_what_kind_it_is():
    joint = {rule.info.id for rule in RULES if issubclass(rule, JointRule)}
    others = {rule.info.id for rule in RULES} - joint
    assert set(TIES) == joint
    assert others <= STANDING | OF_NOBODY_ELSE
    assert {rule.info.id for rule in RULES} >= STANDING | OF_NOBODY_ELSE


def test_rows_tie_only_what_the_theorem_says():
    rows = Counter()
    for index, rules, options in towns():
        for rule in rules.joint:
            rows[rule.id] += len(tied(rule, index, options))
            assert not astray(rule, index, options, TIES[rule.id]), rule.id
    assert {rule for rule, count in rows.items() if count} >= WITH_ROWS


class OneInTown:
    """At most one child of the whole town is looked after: a rule of no theorem."""

    def post(self, index, variables):  # noqa: ARG002 - the shape of a joint rule
        terms = [(variables.taken(option), 1) for option in variables.options]
        variables.model.add_at_most(terms, 1, "one in town")


def test_a_rule_over_a_whole_town_would_be_seen():
    assert any(
        astray(OneInTown(), index, options, frozenset(Tie))
        for index, _, options in towns()
    )
