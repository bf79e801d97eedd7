"""Workers, broker and database connections are killed again and again while articles come in.

BLOWS_ARTICLES sets how many articles (40); the more, the more blows fall among them.
"""

import io
import itertools
import os
import signal
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from config.services.places import DataFolder
from config.services.valkey import Valkey
from statements import tasks
from statements.models import Arrival, Article, Revision, Snapshot, Statement
from statements.services.arriving import queue_due
from statements.services.delivering import Given, deliver
from tests.factories import make_user
from tests.ingest.pages import BODY, page
from tests.plugins import services
from tests.plugins.starting import start

ARTICLES = int(os.environ.get("BLOWS_ARTICLES", "40"))
SECONDS = 180 + 2 * ARTICLES  # until it counts as stuck; a third of it is usual

pytestmark = pytest.mark.django_db(transaction=True)


def kill_the_broker(worker):
    """SIGKILL Valkey and start it again on what it had written down."""
    child = next(one for one in services._children if one.program.name == "Valkey")
    os.kill(child.process.pid, signal.SIGKILL)
    child.process.wait()
    services._children.remove(child)
    data = DataFolder(services.FOLDER)
    valkey = Valkey(services.FOLDER / "redis", data.redis_socket)
    services._children.append(start(child.program, valkey.answers, services.FOLDER))


def kill_the_connections(worker):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def kill_the_worker(worker):
    worker.kill()
    worker.start()


def kill_the_pool(worker):
    worker.kill_pool()


BLOWS = [kill_the_connections, kill_the_pool, kill_the_broker, kill_the_connections,
         kill_the_worker]  # fmt: skip


def left():
    waiting = Article.objects.filter(state=Article.State.WAITING).count()
    return Arrival.objects.waiting().count() + waiting


def hand_out_what_was_lost():
    """What beat does every minute, without waiting for that minute."""
    long_ago = timezone.now() - timedelta(seconds=8)
    Arrival.objects.waiting().filter(queued_at__lt=long_ago).update(queued_at=None)
    Arrival.objects.waiting().filter(queued_at=None).update(due_at=timezone.now())
    queue_due(timezone.now())
    lost = Article.objects.filter(state=Article.State.WAITING, queued_at__lt=long_ago)
    lost.update(queued_at=timezone.now() - 2 * tasks.LOST_AFTER)
    tasks.requeue_waiting()


def test_it_finds_each_article_and_each_statement_once(celery_worker):
    call_command("load_reference", stdout=io.StringIO())
    given = [
        Given(f"{number}.html", page(*BODY, url=f"https://mersad.example/{number}"))
        for number in range(ARTICLES)
    ]
    deliver(make_user(), given=given)
    deadline = time.monotonic() + SECONDS
    blows: Counter[str] = Counter()
    upcoming = itertools.cycle(BLOWS)
    while left():
        assert time.monotonic() < deadline, (left(), blows, celery_worker.log[-3000:])
        before = left()
        reached = time.monotonic() + 2
        while left() > max(0, before - 3) and time.monotonic() < reached:
            time.sleep(0.02)
        if sum(blows.values()) < max(5, ARTICLES // 5):
            blow = next(upcoming)
            blow(celery_worker)
            blows[blow.__name__] += 1
        hand_out_what_was_lost()

    print(dict(blows))
    assert set(blows) == {blow.__name__ for blow in BLOWS}
    outcomes = Counter(Arrival.objects.values_list("state", flat=True))
    assert outcomes == {"new": ARTICLES}, Arrival.objects.exclude(state="new").values("error")
    assert Article.objects.count() == Snapshot.objects.count() == ARTICLES
    assert Revision.objects.count() == ARTICLES
    assert set(Article.objects.values_list("state", flat=True)) == {"read"}
    each = Counter(Statement.objects.values_list("article", "cue_span", "content"))
    assert set(each.values()) == {1}
    per_article = Counter(Statement.objects.values_list("article", flat=True))
    assert len(per_article) == ARTICLES
    assert len(set(per_article.values())) == 1
