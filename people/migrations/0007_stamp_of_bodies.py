"""A stamp that changes with every change of the bodies of state, whoever makes it.

Workers keep the bodies from one article to the next for as long as the stamp is the same. It is no
number to be counted up: one that was taken back with its transaction must not come again.
"""

from typing import ClassVar

from django.db import migrations

TABLES = (
    "chamber", "committee", "group", "legislature", "loadedrecord", "ministry",
    "ministry_predecessors", "ministryname", "party",
)  # fmt: skip
STAMP = """
CREATE TABLE people_bodies_stamp (stamp uuid NOT NULL);
INSERT INTO people_bodies_stamp VALUES (gen_random_uuid());
CREATE FUNCTION qawl_bodies_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE people_bodies_stamp SET stamp = gen_random_uuid();
    RETURN NULL;
END $$
"""
WATCH = """
CREATE TRIGGER bodies_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON people_{0}
FOR EACH STATEMENT EXECUTE FUNCTION qawl_bodies_changed();
ALTER TABLE people_{0} ENABLE ALWAYS TRIGGER bodies_changed
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0006_merged_ministries")]
    operations: ClassVar = [
        migrations.RunSQL(
            STAMP, "DROP FUNCTION qawl_bodies_changed(); DROP TABLE people_bodies_stamp"
        ),
        *(
            migrations.RunSQL(
                WATCH.format(table), f"DROP TRIGGER bodies_changed ON people_{table}"
            )
            for table in TABLES
        ),
    ]
