"""From raw pages in the queue to stored statements: real worker, queue and database.

ROWS=2000 in the environment for the full measurement; 160 pages unless it says otherwise. What a
page costs beyond cleaning and extraction stands beside a yardstick of the same run: the same rows
stored by hand-written SQL, and one empty task. As a page's task stores no result, the yardstick is
taken a second time with an empty task that stores none either: the stricter one. By the clock and
by what processors did for it, of all processes together, which a busy machine slows less.
"""

import gzip
import hashlib
import os
import random
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from config.celery import app
from people.loading import load_reference
from people.models import Appointment, Group, Ministry, Speaker
from people.reference import load_country
from statements.extraction import extract_statements
from statements.extraction.model import ArticleText
from statements.ingestion.clean import clean
from statements.models import (
    Article,
    Fingerprint,
    NamedInstitution,
    Revision,
    Snapshot,
    Statement,
    StatementTopic,
)
from statements.services.topics import load_topics
from statements.tasks import read_article
from tests.bench._news import Person, pages
from tests.bench._nothing import nothing, nothing_unkept
from tests.bench._words import names
from tests.plugins import services
from tests.plugins.worker import CeleryWorker, _empty_the_queue

ROWS = int(os.environ.get("ROWS", "160"))
ROUNDS = 2  # one process and two, in turn
WARM_UP = 10
SAMPLE = min(ROWS // 2, 200)  # pages that are cleaned, read and stored by hand beside
PATIENCE = 3600


@dataclass
class Cost:
    """What something took: by the clock, and on processors, in seconds."""

    clock: float = 0.0
    processors: float = 0.0

    def __add__(self, other):
        return Cost(self.clock + other.clock, self.processors + other.processors)

    def each(self, many):
        return Cost(self.clock / many * 1000, self.processors / many * 1000)

    def __str__(self):
        return f"{self.clock:.1f} ms, on processors {self.processors:.1f}"


def measure(out):
    load_reference(load_country("ma"))
    load_topics()
    people, ministers = _people(), _ministers()
    part = ROWS // (2 * ROUNDS)
    runs = {1: Cost(), 2: Cost()}
    read, weight = [], 0
    for turn in range(ROUNDS):
        for processes in (1, 2):
            seed = 10 * turn + processes
            waiting, size = _waiting(part, people, ministers, seed)
            weight += size
            warm, _ = _waiting(WARM_UP, people, ministers, 100 + seed)
            with _worker(processes) as worker:
                _read(worker, warm)
                _analyse()
                runs[processes] += _read(worker, waiting)
            read += waiting
    for processes, cost in runs.items():
        out.write(
            f"{processes} worker process{'es' if processes > 1 else ''}:"
            f" {part * ROUNDS / cost.clock:.1f} pages/s\n"
        )
    out.write(f"two processes / one: {runs[1].clock / runs[2].clock:.2f} (wanted: 1.6)\n\n")
    _split(out, runs[1].each(part * ROUNDS), read, weight / len(read))


def _split(out, page, read, weight):
    sample = random.Random(3).sample(read, SAMPLE)
    raw = [(one.pk, one.raw, one.content_type) for one in _snapshots(sample)]
    cleaning, extraction = _cleaned_and_extracted(raw)
    stored = _by_hand(sample)
    empty, unkept = _empty_tasks(nothing, _results), _empty_tasks(nothing_unkept, _left)
    statements = Statement.objects.filter(article__in=read).count() / len(read)
    out.write(f"{len(read)} pages of {weight / 1024:.0f} KB, {statements:.1f} statements each\n")
    for name, cost in (
        ("one page, one process", page),
        ("cleaning", cleaning),
        ("extraction", extraction),
        ("the same rows by hand-written SQL", stored),
        ("an empty task", empty),
        ("an empty task that stores no result", unkept),
    ):
        out.write(f"{name}: {cost}\n")
    rest = Cost(
        page.clock - cleaning.clock - extraction.clock,
        page.processors - cleaning.processors - extraction.processors,
    )
    out.write(f"rest: {rest}\n")
    for name, yardstick in (("yardstick", stored + empty), ("stricter one", stored + unkept)):
        out.write(
            f"rest / {name}: {rest.clock / yardstick.clock:.2f} by the clock,"
            f" {rest.processors / yardstick.processors:.2f} on processors (wanted: 2.0)\n"
        )


def _analyse():
    """What autovacuum does in a database that is in use: plans rest on what is in the tables."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _people():
    """Two thousand members with a seat, as the press names them."""
    chance = random.Random(1)
    groups = list(Group.objects.select_related("chamber"))
    made, seats, people = [], [], []
    for arabic, latin in names(chance, 2000):
        group = chance.choice(groups)
        made.append(Speaker(name_ar=arabic, name_latin=latin))
        seats.append(
            Appointment(speaker=made[-1], office="member", chamber=group.chamber, group=group)
        )
        chamber = "النواب" if group.chamber.code == "representatives" else "المستشارين"
        people.append(Person(arabic, chamber, group.name_ar))
    Speaker.objects.bulk_create(made)
    Appointment.objects.bulk_create(seats)
    return people


def _ministers():
    names_of = Ministry.objects.filter(name_ar__startswith="وزارة").values_list(
        "name_ar", flat=True
    )
    return [name.replace("وزارة", "وزير", 1) for name in names_of]


def _waiting(many, people, ministers, seed):
    """Articles whose pages are kept and were not read yet, and what the pages weigh."""
    articles, kept = [], []
    for url, raw in pages(many, people, ministers, seed):
        articles.append(Article(identity=f"url:{url}", url=url, queued_at=timezone.now()))
        kept.append(
            Snapshot(
                article=articles[-1],
                compressed=gzip.compress(raw, mtime=0),
                sha256=hashlib.sha256(raw).hexdigest(),
                byte_count=len(raw),
                content_type="text/html; charset=utf-8",
            )
        )
    Article.objects.bulk_create(articles)
    Snapshot.objects.bulk_create(kept, batch_size=100)
    return [one.pk for one in articles], sum(one.byte_count for one in kept)


@contextmanager
def _worker(processes):
    _empty_the_queue()
    given = connection.settings_dict
    host = quote(settings.DATABASES["default"]["HOST"], "")
    url = f"postgresql://{given['USER']}@{host}/{given['NAME']}"
    with tempfile.TemporaryDirectory() as folder:
        worker = CeleryWorker(Path(folder), url, processes, ("tests.bench._nothing",))
        worker.start()
        try:
            yield worker
        finally:
            worker.kill()
            _empty_the_queue()


def _read(worker, pks):
    """Queue these and wait until all are read."""
    waiting = Article.objects.filter(pk__in=pks, state=Article.State.WAITING)
    with _cost(worker) as cost:
        for pk in pks:
            read_article.delay(pk)
        worker.wait_until(lambda: not waiting.exists(), PATIENCE)
    unread = Article.objects.filter(pk__in=pks).exclude(state=Article.State.READ)
    assert not unread, unread.values_list("error", flat=True)[0]
    return cost


@contextmanager
def _cost(worker):
    """The clock, and the processor time of worker, database and queue meanwhile, without ours."""
    roots = [psutil.Process(child.process.pid) for child in services._children]
    roots.append(psutil.Process(worker.process.pid))
    cost = Cost(-time.perf_counter(), -_busy(roots))
    yield cost
    cost.clock += time.perf_counter()
    cost.processors += _busy(roots)


def _busy(roots):
    busy = 0.0
    for process in [one for root in roots for one in (root, *root.children(recursive=True))]:
        with suppress(psutil.NoSuchProcess):
            busy += sum(process.cpu_times()[:4])
    return busy


def _snapshots(articles):
    return Snapshot.objects.filter(article__in=articles).order_by("pk")


def _cleaned_and_extracted(raw):
    cleaning, extraction = Cost(), Cost()
    for warm in (True, False):
        cleaning, extraction = Cost(), Cost()
        for _, page, content_type in raw[: 5 if warm else None]:
            with _own(cleaning):
                found = clean(page, content_type=content_type)
            article = ArticleText(
                text=found.text, title=found.title, published_at=found.published_at, lang=found.lang
            )
            with _own(extraction):
                extract_statements(article)
    return cleaning.each(len(raw)), extraction.each(len(raw))


@contextmanager
def _own(cost):
    cost.clock -= time.perf_counter()
    cost.processors -= time.process_time()
    yield
    cost.clock += time.perf_counter()
    cost.processors += time.process_time()


# Everything that reading an article stores, in the order in which it may be stored.
TABLES = (
    (Revision, "article_id"),
    (Statement, "article_id"),
    (NamedInstitution, "statement__article_id"),
    (StatementTopic, "statement__article_id"),
    (Fingerprint, "article_id"),
)


def _by_hand(sample):
    """Take the rows of these articles out, and store them again by SQL written for them."""
    took = Cost()
    for pk in sample:
        statement, values = _written(pk)
        _take_out(pk)
        with _cost_of_statement(took), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    return took.each(len(sample))


def _written(pk):
    """INSERTs with all their values, and the article's own UPDATE."""
    statements, values = [], []
    for model, column in TABLES:
        fields = [field for field in model._meta.concrete_fields if not field.generated]
        rows = list(model.objects.filter(**{column: pk}))
        if not rows:
            continue
        columns = ", ".join(f'"{field.column}"' for field in fields)
        places = ", ".join(["%s"] * len(fields))
        given = ", ".join([f"({places})"] * len(rows))
        statements.append(f"INSERT INTO {model._meta.db_table} ({columns}) VALUES {given}")
        values += [
            field.get_db_prep_save(getattr(row, field.attname), connection)
            for row in rows
            for field in fields
        ]
    article = Article.objects.get(pk=pk)
    statements.append(
        "UPDATE statements_article SET current_id = %s, title = %s, published_at = %s,"
        " published_precision = %s, state = 'read', read_at = now() WHERE id = %s"
    )
    values += [article.current_id, article.title, article.published_at]
    values += [article.published_precision, pk]
    return "; ".join(statements), values


def _take_out(pk):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Article.objects.filter(pk=pk).update(current=None, state="waiting", read_at=None)
        Statement.objects.filter(same_as__article=pk).update(same_as=None)
        for model, column in reversed(TABLES):
            model.objects.filter(**{column: pk})._raw_delete("default")


@contextmanager
def _cost_of_statement(cost):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = psutil.Process(cursor.fetchone()[0])
    then = sum(backend.cpu_times()[:2])
    with _own(cost):
        yield
    cost.processors += sum(backend.cpu_times()[:2]) - then


def _empty_tasks(task, done):
    """What one of them costs; ``done`` gives how many were done of those that were queued."""
    many = max(100, ROWS)
    with _worker(1) as worker:
        for before, count in ((0, WARM_UP), (WARM_UP, many)):
            queued = before + count
            with _cost(worker) as cost:
                for _ in range(count):
                    task.delay()
                worker.wait_until(lambda queued=queued: done(queued) >= queued, PATIENCE)
    return cost.each(many)


def _results(_):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM django_celery_results_taskresult"
            " WHERE task_name = 'bench.nothing' AND status = 'SUCCESS'"
        )
        return cursor.fetchone()[0]


def _left(queued):
    """What is neither in the queue nor in a worker's hands."""
    with app.pool.acquire() as broker:
        client = broker.default_channel.client
        return queued - client.llen("celery") - client.hlen("unacked")
