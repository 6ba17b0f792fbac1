"""Faults of rule profiles, collected so that all are told at once."""

from dataclasses import dataclass, field

from service.errors import InputFault, InvalidInput


@dataclass(slots=True)
class ProfileFaults:
    """Collects sentences; each names file, rule and parameter."""

    found: list[InputFault] = field(default_factory=list)

    def add(self, place: str, sentence: str, code: str) -> None:
        """Note one fault; ``place`` is ``file/rule/parameter`` as far as known."""
        self.found.append(InputFault(f"/{place}", f"{place}: {sentence}", code))

    def refuse_if_any(self) -> None:
        """Raise all faults at once.

        Raises
        ------
        InvalidInput
            If there is any.
        """
        if not self.found:
            return
        count = len(self.found)
        noun = "einen Fehler" if count == 1 else f"{count} Fehler"
        raise InvalidInput(
            f"Das Regelprofil enthält {noun} und gilt deshalb nicht: "
            f"{self.found[0].detail}",
            self.found,
        )
