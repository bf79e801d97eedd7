"""Workers keep the topics with the bodies of state: a change of one changes the stamp of both."""

from typing import ClassVar

from django.db import migrations

WATCH = """
CREATE TRIGGER bodies_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON statements_topic
FOR EACH STATEMENT EXECUTE FUNCTION qawl_bodies_changed();
ALTER TABLE statements_topic ENABLE ALWAYS TRIGGER bodies_changed
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("people", "0007_stamp_of_bodies"),
        ("statements", "0018_changes_of_statements"),
    ]
    operations: ClassVar = [
        migrations.RunSQL(WATCH, "DROP TRIGGER bodies_changed ON statements_topic")
    ]
