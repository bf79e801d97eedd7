"""Numbers for Prometheus, the health of the workers, log lines that say what they are about."""

import io
import json
import logging
from datetime import timedelta

import pytest
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families
from structlog.stdlib import ProcessorFormatter

from config import logs
from config.celery import app
from statements.models import Arrival, Article
from tests.factories import make_article, make_source, make_statement


@pytest.fixture(autouse=True)
def nobody_remembers_workers(db):
    from django.core.cache import cache

    cache.delete("qawl:workers")


def numbers(response):
    assert response.status_code == 200
    found = {}
    for family in text_string_to_metric_families(response.content.decode()):
        for sample in family.samples:
            found[sample.name, *sample.labels.values()] = sample.value
    return found


def failed(kind, number):
    return Arrival.objects.create(
        url=f"https://a.example/{number}", state="failed", failure=kind, due_at=timezone.now()
    )


def test_it_counts_what_there_is(client):
    make_statement()
    waiting = make_article()
    Article.objects.filter(pk=waiting.pk).update(
        state="waiting", queued_at=timezone.now() - timedelta(minutes=5)
    )
    make_source(feeds=["https://a.example/feed"], last_result="failed")
    for number in range(3):
        failed("robots", number)
    found = numbers(client.get("/metrics"))
    assert found["qawl_articles", "waiting"] == 1
    assert found["qawl_articles", "read"] == 1
    assert found["qawl_statements", "extracted"] == 1
    assert found["qawl_failures", "robots"] == 3
    assert found["qawl_sources", "failed"] == 1
    assert (found["qawl_queue_up",], found["qawl_workers",]) == (1, 0)
    assert 300 <= found["qawl_oldest_waiting_seconds",] < 360


@pytest.mark.parametrize(
    ("token", "headers", "status"),
    [
        ("", {}, 200),
        ("", {"REMOTE_ADDR": "203.0.113.9"}, 403),
        ("", {"REMOTE_ADDR": "::1"}, 200),
        ("", {"REMOTE_ADDR": "strange"}, 403),
        ("", {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}, 403),
        ("", {"HTTP_X_FORWARDED_PROTO": "https"}, 403),
        ("sesame", {}, 403),
        ("sesame", {"HTTP_AUTHORIZATION": "Bearer wrong"}, 403),
        ("sesame", {"HTTP_AUTHORIZATION": "Bearer سمسم"}, 403),
        ("sesame", {"HTTP_AUTHORIZATION": "Bearer sesame", "REMOTE_ADDR": "203.0.113.9"}, 200),
    ],
)
def test_only_who_may_reads_the_numbers(client, settings, token, headers, status):
    settings.METRICS_TOKEN = token
    assert client.get("/metrics", **headers).status_code == status


def test_it_asks_the_database_as_little_for_much_as_for_nothing(
    client, django_assert_max_num_queries
):
    for number in range(20):
        failed("gone", number)
        make_article()
    with django_assert_max_num_queries(8):
        client.get("/metrics")


@pytest.mark.django_db(transaction=True)
def test_it_is_healthy_while_a_worker_answers_and_nothing_waits_long(client, celery_worker):
    assert client.get("/healthz/workers").content == b"ok\n"
    article = make_article()
    hours_ago = timezone.now() - timedelta(hours=2)
    Article.objects.filter(pk=article.pk).update(state="waiting", queued_at=hours_ago)
    response = client.get("/healthz/workers")
    assert (response.status_code, b"has waited 72" in response.content) == (503, True)


def test_it_says_that_no_worker_answers(client):
    response = client.get("/healthz/workers")
    assert (response.status_code, response.content) == (503, b"no worker answers\n")


def written(style, write):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    options = logs.formatter(style)
    handler.setFormatter(
        ProcessorFormatter(
            foreign_pre_chain=options["foreign_pre_chain"], processors=options["processors"]
        )
    )
    logger = logging.getLogger("tests.logs")
    logger.addHandler(handler)
    try:
        write(logger)
    finally:
        logger.removeHandler(handler)
    return stream.getvalue()


def test_a_line_carries_the_task_and_the_article():
    task = app.tasks["statements.read_article"]
    logs.carry_the_subject(task_id="t1", task=task, args=(42,), kwargs={})
    (line,) = written("json", lambda log: log.warning("قيل %s", "شيء")).splitlines()
    found = json.loads(line)
    assert (found["article"], found["task"], found["task_id"]) == (42, task.name, "t1")
    assert (found["event"], found["level"]) == ("قيل شيء", "warning")
    logs.drop_the_subject()
    assert "article" not in json.loads(written("json", lambda log: log.warning("x")))


@pytest.mark.parametrize("style", ["json", "line"])
def test_text_from_the_web_writes_no_line_of_its_own(style):
    hostile = "title\n2026 CRITICAL forged\r\x1b[31m\u202eright"
    line = written(style, lambda log: log.warning("read: %s", hostile))
    assert len(line.splitlines()) == 1
    assert not {"\x1b", "\u202e", "\r"} & set(line)


def test_a_surprise_keeps_its_traceback():
    def fails(log):
        try:
            raise ValueError("what went wrong")
        except ValueError:
            log.exception("failed")

    assert "ValueError: what went wrong" in json.loads(written("json", fails))["exception"]
    assert "ValueError: what went wrong" in written("line", fails)
