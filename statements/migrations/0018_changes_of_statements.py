"""A table of changed statements, and the triggers that write it, whoever changes what in what way."""

import django.contrib.postgres.fields
import django.db.models.functions.datetime
from django.db import migrations, models

# What of a row the index holds, or what decides whether it is published.
STATEMENT = (
    "article_id, stance, kind, speaker_id, party_id, group_id, chamber_id, session_id, dated_on,"
    " is_sample, review_status, retracted_at, same_as_id, search_text"
)
OF = "SELECT array_agg(DISTINCT s.id) FROM statements_statement s JOIN changed c ON"
BY_STATEMENT = "SELECT array_agg(DISTINCT statement_id) FROM changed"
# table → (columns, what a change of them touches). Rows that statements only point to are not
# made or deleted with statements pointing to them.
POINTED_TO = {
    "statements_article": ("source_id, withdrawn_at", f"{OF} c.id = s.article_id"),
    "statements_session": ("type, public_id", f"{OF} c.id = s.session_id"),
    "statements_source": (
        "host, name",
        "SELECT array_agg(s.id) FROM statements_statement s JOIN statements_article a"
        " ON a.id = s.article_id JOIN changed c ON c.id = a.source_id",
    ),
    "people_speaker": ("public_id", f"{OF} c.id = s.speaker_id"),
    "people_party": ("code", f"{OF} c.id = s.party_id"),
    "people_group": ("code", f"{OF} c.id = s.group_id"),
    "people_chamber": ("code", f"{OF} c.id = s.chamber_id"),
    "people_ministry": (
        "code",
        "SELECT array_agg(DISTINCT i.statement_id) FROM statements_namedinstitution i"
        " JOIN changed c ON c.id = i.ministry_id",
    ),
    "statements_topic": (
        "code",
        "SELECT array_agg(DISTINCT t.statement_id) FROM statements_statementtopic t"
        " JOIN changed c ON c.id = t.topic_id",
    ),
}
OWNED = {
    "statements_namedinstitution": "statement_id, ministry_id, relation",
    "statements_statementtopic": "statement_id, topic_id",
}
ROWS = {"INSERT": "NEW TABLE AS new_rows", "DELETE": "OLD TABLE AS old_rows"}
ROWS["UPDATE"] = f"{ROWS['INSERT']} {ROWS['DELETE']}"

NOTE = """
CREATE FUNCTION statements_have_changed(keys bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO statements_statementchange (transaction, statements)
    SELECT pg_current_xact_id()::text::bigint, keys WHERE cardinality(keys) > 0
$$
"""


def changed(columns, *, both=False):
    """The rows of an update that differ in these columns, as they became or both ways."""
    new = ", ".join(f"n.{name.strip()}" for name in columns.split(","))
    old = ", ".join(f"o.{name.strip()}" for name in columns.split(","))
    differ = f"FROM new_rows n JOIN old_rows o USING (id) WHERE ROW({new}) IS DISTINCT FROM ROW({old})"
    rows = f"SELECT n.* {differ}"
    return f"{rows} UNION ALL SELECT o.* {differ}" if both else rows


def trigger(table, event, rows, touched):
    name = f"{table}_{event.lower()}_noted"
    return [
        f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM statements_have_changed((WITH changed AS ({rows}) {touched}));
            RETURN NULL;
        END $$
        """,
        f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {ROWS[event]}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    ], [f"DROP TRIGGER {name} ON {table}", f"DROP FUNCTION {name}()"]


def triggers():
    own = "SELECT array_agg(id) FROM changed"
    yield trigger("statements_statement", "INSERT", "SELECT id FROM new_rows", own)
    yield trigger("statements_statement", "DELETE", "SELECT id FROM old_rows", own)
    yield trigger("statements_statement", "UPDATE", changed(STATEMENT), own)
    for table, columns in OWNED.items():
        yield trigger(table, "INSERT", "SELECT * FROM new_rows", BY_STATEMENT)
        yield trigger(table, "DELETE", "SELECT * FROM old_rows", BY_STATEMENT)
        yield trigger(table, "UPDATE", changed(columns, both=True), BY_STATEMENT)
    for table, (columns, touched) in POINTED_TO.items():
        yield trigger(table, "UPDATE", changed(columns), touched)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_merged_ministries"),
        ("statements", "0017_articles_kept_apart"),
    ]

    operations = [
        migrations.CreateModel(
            name="StatementChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("transaction", models.BigIntegerField(db_index=True, verbose_name="transaction")),
                (
                    "statements",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None, verbose_name="statements"
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="made"
                    ),
                ),
            ],
            options={
                "verbose_name": "change of statements",
                "verbose_name_plural": "changes of statements",
                "default_permissions": (),
            },
        ),
        migrations.RunSQL(NOTE, "DROP FUNCTION statements_have_changed(bigint[])"),
        *(migrations.RunSQL(there, back) for there, back in triggers()),
    ]
