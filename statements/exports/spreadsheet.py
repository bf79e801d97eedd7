"""XLSX: the database writes each row as XML, and only the zip around it is made here."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, ClassVar
from xml.sax.saxutils import escape

from psycopg import sql

from statements.exports.columns import Column, Holds, Table
from statements.exports.formats import AS_WRITTEN, Cell, joined, span, spans, value_of

LONGEST_CELL = 32_767  # characters; Excel takes no more
MOST_ROWS = 1_048_575  # that a sheet has below its header
FASTEST = 1  # of deflate's levels: the XML shrinks to a tenth with any of them

_NOT_IN_XML = "".join(chr(code) for code in (*range(1, 9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))
_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/relationships/styles" Target="styles.xml"/>'
        "</Relationships>"
    ),
    # Cell formats by their place: 0 plain, 1 a day, 2 the header.
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_SPREADSHEET}">'
        '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        "<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
        '<cellXfs count="3"><xf/><xf numFmtId="164" applyNumberFormat="1"/>'
        '<xf fontId="1" applyFont="1"/></cellXfs></styleSheet>'
    ),
}
_WIDTHS = {  # of columns, in characters
    Holds.TEXT: 24,
    Holds.ADDRESS: 30,
    Holds.DAY: 12,
    Holds.NUMBER: 10,
    Holds.YES_NO: 10,
    Holds.TEXTS: 30,
}
_USUAL_WIDTH = 16
_ARROW = 4  # what the arrow of a filter takes beside a column's name


# What XML cannot hold as it is; the control characters it cannot hold at all.
_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\n", "&#10;"), ("\r", "&#13;"))


def _escaped(value: sql.Composable) -> sql.Composable:
    """Text as XML; a text without a character to be escaped, which most are, is left alone."""
    special = _NOT_IN_XML + "".join(plain for plain, _escape in _ESCAPES)
    escaped: sql.Composable = sql.SQL("translate({}, {}, '')").format(value, _NOT_IN_XML)
    for plain, written in _ESCAPES:
        escaped = sql.SQL("replace({}, {}, {})").format(escaped, plain, written)
    return sql.SQL("CASE WHEN {} ~ {} THEN {} ELSE {} END").format(
        value, f"[{special}]", escaped, value
    )


def _text(value: sql.Composable) -> sql.Composable:
    """A cell of text. It is never a formula, whatever it begins with."""
    shortened = sql.SQL("left({}, {})").format(value, LONGEST_CELL)
    return sql.SQL("""CASE WHEN {} <> '' THEN '<c t="str"><v>' || {} || '</v></c>' END""").format(
        value, _escaped(shortened)
    )


def _number(value: sql.Composable) -> sql.Composable:
    return sql.SQL("'<c><v>' || {} || '</v></c>'").format(value)


def _day(value: sql.Composable) -> sql.Composable:
    """A day as spreadsheets count it, rightly from March 1900 on; an earlier one as text."""
    return sql.SQL(
        """CASE WHEN {0} >= '1900-03-01'"""
        """ THEN '<c s="1"><v>' || {0} - date '1899-12-30' || '</v></c>'"""
        """ ELSE '<c t="str"><v>' || {0} || '</v></c>' END"""
    ).format(value)


def _yes_no(value: sql.Composable) -> sql.Composable:
    return sql.SQL("""'<c t="b"><v>' || {}::int || '</v></c>'""").format(value)


class _Xlsx:
    """A workbook with one sheet: a frozen header to filter by, and one row for each row.

    For who reads from right to left the first column stands on the right.
    """

    name = "Excel"
    extension = "xlsx"
    content_type = f"{_TYPES}.sheet"
    copy_options = AS_WRITTEN
    most_rows: int | None = MOST_ROWS
    cells: ClassVar[dict[Holds, Cell]] = {
        Holds.CODE: _text,
        Holds.TEXT: _text,
        Holds.ADDRESS: _text,
        Holds.DAY: _day,
        Holds.NUMBER: _number,
        Holds.YES_NO: _yes_no,
        Holds.CODES: lambda value: _text(joined(value)),
        Holds.TEXTS: lambda value: _text(joined(value)),
        Holds.NUMBERS: lambda value: _text(joined(value)),
        Holds.SPAN: lambda value: _text(span(value)),
        Holds.SPANS: lambda value: _text(spans(value)),
    }

    def __init__(self, *, right_to_left: bool = False) -> None:
        self.right_to_left = right_to_left

    def row(self, table: Table, origin: str) -> sql.Composable:
        cells = (
            sql.SQL("coalesce({}, '<c/>')").format(
                self.cells[column.holds](value_of(column, origin))
            )
            for column in table.columns
        )
        return sql.SQL("'<row>' || {} || '</row>'").format(sql.SQL(" || ").join(cells))

    def file(self, table: Table, rows: Iterator[bytes]) -> Iterator[bytes]:
        output = _Passed()
        with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=FASTEST) as archive:
            for name, part in (*_PARTS.items(), ("xl/workbook.xml", _workbook(table))):
                archive.writestr(name, f"{_XML}{part}")
            # A sheet of many rows passes 2 GB before it is deflated.
            with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
                begins = _sheet_begins(table, right_to_left=self.right_to_left)
                sheet.write(f"{_XML}{begins}{_header(table)}".encode())
                yield output.taken()
                last = 1
                for piece in rows:
                    last += piece.count(b"\n")  # one behind each row, and none in it
                    sheet.write(piece)
                    yield output.taken()
                sheet.write(_sheet_ends(table, last).encode())
        yield output.taken()


def _workbook(table: Table) -> str:
    return (
        f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_OFFICE}/relationships"><sheets>'
        f'<sheet name="{escape(table.name)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _sheet_begins(table: Table, *, right_to_left: bool) -> str:
    direction = ' rightToLeft="1"' if right_to_left else ""
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{_width(column)}" customWidth="1"/>'
        for place, column in enumerate(table.columns, start=1)
    )
    return (
        f'<worksheet xmlns="{_SPREADSHEET}"><sheetViews><sheetView{direction} workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{widths}</cols><sheetData>\n"
    )


def _width(column: Column) -> int:
    usual = column.width or _WIDTHS.get(column.holds, _USUAL_WIDTH)
    return max(usual, len(column.name) + _ARROW)


def _sheet_ends(table: Table, last: int) -> str:
    """``last`` is the number of the last row; the header is the first."""
    cells = f"A1:{_letters(len(table.columns))}{last}"
    return f'</sheetData><autoFilter ref="{cells}"/></worksheet>'


def _letters(place: int) -> str:
    """The name of the column at a place from 1 on: A to Z, then AA and so on."""
    before, letter = divmod(place - 1, 26)
    return f"{_letters(before) if before else ''}{chr(ord('A') + letter)}"


def _header(table: Table) -> str:
    cells = "".join(
        f'<c s="2" t="str"><v>{escape(column.name)}</v></c>' for column in table.columns
    )
    return f"<row>{cells}</row>\n"


class _Passed(io.RawIOBase):
    """A file that cannot go back: what is written to it is taken from it and passed on."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._held += data
        return len(data)

    def taken(self) -> bytes:
        """What was written since the last time."""
        data = bytes(self._held)
        self._held.clear()
        return data


XLSX = _Xlsx()
XLSX_FROM_THE_RIGHT = _Xlsx(right_to_left=True)
