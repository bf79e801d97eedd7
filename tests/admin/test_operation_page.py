"""The operator's page: what came in, what failed, what waits, who works; for staff only."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from lxml import html

from statements import operation
from statements.models import Arrival, Article, Source
from tests.factories import make_article, make_source

pytestmark = pytest.mark.django_db
PAGE = "/admin/operation/"


@pytest.fixture(autouse=True)
def known_workers(db):
    cache.set("qawl:workers", ("celery@one", "celery@two"), 60)
    yield
    cache.delete("qawl:workers")


def world(outlets=3):
    now = timezone.now()
    for number in range(outlets):
        source = make_source(
            f"جريدة {number}", feeds=["https://a.example/feed"], last_result="failed",
            last_error="<script>alert(1)</script> answered 500",
        )  # fmt: skip
        for days in range(number + 1):
            article = make_article(source=source)
            Article.objects.filter(pk=article.pk).update(created_at=now - timedelta(days=days))
        Arrival.objects.create(
            url=f"https://a.example/{number}", source=source, state="failed", failure="robots",
            due_at=now, done_at=now,
        )  # fmt: skip


def shown(client):
    response = client.get(PAGE)
    assert response.status_code == 200
    return response, " ".join(
        html.document_fromstring(response.content.decode()).text_content().split()
    )


def test_it_shows_what_came_in_by_outlet_and_day():
    world()
    found = operation.incoming(timezone.now(), days=3)
    assert found.rows == (
        ("جريدة 2", (1, 1, 1), 3), ("جريدة 1", (0, 1, 1), 2), ("جريدة 0", (0, 0, 1), 1)
    )  # fmt: skip
    assert found.days[-1] == timezone.localdate()


def test_it_shows_failures_the_queue_and_the_workers(reader_client):
    world()
    parked = make_article()
    Article.objects.filter(pk=parked.pk).update(state="parked")
    response, text = shown(reader_client)
    assert "celery@one" in text
    assert "state__exact=parked" in response.content.decode()
    assert "failure__exact=robots" in response.content.decode()
    assert "<script>alert" not in response.content.decode()
    assert response.context["left"] == {"parked": 1, "reports": 0}
    assert [row["count"] for row in response.context["failures"]] == [3]
    assert len(response.context["troubled"]) == 3


def test_it_asks_as_little_for_many_outlets_as_for_few(
    reader_client, django_assert_max_num_queries
):
    world(8)
    with django_assert_max_num_queries(10):
        shown(reader_client)


def test_it_says_that_nobody_works(reader_client):
    cache.set("qawl:workers", (), 60)
    response, _ = shown(reader_client)
    assert "errornote" in response.content.decode()


def test_it_tells_how_long_the_oldest_has_waited():
    now = timezone.now()
    article = make_article()
    Article.objects.filter(pk=article.pk).update(state="waiting", queued_at=now)
    Arrival.objects.create(url="https://a.example/1", due_at=now - timedelta(hours=3))
    Arrival.objects.create(url="https://a.example/2", due_at=now + timedelta(hours=3))
    waiting = operation.waiting()
    assert (waiting.articles, waiting.arrivals) == (1, 1)
    assert waiting.age(now) == timedelta(hours=3)


def test_it_is_for_staff_only_and_linked_from_the_first_page(client, editor_client):
    assert "login" in client.get(PAGE)["Location"]
    page = editor_client.get("/admin/").content.decode()
    assert PAGE in page
    assert "/admin/statements/delivery/add/" in page
    assert not Source.objects.exists()
