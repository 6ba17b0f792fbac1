"""Files that want to do harm, small to send and large to open."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from service.imports.limits import LIMITS
from tests.service.imports.build import SMALL, workbook


def archive(entries, method=ZIP_DEFLATED):
    content = BytesIO()
    with ZipFile(content, "w", method, compresslevel=9) as packed:
        for name, data in entries.items():
            packed.writestr(name, data)
    return content.getvalue()


def with_part(name, data):
    """A sound workbook in which one part is replaced."""
    content = BytesIO()
    with (
        ZipFile(BytesIO(workbook(SMALL))) as sound,
        ZipFile(content, "w", ZIP_DEFLATED) as packed,
    ):
        for entry in sound.namelist():
            packed.writestr(entry, data if entry == name else sound.read(entry))
    return content.getvalue()


def sheet_xml(cells: bytes) -> bytes:
    return (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<sheetData>" + cells + b"</sheetData></worksheet>"
    )


def lying_archive(name=b"R.csv"):
    """The directory says ten bytes, the entry holds fifty million."""
    data = b"0;" * 25_000_000
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush()
    crc = zlib.crc32(data[:10])
    local = struct.pack(
        "<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(packed), 10, len(name), 0
    )
    central = struct.pack(
        "<4s6H3L5H2L",
        *(b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, len(packed), 10),
        *(len(name), 0, 0, 0, 0, 0, 0),
    )
    body = local + name + packed
    directory = central + name
    end = struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(directory), len(body), 0
    )
    return body + directory + end


def overlapping_entries():
    """A thousand entries that all point to the same packed bytes."""
    data = b"\x00" * 1_000_000
    single = archive({"a.csv": data})
    at = single.rfind(b"PK\x01\x02")
    end = single.rfind(b"PK\x05\x06")
    count = 900
    directory = b"".join(
        single[at:end].replace(b"a.csv", b"%05d" % number) for number in range(count)
    )
    record = struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), at, 0
    )
    return single[:at] + directory + record


MILLION_STRINGS = b"<sst>" + b"".join(
    b"<si><t>%x</t></si>" % (number * 2654435761) for number in range(1_000_000)
)

TOO_LARGE = {
    "over the size": lambda: b"PK\x03\x04" + bytes(LIMITS.file_bytes),
    "ratio": lambda: archive({"Kinder.csv": b"0" * 40_000_000}),
    "declared size": lambda: archive(
        {f"{n}.csv": bytes(range(256)) * 4_000 for n in range(100)}
    ),
    "overlapping": overlapping_entries,
    "entries": lambda: archive({f"{n}.csv": b"" for n in range(1_001)}),
    "directory": lambda: archive({f"{n:0250}.csv": b"" for n in range(999)}),
    "last corner": lambda: with_part(
        "xl/worksheets/sheet1.xml",
        sheet_xml(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    ),
    "last row only": lambda: with_part(
        "xl/worksheets/sheet1.xml",
        sheet_xml(b"<row><c r='A1048576'><v>1</v></c></row>"),
    ),
    "last column only": lambda: with_part(
        "xl/worksheets/sheet1.xml", sheet_xml(b'<row><c  r = "XFD1"><v>1</v></c></row>')
    ),
    "wide and long": lambda: with_part(
        "xl/worksheets/sheet1.xml",
        sheet_xml(
            b'<row r="1"><c r="KA1"><v>1</v></c></row>'
            b'<row r="99000"><c r="A99000"><v>1</v></c></row>'
        ),
    ),
    "shared strings": lambda: with_part("xl/sharedStrings.xml", MILLION_STRINGS),
    "csv columns": (";" * 400).encode,
    "csv rows": lambda: b"a;b\n" * (LIMITS.rows + 1),
}

REFUSED = {
    "nothing": (b"", "x.xlsx", "empty-file"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "x.xlsx", "not-a-zip"),
    "half a zip": (b"PK\x03\x04half", "x.xlsx", "not-a-zip"),
    "only an end": (b"PK\x05\x06" + bytes(17), "x.xlsx", "not-a-zip"),
    "an empty zip": (b"PK\x05\x06" + bytes(18), "x.xlsx", "no-sheets"),
    "a letter": (b"%PDF-1.7", "x.csv", "not-a-zip"),
    "old excel": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99),
        "x.xls",
        "old-format",
    ),
    "a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "x.xlsx",
        "encrypted",
    ),
    "libreoffice": (archive({"content.xml": b"<x/>"}), "x.ods", "other-format"),
    "only pictures": (archive({"a.png": b""}), "x.zip", "no-sheets"),
    "quotes": (b'a;b\n"x;y\n', "Kinder.csv", "quotes"),
    "neither": (b"a;b\n\x81\x8d", "Kinder.csv", "encoding"),
    "odd utf-16": (b"\xff\xfea", "Kinder.csv", "encoding"),
    "lying": (lying_archive(), "x.zip", "damaged"),
    "parent folder": (archive({"../Kinder.csv": b"a"}), "x.zip", "unsafe-path"),
    "root": (archive({"/etc/Kinder.csv": b"a"}), "x.zip", "unsafe-path"),
    "backslash": (archive({"..\\Kinder.csv": b"a"}), "x.zip", "unsafe-path"),
    "drive": (archive({"C:Kinder.csv": b"a"}), "x.zip", "unsafe-path"),
    "no workbook inside": (
        with_part("xl/workbook.xml", b"<nothing/"),
        "x.xlsx",
        "damaged",
    ),
    "binary sheet": (
        with_part("xl/worksheets/sheet1.xml", b"\x00\x01\x02"),
        "x.xlsx",
        "damaged",
    ),
    "sheet in utf-16": (
        with_part("xl/worksheets/sheet1.xml", sheet_xml(b"").decode().encode("utf-16")),
        "x.xlsx",
        "damaged",
    ),
}
