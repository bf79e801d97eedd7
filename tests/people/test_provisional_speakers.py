"""A new name that several workers meet at the same moment becomes one row."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction

from people.models import Speaker
from people.resolution import PrintedSpeaker, create_provisional_speaker

NAME = PrintedSpeaker(name="حورية البلعيدي", type="person")
DAY = date(2025, 4, 22)


@pytest.mark.django_db(transaction=True)
def test_it_makes_one_row_for_two_workers():
    def work(_):
        try:
            with transaction.atomic():
                return create_provisional_speaker(NAME, on=DAY).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=4) as pool:
        made = set(pool.map(work, range(8)))
    assert made == set(Speaker.objects.values_list("pk", flat=True))
    assert len(made) == 1
