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
            # Sets of linked rows come in no order of their own; the rows between are compared.
            left_out = {*without, *(field.name for field in model._meta.many_to_many)}
            values = {name: value for name, value in row["fields"].items() if name not in left_out}
            rows[row["model"], row["pk"]] = values
    return rows
