"""`manage.py ingest --sources` and `manage.py reextract`, with a real worker on a real server."""

import io
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from statements.extraction import ENGINE_VERSION
from statements.models import Arrival, Article, Source, Statement
from statements.services.intake import Submission, ingest
from statements.services.rereading import Selection
from tests.factories import make_article, make_source, make_statement
from tests.following.conftest import serves_feed
from tests.ingest.pages import LISTING, page
from tests.ingestion.web_server import answer


def manage(*arguments):
    out = io.StringIO()
    call_command(*arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


@pytest.fixture
def reachable(web, monkeypatch):
    """The outlet's server, also for the worker's own process."""
    monkeypatch.setenv("FETCH_ALLOWED_HOSTS", " ".join(web.allowed))
    monkeypatch.setenv("FETCH_PAUSE", "0")
    return web


@pytest.mark.django_db(transaction=True)
def test_a_source_yields_its_articles_and_statements(reachable, celery_worker, outlet):
    call_command("load_reference", stdout=io.StringIO())
    web = reachable
    serves_feed(web, *(f"/{n}" for n in range(4)), "/listing")
    for number in range(4):
        body = page(url=web.url(f"/{number}"))
        web.answers[f"/{number}"] = answer(200, body, Content_Type="text/html")
    web.answers["/listing"] = answer(200, LISTING, Content_Type="text/html")
    told = manage("ingest", "--sources", "--wait")
    assert "found; 4 new, 1 no_article" in told
    assert Article.objects.filter(state="read", source=outlet).count() == 4
    assert set(Statement.objects.values_list("article__source", flat=True)) == {outlet.pk}
    assert manage("ingest", "--sources", "--wait").split("; ")[1].startswith("no new pages")
    assert (Article.objects.count(), Arrival.objects.count()) == (4, 5)

    before = sorted(Statement.objects.values_list("public_id", flat=True))
    Article.objects.update(engine_version="older")
    assert manage("reextract") == "4 articles read again, 0 could not be read.\n"
    assert sorted(Statement.objects.values_list("public_id", flat=True)) == before
    assert manage("reextract") == "0 articles to be read again.\n"
    assert manage("reextract", "--all", "--source", outlet.host).startswith("4 articles")


@pytest.mark.django_db
def test_it_waits_while_a_killed_worker_is_started_again(monkeypatch):
    from statements.services import waiting

    monkeypatch.setattr(waiting, "ASK_FOR_WORKERS_AFTER", 0.0)
    asked, waits = [], article(state="waiting")

    def answers():
        asked.append(1)
        if len(asked) == 3:
            Article.objects.update(state="read")
        return False

    monkeypatch.setattr(waiting, "_a_worker_answers", answers)
    assert waiting.wait_for_readings([waits.pk], 60, io.StringIO()) == [waits]
    assert len(asked) == 3


@pytest.mark.django_db
def test_without_a_worker_it_says_what_stays_queued(monkeypatch):
    from statements.services import waiting

    monkeypatch.setattr(waiting, "ASK_FOR_WORKERS_AFTER", 0.0)
    monkeypatch.setattr(waiting, "GIVE_UP_WITHOUT_WORKERS_AFTER", 0.0)
    monkeypatch.setattr(waiting, "_a_worker_answers", lambda: False)
    source = make_source(last_polled_at=timezone.now(), feeds=["https://a.example/feed"])
    now = timezone.now()
    for number in range(3):
        Arrival.objects.create(source=source, url=f"https://a.example/{number}", due_at=now)
    with pytest.raises(waiting.ReadingTimedOut, match="3 pages are queued") as ended:
        waiting.wait_for_sources([source], now, 60, io.StringIO())
    assert "stored" not in str(ended.value)
    with pytest.raises(waiting.ReadingTimedOut, match="1 article is stored and queued"):
        waiting.wait_for_readings([article(state="waiting").pk], 60, io.StringIO())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ingest"], "Name a file"),
        (["ingest", "--sources"], "No source is followed"),
        (["ingest", "--sources", "nowhere.example"], "No source is named"),
        (["reextract", "--source", "nowhere.example"], "No outlet is named"),
        (["reextract", "--since", "yesterday"], "no day such as"),
        (["reextract", "--read-before", "2025-13-45"], "no moment such as"),
    ],
)
def test_it_says_what_it_cannot_do(arguments, words):
    with pytest.raises(CommandError, match=words):
        manage(*arguments)


