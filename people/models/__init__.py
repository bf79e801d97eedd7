"""Who: the people and bodies that speak in parliament or are spoken to, and their names in time."""

from people.models.bodies import (
    Chamber,
    Committee,
    Group,
    Legislature,
    LoadedRecord,
    Ministry,
    MinistryName,
    Party,
)
from people.models.speakers import Alias, Appointment, Speaker

__all__ = [
    "Alias",
    "Appointment",
    "Chamber",
    "Committee",
    "Group",
    "Legislature",
    "LoadedRecord",
    "Ministry",
    "MinistryName",
    "Party",
    "Speaker",
]
