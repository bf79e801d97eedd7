import io

import pytest
from django.core.cache import cache
from django.core.management import call_command

from tests.admin.conftest import editor, editor_client  # noqa: F401  (fixtures)
from tests.factories import make_source
from tests.ingestion.web_server import WebServer, answer


@pytest.fixture
def web(settings, db):
    """An outlet's web server on loopback that may be fetched from, without pauses."""
    cache.clear()
    with WebServer().running() as running:
        settings.FETCH_ALLOWED_HOSTS = list(running.allowed)
        settings.FETCH_PAUSE = 0
        settings.USER_AGENT = "Qawl/test (editor@example.org)"
        yield running
    cache.clear()


@pytest.fixture
def reference_data(db):
    call_command("load_reference", stdout=io.StringIO())


@pytest.fixture
def outlet(web):
    """A followed source whose feed is at /feed."""
    return make_source(host=f"127.0.0.1:{web.port}", feeds=[web.url("/feed")])


@pytest.fixture
def rules_known(web):
    """robots.txt was asked for: it takes a turn as every page does."""
    from statements.services.bringing import worker_policy
    from statements.services.politeness import insist_on_permission

    insist_on_permission(web.url("/"), worker_policy())


@pytest.fixture
def moment_comes(web):
    """As if the pause since the last request had passed."""
    from statements.services.politeness import _valkey, host_of

    return lambda: _valkey().delete(f"qawl:start:{host_of(web.url('/'))}")


@pytest.fixture
def queued(monkeypatch):
    """Ids of the pages that were handed to the queue, instead of the queue."""
    from statements import tasks

    ids: list[int] = []
    monkeypatch.setattr(tasks.bring_arrival, "delay", ids.append)
    monkeypatch.setattr(tasks.read_article, "delay", lambda _id: None)
    return ids


def rss(web, *paths, day="Wed, 12 Nov 2025 10:00:00 +0100"):
    items = "".join(
        f"<item><title>خبر {path}</title><link>{web.url(path)}</link>"
        f"<pubDate>{day}</pubDate></item>"
        for path in paths
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>المرصد</title>'
        f"{items}</channel></rss>"
    ).encode()


def serves_feed(web, *paths, **headers):
    body = rss(web, *paths)
    web.answers["/feed"] = answer(200, body, Content_Type="application/rss+xml", **headers)


def changing(validator, body):
    """Answers 304 to whoever knows the validator."""
    not_modified, full = answer(304), answer(200, body, ETag=validator, Content_Type="text/html")

    def give(request):
        known = request.headers.get("If-None-Match") == validator
        (not_modified if known else full)(request)

    return give
