"""What feeds of a programme say, in German: as little as each recipient needs."""

from typing import Final

from service.calendars.programme.appointments import House
from service.domain.kinds import AppointmentState, ClusterEventKind

_STATES: Final = {
    AppointmentState.PLANNED: "Geplant, noch nicht bestätigt.",
    AppointmentState.MOVED: "Verlegt, noch nicht bestätigt.",
}
_NUMBERED: Final = {
    ClusterEventKind.WORKSHOP: "QE-Werkstatt",
    ClusterEventKind.STEERING: "Steuerungsgruppe",
    ClusterEventKind.GROUP: "Umsetzungsgruppe",
}
_ONCE: Final = {
    ClusterEventKind.OPENING: "Auftaktveranstaltung",
    ClusterEventKind.INTERIM: "Zwischentagung",
    ClusterEventKind.CLOSING: "Abschlusstagung",
    ClusterEventKind.COMMUNAL_DAY: "Kommunaler Tag",
}


_REFUSED: Final = "Ein anderer Tag ist erbeten; der Termin wird verlegt."


def state_text(state: AppointmentState, *, refused: bool = False) -> str:
    """What is to be known of a state; nothing of one that is certain."""
    return _REFUSED if refused else _STATES.get(state, "")


def session_of_coach(house: House) -> str:
    """For the coach, and for the county: with which kindergarten."""
    return f"Prozessbegleitung: {house.name}"


def session_of_kindergarten(coach_name: str) -> str:
    """For the kindergarten: who comes."""
    return f"Prozessbegleitung: {coach_name}"


def visit_of_guest(host: House) -> str:
    """For the kindergarten that travels."""
    return f"Konsultationsbesuch bei {host.name}"


def visit_of_host(guest: House) -> str:
    """For the kindergarten that receives."""
    return f"Konsultationsbesuch: {guest.name}"


def visit_of_office(guest: House, host: House) -> str:
    """For whoever coordinates: who visits whom."""
    return f"Konsultationsbesuch: {guest.name} bei {host.name}"


def event_of_office(summary: str, cluster: str) -> str:
    """For whoever coordinates: an event, and whose it is unless it is everybody's."""
    return f"{summary}: {cluster}" if cluster else summary


def event_summary(kind: ClusterEventKind, number: int) -> str:
    """For everybody in a cluster: what, and which of several."""
    if kind in _NUMBERED:
        return f"{_NUMBERED[kind]} {number}"
    return _ONCE[kind]
