"""Files that want to do harm are refused, in a German sentence."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from service.errors import ImportRefused, TooLarge
from service.imports.limits import LIMITS
from service.imports.source import read_source
from tests.service.imports.build import SMALL, csv_archive, csv_text
from tests.service.imports.hostile import (
    REFUSED,
    TOO_LARGE,
    archive,
    sheet_xml,
    with_part,
)


@pytest.mark.parametrize("kind", TOO_LARGE)
def test_too_large_is_refused(kind):
    content = TOO_LARGE[kind]()
    with pytest.raises(TooLarge, match=r"Bitte die Datei teilen oder verkleinern\."):
        read_source(content, "Kinder.csv")


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_opened_is_refused_with_a_code(kind):
    content, name, code = REFUSED[kind]
    with pytest.raises(ImportRefused) as refusal:
        read_source(content, name)
    assert [fault.code for fault in refusal.value.faults] == [code]
    assert str(refusal.value).endswith(".")


def test_an_encrypted_entry_is_refused():
    content = bytearray(archive({"Kinder.csv": b"a;b"}))
    at = content.rfind(b"PK\x01\x02")
    content[at + 8] |= 1
    with pytest.raises(ImportRefused, match="verschlüsselt"):
        read_source(bytes(content), "x.zip")


def test_a_flipped_bit_is_noticed():
    content = bytearray(csv_archive(SMALL))
    content[60] ^= 0xFF
    with pytest.raises(ImportRefused, match="beschädigt"):
        read_source(bytes(content), "x.zip")


def test_entities_are_not_expanded():
    bomb = (
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(
            b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
        )
        + b"]>"
    )
    content = with_part("xl/worksheets/sheet1.xml", bomb + sheet_xml(b""))
    sheets = ()
    with suppress(ImportRefused):
        sheets = read_source(content, "x.xlsx").sheets
    assert all(len(str(sheet.rows)) < 100_000 for sheet in sheets)


def test_a_folder_without_tables_and_a_missing_one(tmp_path: Path):
    with pytest.raises(ImportRefused, match="keine CSV-Datei"):
        read_source(tmp_path, "Ordner")
    with pytest.raises(ImportRefused, match="gibt es nicht"):
        read_source(tmp_path / "fort", "fort")


@pytest.mark.parametrize("method", [ZIP_STORED, ZIP_DEFLATED])
def test_exactly_at_the_ratio_a_file_is_read(method):
    content = BytesIO()
    with ZipFile(content, "w", method) as packed:
        text = csv_text(
            [("Kürzel", "Art"), *((f"R-{n}", "Kita") for n in range(4_000))]
        )
        packed.writestr(ZipInfo("Räume.csv"), text)
    assert len(read_source(content.getvalue(), "x.zip").sheets[0].rows) == 4_001


def test_as_many_columns_as_allowed_are_read_and_one_more_is_not():
    row = ";".join(["x"] * LIMITS.columns)
    assert len(read_source(row.encode(), "Kinder.csv").sheets[0].rows[0]) == 300
    with pytest.raises(TooLarge):
        read_source(f"{row};x".encode(), "Kinder.csv")
