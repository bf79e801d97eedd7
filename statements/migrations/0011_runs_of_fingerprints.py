"""Fingerprints keep the runs of their texts: copies are compared without reading those again."""

from typing import Any, ClassVar

from django.db import migrations, models

# Waits for whoever links a text with one of the keys, then gives the originals of the texts that
# share most of them. PostgreSQL takes every key it has no statistics of for a frequent one, and
# would read the whole table; inside this function it may not. VOLATILE: what was committed while
# it waited is seen.
LIKELY = """
CREATE FUNCTION qawl_likely_copies(
    wanted bigint[], mine bigint, sample boolean, lang text, most int, compared int)
RETURNS TABLE (article_id bigint, published_at timestamptz, source_id bigint, runs bytea)
LANGUAGE plpgsql VOLATILE SET enable_seqscan = off SET enable_indexscan = off AS $$
#variable_conflict use_column
BEGIN
    PERFORM pg_advisory_xact_lock(key) FROM unnest(wanted) key;
    RETURN QUERY
    WITH sharing AS MATERIALIZED (
        SELECT COALESCE(f.copy_of_id, f.article_id) AS original,
            (SELECT count(*) FROM unnest(f.bands) band WHERE band = ANY (wanted)) AS shared
        FROM statements_fingerprint f
        WHERE f.bands && wanted AND f.article_id <> mine LIMIT most
    ), likeliest AS MATERIALIZED (
        SELECT original, max(shared) AS shared FROM sharing WHERE original <> mine
        GROUP BY original ORDER BY 2 DESC, 1 LIMIT 4 * compared
    )
    SELECT f.article_id, a.published_at, a.source_id, f.runs
    FROM likeliest
    JOIN statements_fingerprint f ON f.article_id = original
    JOIN statements_article a ON a.id = original
    WHERE a.is_sample = sample AND a.language = lang AND a.current_id IS NOT NULL
    ORDER BY shared DESC, original LIMIT compared;
END $$
"""
# The runs lie beside the table, so that looking through many fingerprints reads few pages.
BESIDE = """
ALTER TABLE statements_fingerprint SET (toast_tuple_target = 256);
ALTER TABLE statements_fingerprint ALTER COLUMN runs SET STORAGE EXTERNAL
"""
SHARING = """
CREATE FUNCTION qawl_fingerprints_sharing(wanted bigint[], most int)
RETURNS TABLE (article_id bigint, copy_of_id bigint, bands bigint[])
LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off AS $$
    SELECT f.article_id, f.copy_of_id, f.bands
    FROM statements_fingerprint f WHERE f.bands && wanted LIMIT most
$$
"""


def fill(apps: Any, schema_editor: Any) -> None:
    from statements.likeness.texts import packed, runs

    fingerprints = apps.get_model("statements", "Fingerprint").objects
    batch = []
    for one in fingerprints.select_related("revision").iterator(500):
        one.runs = packed(runs(one.revision.text))
        batch.append(one)
        if len(batch) == 500:
            fingerprints.bulk_update(batch, ["runs"])
            batch.clear()
    fingerprints.bulk_update(batch, ["runs"])


class Migration(migrations.Migration):
    dependencies: ClassVar = [("statements", "0010_history")]
    operations: ClassVar = [
        migrations.AddField(
            "fingerprint",
            "runs",
            models.BinaryField(default=b"", editable=False, verbose_name="runs of words"),
            preserve_default=False,
        ),
        migrations.RunSQL(BESIDE, migrations.RunSQL.noop),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunSQL(LIKELY, "DROP FUNCTION qawl_likely_copies"),
        migrations.RunSQL("DROP FUNCTION qawl_fingerprints_sharing(bigint[], int)", SHARING),
    ]
