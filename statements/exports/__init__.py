"""Downloads: the rows of a list, written by the database itself in one of several formats."""

from statements.exports.columns import Column, Holds, Table
from statements.exports.formats import CSV, JSON_LINES, Format
from statements.exports.rows import stream
from statements.exports.spreadsheet import XLSX, XLSX_FROM_THE_RIGHT

__all__ = [
    "CSV",
    "JSON_LINES",
    "XLSX",
    "XLSX_FROM_THE_RIGHT",
    "Column",
    "Format",
    "Holds",
    "Table",
    "stream",
]
