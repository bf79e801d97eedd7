"""Articles read by a real worker, also by one that is killed over them."""

import io

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from django_celery_results.models import TaskResult

from statements.models import Article, Statement
from statements.services.intake import Submission, ingest, queue_reading
from statements.tasks import ATTEMPTS, LOST_AFTER, read_article, requeue_waiting
from tests.ingest.pages import page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def reference_data(transactional_db):
    call_command("load_reference", stdout=io.StringIO())


def bring(number=1):
    url = f"https://mersad.example/{number}"
    return ingest(Submission(page(url=url), "test", url=url)).article


def is_read(article):
    return Article.objects.filter(pk=article.pk, state=Article.State.READ).exists()


def test_it_reads_what_was_queued(celery_worker):
    article = bring()
    celery_worker.wait_until(lambda: is_read(article))
    assert Statement.objects.filter(article=article).count() >= 3


def sessions():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        return {pid for (pid,) in cursor.fetchall()}


def test_it_keeps_its_connection_from_article_to_article(celery_worker):
    first, second = bring(1), bring(2)
    celery_worker.wait_until(lambda: is_read(first) and is_read(second))
    kept = sessions()
    assert kept
    third = bring(3)
    celery_worker.wait_until(lambda: is_read(third))
    assert sessions() == kept


def test_it_takes_another_connection_where_its_own_was_cut(celery_worker):
    first = bring(1)
    celery_worker.wait_until(lambda: is_read(first))
    cut = sessions()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM unnest(%s) AS pid", [list(cut)])
    second = bring(2)
    celery_worker.wait_until(lambda: is_read(second))
    second.refresh_from_db()
    assert second.attempts == 1
    assert not sessions() & cut


def test_it_stores_no_result_of_what_the_article_itself_tells(celery_worker):
    article = bring()
    celery_worker.wait_until(lambda: is_read(article))
    second = bring(2)
    celery_worker.wait_until(lambda: is_read(second))  # the first task is over by now
    assert not TaskResult.objects.exists()


def test_it_shows_progress_and_a_table_of_what_was_found(celery_worker, tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes(page())
    out = io.StringIO()
    call_command("ingest", str(path), "--wait", stdout=out, stderr=io.StringIO())
    assert "نعيمة الوزكيتي" in out.getvalue()


def somebody_waits_for_a_lock():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0


@pytest.mark.parametrize("blow", ["kill", "kill_pool"])
def test_it_finds_everything_once_after_being_killed_in_the_middle(celery_worker, blow):
    articles = [bring(number) for number in range(3)]
    celery_worker.wait_until(lambda: all(map(is_read, articles)))
    columns = ("article_id", "cue_span", "content")
    expected = sorted(Statement.objects.values_list(*columns), key=str)
    assert expected
    Statement.objects.all().delete()
    Article.objects.update(state=Article.State.WAITING, attempts=0)
    with transaction.atomic(), connection.cursor() as cursor:
        # The worker gets as far as storing what it found, and waits there in its transaction.
        cursor.execute("LOCK TABLE statements_statement IN SHARE MODE")
        for article in articles:
            read_article.delay(article.pk)
        celery_worker.wait_until(somebody_waits_for_a_lock)
        getattr(celery_worker, blow)()
    if blow == "kill":
        celery_worker.start()
    celery_worker.wait_until(lambda: all(map(is_read, articles)))
    assert sorted(Statement.objects.values_list(*columns), key=str) == expected


def test_it_parks_an_article_that_never_goes_well_and_reads_it_when_asked_again(celery_worker):
    article = bring()
    celery_worker.wait_until(lambda: is_read(article))
    Article.objects.update(
        state=Article.State.WAITING, attempts=ATTEMPTS, error="ValueError: what went wrong"
    )
    read_article.delay(article.pk)
    parked = Article.objects.filter(state=Article.State.PARKED)
    celery_worker.wait_until(parked.exists)
    assert parked.get().error == "ValueError: what went wrong"
    queue_reading(article)
    celery_worker.wait_until(lambda: is_read(article))


def test_it_queues_again_what_was_lost_on_the_way(celery_worker):
    article = bring()
    celery_worker.wait_until(lambda: is_read(article))
    Article.objects.update(state=Article.State.WAITING, queued_at=timezone.now() - 2 * LOST_AFTER)
    assert requeue_waiting() == 1
    celery_worker.wait_until(lambda: is_read(article))
    assert requeue_waiting() == 0
