"""A study as a file: a workbook for the committee, pictures."""

from dataclasses import dataclass
from uuid import UUID

from service.db.store import Store
from service.domain.actor import Actor
from service.errors import InputFault, InvalidInput
from service.reports.workbook import workbook_bytes
from service.studies.makers import maker_of
from service.use_cases.read_studies import read_result


@dataclass(frozen=True, slots=True)
class StudyFile:
    """A file and the first part of its name, without the ending."""

    name: str
    content: bytes


def export_workbook(
    store: Store, actor: Actor, study_id: UUID, *, named: bool
) -> StudyFile:
    """The result as a workbook.

    Parameters
    ----------
    named
        Whether people are named, as far as the actor may read names; a file that is
        handed on names nobody unless it is asked for.

    Raises
    ------
    NotPermitted, NotFound
        If the study is not the actor's to read.
    Conflict
        If there is no result (yet).
    """
    study, result = read_result(store, actor, study_id, named=named)
    maker = maker_of(study.kind)
    return StudyFile(maker.file_name, workbook_bytes(maker.sheets(result)))


def export_picture(
    store: Store, actor: Actor, study_id: UUID, picture: str, *, named: bool
) -> StudyFile:
    """The result as a picture (SVG); raises as ``export_workbook``.

    Parameters
    ----------
    picture
        Which of the kind's pictures; empty for its first.

    Raises
    ------
    InvalidInput
        If the kind has no such picture; the error names those it has.
    """
    study, result = read_result(store, actor, study_id, named=named)
    maker = maker_of(study.kind)
    for one in maker.pictures:
        if picture in ("", one.name):
            drawn: str = one.draw(result)
            return StudyFile(f"{maker.file_name}-{one.name}", drawn.encode())
    names = ", ".join(one.name for one in maker.pictures) or "keine"
    detail = f"Dieses Bild gibt es hier nicht. Bilder dieser Untersuchung: {names}."
    raise InvalidInput(detail, [InputFault("/picture", detail, "choice")])
