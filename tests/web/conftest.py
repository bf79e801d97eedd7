import csv
import io
import re

import pytest
from django.utils.translation import override

from tests.web.world import a_small_world, names_of


@pytest.fixture(autouse=True)
def arabic():
    """Each test begins in the default language, whatever the one before has asked for."""
    with override("ar"):
        yield


@pytest.fixture
def world(db):
    return a_small_world()


@pytest.fixture
def listed(client, world):
    """The names of the statements on the list for a query string."""

    def ask(query):
        answer = client.get(f"/statements/?{query}", follow=True)
        assert answer.status_code == 200, answer.content.decode()
        return names_of(world, re.findall(r'id="s-(\w+)"', answer.content.decode()))

    return ask


@pytest.fixture
def downloaded(client, world):
    """The names of the statements in the CSV for a query string."""

    def ask(query):
        answer = client.get(f"/statements.csv?{query}")
        assert answer.status_code == 200, answer.content.decode()
        return names_of(world, [row["id"] for row in rows_of(answer)])

    return ask


def rows_of(answer):
    """The rows of a downloaded CSV."""
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))
