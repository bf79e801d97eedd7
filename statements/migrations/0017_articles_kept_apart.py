"""Writes the text that statements are searched by once more, now with signs for the articles."""

from django.db import migrations
from django.db.models import prefetch_related_objects

from statements.search.stored import document_of


def write(apps, schema_editor):
    rows = apps.get_model("statements", "Statement").objects.order_by("pk")
    rows = rows.defer("search_vector", "machine_values", "confidence", "rules")
    batch = []
    for row in rows.select_related("speaker", "article").iterator(2000):
        batch.append(row)
        if len(batch) == 2000:
            _write(batch)
            batch = []
    _write(batch)


def _write(batch):
    if batch:
        prefetch_related_objects(batch, "institutions__ministry")
        for row in batch:
            row.search_text = document_of(row)
        type(batch[0]).objects.bulk_update(batch, ["search_text"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("statements", "0016_raw_pages_outside")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop, elidable=True)]
