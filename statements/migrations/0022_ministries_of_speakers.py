"""Changes of the office that a statement's speaker held, and of its ministry, are noted too."""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

before = import_module("statements.migrations.0018_changes_of_statements")

STATEMENT = f"{before.STATEMENT}, appointment_id"
OF_OFFICES = f"{before.OF} c.id = s.appointment_id"
ADDRESSED = before.POINTED_TO["people_ministry"]
OF_A_MINISTRY = (
    "SELECT array_agg(DISTINCT told.id) FROM"
    " (SELECT i.statement_id AS id FROM statements_namedinstitution i"
    " JOIN changed c ON c.id = i.ministry_id"
    " UNION SELECT s.id FROM statements_statement s JOIN people_appointment a"
    " ON a.id = s.appointment_id JOIN changed c ON c.id = a.ministry_id) told"
)
OWN = "SELECT array_agg(id) FROM changed"


def body(table, columns, touched):
    """The trigger's function as it is from now on; the trigger itself stays."""
    (function, _), _ = before.trigger(table, "UPDATE", before.changed(columns), touched)
    return function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("statements", "0021_newest_articles")]
    operations: ClassVar = [
        migrations.RunSQL(
            body("statements_statement", STATEMENT, OWN),
            body("statements_statement", before.STATEMENT, OWN),
        ),
        migrations.RunSQL(
            body("people_ministry", "code", OF_A_MINISTRY), body("people_ministry", *ADDRESSED)
        ),
        migrations.RunSQL(
            *before.trigger(
                "people_appointment", "UPDATE", before.changed("ministry_id"), OF_OFFICES
            )
        ),
    ]
