"""What pictures and workbooks of contact visits say in German."""

from collections.abc import Iterator

from service.ahead.visits.overview import VisitsOverview
from service.domain.kinds import AppointmentState

STATES = {
    AppointmentState.PLANNED: "geplant",
    AppointmentState.MOVED: "verlegt",
    AppointmentState.CONFIRMED: "bestätigt",
    AppointmentState.HELD: "gehalten",
}


def span(view: VisitsOverview) -> str:
    """The days, both included."""
    return f"{view.first_day:%d.%m.%Y} bis {view.last_day:%d.%m.%Y}"


def summary(view: VisitsOverview) -> Iterator[str]:
    """What the visits come to, in sentences."""
    pairs = view.pairs
    visits = sum(len(pair.visits) for pair in pairs)
    children = sum(pair.children for pair in pairs)
    before = sum(pair.familiar_before for pair in pairs)
    after = sum(pair.familiar_after for pair in pairs)
    fade = sum(pair.fade for pair in pairs)
    yield f"Besuche: {visits}; Paare: {len(pairs)}."
    yield (
        "Bekanntschaften zwischen Kindern und denen, die sie nehmen dürften:"
        f" {children}; vertraut sind vorher {before}, nach allen Besuchen {after};"
        f" am Ende verblasst: {fade}."
    )
    clashing = sum(mark.day in pair.away for pair in pairs for mark in pair.visits)
    if clashing:
        yield (
            "Besuche an Tagen, an denen jemand von beiden nicht da ist:"
            f" {clashing}; bitte neu planen."
        )
    without = sum(not pair.visits for pair in pairs)
    if without:
        yield f"Paare ohne Besuch in dieser Zeit: {without}."
