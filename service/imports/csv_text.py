"""Sheets from CSV: encoding, separator and line ends are found out, not asked."""

import csv
import io
import re
from pathlib import PurePosixPath

from service.imports.limits import refused, require_shape
from service.imports.raw import RawSheet
from service.imports.values.reader import Cell

SUFFIXES = (".csv", ".tsv", ".txt")
_SEPARATORS = (";", "\t", ",", "|")
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SEPARATOR_HINT = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_SAMPLE = 4_096


def read_csv(content: bytes, file_name: str) -> RawSheet:
    """One file as one sheet, named like the file without its ending.

    Raises
    ------
    TooLarge
        If there are too many rows or columns.
    ImportRefused
        If the encoding is not known or a quotation mark is never closed.
    """
    name = PurePosixPath(file_name.replace("\\", "/")).name
    name = re.sub(r"\.(csv|tsv|txt)$", "", name, flags=re.IGNORECASE)
    text = decoded(content, file_name)
    require_shape(name, max(text.count("\n"), text.count("\r")), 1)
    lines = io.StringIO(text, newline="")  # \r alone ends a line too
    reader = csv.reader(lines, delimiter=_separator(text), strict=True)
    rows: list[list[Cell]] = []
    try:
        for row in reader:
            rows.append(list(row))
            require_shape(name, len(rows), len(row))
    except csv.Error:
        sentence = (
            f"„{file_name}“: nach Zeile {len(rows)} ist ein Anführungszeichen nicht"
            " geschlossen."
        )
        refused("quotes", sentence, name)
    if rows and len(rows[0]) <= 2 and _SEPARATOR_HINT.match(text.split("\n")[0]):  # noqa: PLR2004  „sep=;“ splits at itself
        rows[0] = []
    return RawSheet(name, rows)


def decoded(content: bytes, file_name: str) -> str:
    """Text of a file: by its mark, else UTF-8, else Windows-1252.

    Raises
    ------
    ImportRefused
        If it is none of these.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding, file_name)
    sample = content[:_SAMPLE]
    if sample.count(0) > len(sample) // 4:
        little = sample[1::2].count(0) > sample[::2].count(0)
        encoding = "utf-16-le" if little else "utf-16-be"
        return _strict(content, encoding, file_name)
    try:
        return content.decode()
    except UnicodeDecodeError:
        return _strict(content, "cp1252", file_name)


def _strict(content: bytes, encoding: str, file_name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        sentence = f"„{file_name}“ ist weder in UTF-8 noch in Windows-1252 geschrieben."
        refused("encoding", sentence, file_name)


def _separator(text: str) -> str:
    """The sign found most often in the first line that has one, outside of quotes."""
    hint = _SEPARATOR_HINT.match(text)
    if hint:
        return hint[1]
    for line in re.split(r"\r\n|\r|\n", text[:_SAMPLE]):
        bare = re.sub(r'"[^"]*"', "", line)
        counts = {sign: bare.count(sign) for sign in _SEPARATORS}
        best = max(_SEPARATORS, key=lambda sign: counts[sign])
        if counts[best]:
            return best
    return _SEPARATORS[0]
