"""Computing a stress test; only the process that does long work loads this."""

from collections import defaultdict

from service.ahead.stress.document import Node, StressDocument, Way, to_document
from service.snapshot.normal_week import NormalWeek
from service.studies.deadline import Deadline
from service.studies.maker import Found, digest_of
from solver.documents import to_bytes
from solver.result import ProgressCallback, StopCheck
from solver.stress.evaluator import Net
from solver.stress.problem import StressProblem, StressSettings
from solver.stress.result import StressResult
from solver.stress.run import stressed
from solver.substitution.problem import Model, PersonId

PROBLEM_FORMAT = "lueckenlos-stress-problem"


def compute_stress(
    week: NormalWeek,
    settings: StressSettings,
    seconds: float,
    progress: ProgressCallback,
    should_stop: StopCheck,
) -> Found | None:
    """Result and net; ``None`` if somebody stopped it.

    Raises
    ------
    SolverError
        If the week or its rules contradict themselves.
    """
    net = Net(week.problem, week.rules.profile)
    until = Deadline(should_stop, seconds).check()
    result = stressed(net, settings, progress, until)
    if should_stop():
        return None
    return Found(
        result=to_document(document_of(net, result)),
        problem_digest=digest_of(to_bytes(PROBLEM_FORMAT, StressProblem, week.problem)),
        key=week.pseudonyms.to_bytes(),
        profile=week.rules.profile,
    )


def document_of(net: Net, result: StressResult) -> StressDocument:
    """The result and its net."""
    problem = net.problem
    nodes = tuple(
        Node(person.id, person.kind, problem.districts.get(person.id, ""))
        for person in sorted(problem.week.persons.values(), key=lambda p: p.id)
    )
    models: dict[tuple[PersonId, PersonId], set[Model]] = defaultdict(set)
    for link in problem.week.links:
        models[link.absent, link.substitute].add(link.model)
    days: dict[tuple[PersonId, PersonId], int] = defaultdict(int)
    for day in problem.days:
        for person, reach in net.day(day).reaches.items():
            for substitute in {substitute for substitute, _place in reach.ways}:
                days[person, substitute] += 1
    ways = tuple(
        Way(absent, substitute, min(models[absent, substitute]), count)
        for (absent, substitute), count in sorted(days.items())
    )
    return StressDocument(result, nodes, ways)
