"""Two records of one speaker or ministry, and everything of theirs as it stands, to be compared."""

from django.core import serializers

from people.models import Alias, Appointment, Ministry, MinistryName, Speaker
from statements.models import NamedInstitution, Statement, Topic

TABLES = (
    Speaker, Alias, Appointment, Ministry, MinistryName, Ministry.predecessors.through,
    Topic.ministries.through, Statement, NamedInstitution,
)  # fmt: skip


def everything(*, without=("changed_at",)):
    """Every row of every table that a move may touch, column by column."""
    rows = {}
    for model in TABLES:
        for row in serializers.serialize("python", model._base_manager.order_by("pk")):
            values = {name: row["fields"][name] for name in row["fields"] if name not in without}
            rows[row["model"], row["pk"]] = values
    return rows
