"""Whole pages through a real server: ours, and the page as Django's ORM and templates give it."""

import random
import time
from itertools import product

from tests.bench._served import served

DIFFERENT, PLAIN = 500, 8


def filters():
    """Addresses with 500 different filters, one and two at a time, in an order of no meaning."""
    one = [f"stance={value}" for value in ("assert", "ask", "criticise", "warn", "announce")]
    two = [f"ministry=INV{number}" for number in range(25)]
    three = ["chamber=representatives", "kind=direct", "q=الحكومة", "date_after=2024-01-01"]
    found = ["&".join(each) for each in product(one, two, three)]
    random.Random(5).shuffle(found)
    return found[:DIFFERENT]


def whole_pages_a_second(asked):
    """Each address once, one after the other, no page kept."""
    with served() as server:
        server.take("/statements/")
        return _each(server, asked)


def plain_pages_a_second(asked):
    """A few of the same, which is enough for what they take."""
    with served(settings="tests.bench._plain_settings") as server:
        server.take("/statements/")
        return _each(server, asked[:PLAIN])


def _each(server, asked):
    begun = time.perf_counter()
    for query in asked:
        server.get(f"/statements/?{query}")
    return len(asked) / (time.perf_counter() - begun)
