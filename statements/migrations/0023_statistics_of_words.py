"""PostgreSQL counts ten times as many words before it plans a search.

A search asks for all forms of a word, most of which nobody has used. Of each that it has not met
among the commonest, PostgreSQL expects half as many rows as of the rarest of those: with a thousand
of them counted so many that it reads the whole table, with ten thousand it uses the search index.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("statements", "0022_ministries_of_speakers")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE statements_statement ALTER COLUMN search_vector SET STATISTICS 1000",
            "ALTER TABLE statements_statement ALTER COLUMN search_vector SET STATISTICS -1",
        ),
        migrations.RunSQL("ANALYZE statements_statement (search_vector)", migrations.RunSQL.noop),
    ]