@pytest.mark.django_db
def test_it_names_a_source_without_anything_to_ask():
    source = make_source()
    with pytest.raises(CommandError, match="no feed, sitemap or listing page"):
        manage("ingest", "--sources", source.name)


def article(**fields):
    made = make_article(source=fields.pop("source", None))
    Article.objects.filter(pk=made.pk).update(**fields)
    return made


@pytest.mark.django_db
def test_it_selects_what_is_asked_for():
    now = timezone.now()
    one = make_source(host="mersad.example")
    old = article(engine_version="older", read_at=now, source=one)
    fresh = article(engine_version=ENGINE_VERSION, read_at=now - timedelta(hours=1))
    parked = article(engine_version="", state="parked")

    def chosen(**options):
        return set(Selection(**options).articles())

    assert chosen() == {old}
    assert chosen(read_before=now) == {old, fresh}
    assert chosen(read_before=now - timedelta(hours=2)) == {old}
    assert chosen(source=one, read_before=now) == {old}
    assert chosen(parked=True) == {parked}
    assert chosen(since=timezone.localdate(old.published_at), read_before=now) == {old, fresh}
    assert chosen(until=timezone.localdate(old.published_at) - timedelta(days=1)) == set()
    assert manage("reextract", "--dry-run", "--source", one.name) == (
        "1 articles to be read again.\n"
    )


@pytest.mark.django_db
def test_what_was_interrupted_is_taken_up_again(monkeypatch):
    from statements.services import waiting

    articles = [article(engine_version="older") for _ in range(5)]
    make_statement(article=None)
    monkeypatch.setattr(waiting, "IN_FLIGHT", 2)
    monkeypatch.setattr(waiting, "LOOK_EVERY", 0)
    rounds = []

    def reads_two_and_is_stopped(ids):
        rounds.append(list(ids))
        if len(rounds) == 2:
            raise KeyboardInterrupt
        Article.objects.filter(pk__in=ids).update(engine_version=ENGINE_VERSION, state="read")

    monkeypatch.setattr(waiting, "queue_readings", reads_two_and_is_stopped)
    with pytest.raises(CommandError, match="To go on with the rest"):
        manage("reextract")
    assert rounds[0] == [one.pk for one in articles[:2]]
    assert Source.objects.count() == 0
    left = Selection().articles().filter(pk__in=[one.pk for one in articles])
    assert set(left) == set(articles[2:])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGKILL])
def test_a_command_that_was_killed_leaves_nothing_lost_and_nothing_twice(celery_worker, blow):
    call_command("load_reference", stdout=io.StringIO())
    articles = []
    for number in range(30):
        url = f"https://mersad.example/{number}"
        articles.append(ingest(Submission(page(url=url), "test", url=url)).article)
    unread = Article.objects.exclude(engine_version=ENGINE_VERSION)
    celery_worker.wait_until(lambda: not unread.exists(), 120)
    before = sorted(Statement.objects.values_list("public_id", flat=True))
    Article.objects.update(engine_version="older")
    command = subprocess.Popen(
        [sys.executable, "manage.py", "reextract"],
        cwd=settings.BASE_DIR,
        env=celery_worker.env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    celery_worker.wait_until(lambda: unread.count() < len(articles), 120)
    command.send_signal(blow)
    command.wait()
    manage("reextract")
    celery_worker.wait_until(lambda: not unread.exists(), 120)
    assert sorted(Statement.objects.values_list("public_id", flat=True)) == before
