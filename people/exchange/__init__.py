"""People going in from lists and files, and out again: Popolo JSON and CSV."""

from people.exchange.importing import ImportReport, import_people
from people.exchange.model import Membership, OtherName, PersonRecord, Refused
from people.exchange.reading import read_people
from people.exchange.writing import write_popolo

__all__ = [
    "ImportReport",
    "Membership",
    "OtherName",
    "PersonRecord",
    "Refused",
    "import_people",
    "read_people",
    "write_popolo",
]
