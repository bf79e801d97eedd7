"""Keys under which speakers are found by name; the rows that are there get theirs."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

from people.name_fields import NameKeysField


def fill_keys(apps, schema_editor):
    for name in ("Speaker", "Alias"):
        for row in apps.get_model("people", name).objects.iterator():
            row.save(update_fields=["name_keys"])


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AddField("alias", "name_keys", NameKeysField(sources=("text",))),
        migrations.AddField(
            "speaker", "name_keys", NameKeysField(sources=("name_ar", "name_latin"))
        ),
        migrations.RunPython(fill_keys, migrations.RunPython.noop),
        migrations.AddIndex(
            "alias", GinIndex(fields=["name_keys"], name="alias_name_keys", fastupdate=False)
        ),
        migrations.AddIndex(
            "speaker", GinIndex(fields=["name_keys"], name="speaker_name_keys", fastupdate=False)
        ),
    ]
