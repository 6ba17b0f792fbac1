"""A child is not sent home and brought to the same person again."""

from dataclasses import replace

from solver.substitution.audit import audit_with
from solver.substitution.plan import Plan
from solver.substitution.problem import PersonId
from solver.substitution.rules import load_rules
from tests.solver.build import (
    DAY,
    a_fixed,
    a_need,
    a_person,
    a_problem,
    a_profile,
    hours,
    index_of,
)
from tests.solver.rules.contract import Case, RuleContract
from tests.solver.rules.test_joint_rules import taken

OTHER = PersonId("andere")


class TestBroughtOnce(RuleContract):
    rule = "brought-once"
    says = (
        "kind würde am 03.08.2026 um 10:00 Uhr heimgeschickt und um 10:30 Uhr wieder zu"
        " vertretung gebracht."
    )

    def case(self, back: float) -> Case:
        problem, (option,) = taken(
            a_problem(
                needs=(a_need(slot=hours(8, 13)),),
                persons=(a_person(), a_person("andere")),
            )
        )
        return problem, [
            replace(option, slot=hours(8, 10)),
            replace(option, slot=hours(back, 13)),
        ]

    def allowed(self):
        return taken(a_problem())

    def at_the_limit(self):
        return self.case(10)

    def forbidden(self):
        return self.case(10.5)

    def test_somebody_else_may_have_the_child_between(self):
        problem, (first, last) = self.case(10.5)
        between = replace(first, slot=hours(10, 10.5), person=OTHER)
        self.profile = a_profile(piece_length={"min_piece_minutes": 30})
        assert self.decided((problem, [first, between, last])) == {}

    def test_it_may_come_to_somebody_else_later(self):
        problem, (first, last) = self.case(10.5)
        assert self.decided((problem, [first, replace(last, person=OTHER)])) == {}

    def test_what_others_hold_for_certain_is_no_time_at_home(self):
        problem, options = self.case(10.5)
        grandmother = a_fixed(slot=hours(10, 10.5), person=None, place=None)
        assert self.decided((replace(problem, fixed=(grandmother,)), options)) == {}

    def test_what_is_fixed_is_not_shown_where_she_was_absent_between(self):
        problem, (first, last) = self.case(10.5)
        pins = (a_fixed(slot=first.slot), a_fixed(slot=last.slot))
        away = a_person(absent={DAY: (hours(10, 10.5),)})
        for person, told in ((a_person(), {self.rule}), (away, set())):
            fixed = a_problem(needs=problem.needs, persons=(person,), fixed=pins)
            report = audit_with(index_of(fixed), load_rules(self.profile), Plan(()))
            assert {finding.rule for finding in report.findings} == told
