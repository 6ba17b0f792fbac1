"""Whether a proposal fits the state of now, in lines for a terminal."""

from service.commands.common.rule_titles import rule_title
from service.errors import RuleFinding
from service.i18n import translate as _
from service.planning.plan_kind import CurrentAudit


def audit_lines(found: CurrentAudit) -> list[str]:
    """The verdict, then all that speaks against it or is shown beside it."""
    verdict = (
        _("Der Vorschlag passt zum aktuellen Stand und kann freigegeben werden.")
        if found.publishable
        else _("Der Vorschlag passt nicht mehr zum aktuellen Stand.")
    )
    return [
        verdict,
        *_block(_("Seither geändert:"), found.difference),
        *_block(_("Dagegen spricht:"), _texts(found.decided)),
        *fixed_lines(found),
        *_block(_("Noch nicht geplant:"), found.unplanned),
        *_block(
            _("Nicht geprüft:"), tuple(_(rule_title(r)) for r in found.not_checked)
        ),
    ]


def fixed_lines(found: CurrentAudit) -> list[str]:
    """What is settled by hand and does not fit: pins that exclude each other, say."""
    return _block(_("An Festgelegtem fällt auf:"), _texts(found.fixed))


def _texts(findings: tuple[RuleFinding, ...]) -> tuple[str, ...]:
    return tuple(finding.text for finding in findings)


def _block(heading: str, lines: tuple[str, ...]) -> list[str]:
    return ["", heading, *(f"  {line}" for line in lines)] if lines else []
