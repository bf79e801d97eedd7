"""What it costs to look for copies of a new article among a million (QAWL_BENCH_ROWS for fewer)."""

import os
import random
import statistics
import time

from django.db import connection, transaction

from people.writing import Writing
from statements.models import Fingerprint
from statements.services.copies import Copy
from tests.factories import make_article, make_source

ROWS = int(os.environ.get("QAWL_BENCH_ROWS", "1000000"))
PROBES = 300
WORDS = 450

# One article in ten is a copy that kept 16 of its 20 keys, and one key in fifty is a formula that
# hundreds of texts share. Each has as many runs as a real text; the texts themselves are short, for
# nothing here reads them.
FILL = """
SET LOCAL session_replication_role = replica;
INSERT INTO statements_article (id, public_id, identity, url, title, author, published_at,
    published_precision, language, state, attempts, error, engine_version, is_sample, created_at,
    current_id, ruled_fields, machine_values, times_missing)
SELECT i, 'b' || i, 'bench-' || i, '', 'x', '', timestamptz '2025-01-01' + i * interval '30 s',
    'minute', 'ar', 'read', 1, '', '', false, now(), i, '{}', '{}', 0
FROM generate_series(1, %(rows)s) i;
INSERT INTO statements_snapshot (id, article_id, compressed, sha256, byte_count, content_type,
    headers, taken_from, taken_at)
SELECT i, i, 'x', i::text, 1, '', '{}', '', now() FROM generate_series(1, %(rows)s) i;
INSERT INTO statements_revision (id, article_id, snapshot_id, number, title, author,
    published_precision, language, text, text_sha256, cleaned_at)
SELECT i, i, i, 1, 'x', '', '', 'ar', 'x', i::text, now() FROM generate_series(1, %(rows)s) i;
INSERT INTO statements_fingerprint (article_id, revision_id, bands, runs)
SELECT i, i, ARRAY(SELECT CASE
    WHEN (i + j) %% 50 = 0 THEN hashint8extended((i * 31 + j) %% 5000, 7)
    ELSE hashint8extended((i - (i %% 10 = 1 AND j < 16)::int) * 32 + j, 42) END
    FROM generate_series(0, 19) j),
    decode(repeat(md5(i::text), %(words)s / 4), 'hex')
FROM generate_series(1, %(rows)s) i;
"""


def measure(out):
    _fill()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_size_pretty(pg_relation_size('fingerprint_bands')),"
            " pg_size_pretty(pg_total_relation_size('statements_fingerprint'))"
        )
        index, table = cursor.fetchone()
    out.write(f"{ROWS:,} articles in the index; index {index}, table with indexes {table}\n")
    chance = random.Random(1)
    vocabulary = [f"كلمة{number}" for number in range(20000)]
    new = [" ".join(chance.choices(vocabulary, k=WORDS)) for _ in range(PROBES)]
    outlets = [make_source() for _ in range(5)]
    _timed("warming up", new[:50], outlets)
    out.write(_timed("a text that is new", new[50:], outlets))
    copies = [f"{text} نقلا عن وكالة المنارة" for text in new[50:]]
    out.write(_timed("a copy of one article", copies, outlets[1:]))
    again = [f"عن المنارة {text}" for text in copies]
    out.write(_timed("a third copy", again, outlets[2:]))


def _fill():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP INDEX fingerprint_bands")
        cursor.execute(FILL % {"rows": ROWS, "words": WORDS})
        for table in ("article", "snapshot", "revision"):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('statements_{table}', 'id'), {ROWS + 1})"
            )
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '1GB'")
        cursor.execute(
            "CREATE INDEX fingerprint_bands ON statements_fingerprint USING gin (bands)"
            " WITH (fastupdate = off)"
        )
        cursor.execute("VACUUM ANALYZE statements_article, statements_revision")
        cursor.execute("VACUUM ANALYZE statements_fingerprint")


def _timed(name, texts, outlets):
    """Finding and keeping, without the article's own storing; by the clock and on our processor."""
    took, busy = [], []
    for number, text in enumerate(texts):
        source = outlets[number % len(outlets)]
        article = make_article(text, published="2025-06-01T10:00", source=source)
        with transaction.atomic():
            begun, busy_then = time.perf_counter(), time.process_time()
            writing = Writing()
            copy = Copy.looked_for(article, writing)
            writing.store()
            copy.link()
            took.append((time.perf_counter() - begun) * 1000)
            busy.append((time.process_time() - busy_then) * 1000)
    tied = Fingerprint.objects.filter(pk__gt=ROWS, copy_of__isnull=False).count()
    tenths = statistics.quantiles(took, n=10)
    return (
        f"{name}: median {statistics.median(took):.1f} ms (fastest tenth under {tenths[0]:.1f}),"
        f" of that {statistics.median(busy):.1f} in Python; {tied} tied so far\n"
    )
