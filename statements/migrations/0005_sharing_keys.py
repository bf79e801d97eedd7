"""Looking up fingerprints by their keys, always through the index."""

from typing import ClassVar

from django.db import migrations

# PostgreSQL takes every key it has no statistics of for a frequent one, and would read the whole
# table; inside this function it may not.
SHARING = """
CREATE FUNCTION qawl_fingerprints_sharing(wanted bigint[], most int)
RETURNS TABLE (article_id bigint, copy_of_id bigint, bands bigint[])
LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off AS $$
    SELECT f.article_id, f.copy_of_id, f.bands
    FROM statements_fingerprint f WHERE f.bands && wanted LIMIT most
$$;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("statements", "0004_copies_and_tellings")]
    operations: ClassVar = [
        migrations.RunSQL(
            SHARING, "DROP FUNCTION qawl_fingerprints_sharing(bigint[], int)"
        )
    ]
