"""Articles are looked at again: changes become revisions, deletions are noticed and shown."""

from datetime import timedelta

import pytest
from django.utils import timezone

from statements.models import Article
from statements.services.intake import Submission, ingest
from statements.services.politeness import Turn
from statements.services.rechecking import claim_due, first_look_after, recheck
from tests.factories import make_article, make_source
from tests.following.conftest import changing
from tests.ingest.pages import BODY, page
from tests.ingestion.web_server import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(web, outlet, queued):
    raw = page(url=web.url("/1"))
    web.answers["/1"] = changing('"v1"', raw)
    submission = Submission(
        raw, "test", url=web.url("/1"), source_id=outlet.pk, headers={"etag": '"v1"'}
    )
    found = ingest(submission).article
    first_look_after(found, timezone.now())
    return found


def look(article):
    seen = recheck(article.pk)
    article.refresh_from_db()
    return seen


def test_it_sees_that_nothing_changed(web, article):
    assert look(article) == "unchanged"
    assert article.snapshots.count() == 1
    assert (article.times_missing, article.gone_at) == (0, None)


def test_it_keeps_a_changed_page_as_a_further_snapshot(web, article):
    web.answers["/1"] = answer(200, page(*BODY, "وأضافت الوزكيتي أن السؤال الكتابي جاهز."))
    assert look(article) == "changed"
    assert (article.snapshots.count(), article.state) == (2, "waiting")
    assert Article.objects.count() == 1


@pytest.mark.parametrize("status", [404, 410])
def test_it_notices_a_deletion_the_second_time_and_withdraws_nothing(web, article, status):
    web.answers["/1"] = answer(status)
    assert look(article) == "missing"
    assert article.gone_at is None
    assert article.next_check_at - timezone.now() < timedelta(days=1)
    assert look(article) == "gone"
    assert article.gone_at is not None
    assert article.withdrawn_at is None
    since = article.gone_at
    assert look(article) == "gone"
    assert article.gone_at == since


def test_readers_and_editors_see_that_it_is_gone(client, admin_client):
    article = make_article(gone_at=timezone.now(), source=make_source())
    other = make_article(source=article.source)
    for one, is_told in ((article, True), (other, False)):
        page = client.get(f"/en{one.get_absolute_url()}").content.decode()
        assert ("taken this article down" in page) is is_told
    listed = admin_client.get("/admin/statements/article/?gone=yes").content.decode()
    assert article.title in listed
    assert other.title not in listed


def test_a_page_that_is_back_is_not_gone(web, article):
    there, web.answers["/1"] = web.answers["/1"], answer(404)
    look(article)
    web.answers["/1"] = there
    look(article)
    assert (article.times_missing, article.gone_at) == (0, None)


def test_a_redirect_to_the_first_page_is_a_deletion(web, article):
    web.answers |= {"/1": answer(302, Location="/"), "/": answer(200, b"<p>home</p>")}
    assert [look(article), look(article)] == ["missing", "gone"]


@pytest.mark.parametrize("give", [answer(500), answer(403), answer(200, b"<p>log in</p>")])
def test_what_proves_nothing_changes_nothing(web, article, give):
    web.answers["/1"] = give
    assert look(article) == "not seen"
    assert (article.times_missing, article.snapshots.count()) == (0, 1)
    assert article.next_check_at > timezone.now() + timedelta(hours=5)


def test_it_looks_at_what_is_due_of_followed_outlets_once(article):
    later = timezone.now() + timedelta(days=2)
    make_article(source=make_source(), next_check_at=timezone.now())
    assert claim_due(timezone.now()) == []
    assert claim_due(later) == [article.pk]
    assert claim_due(later) == []


def test_it_takes_its_turn_at_the_host(web, article, settings, rules_known, moment_comes):
    settings.FETCH_PAUSE = 200
    assert look(article) == "unchanged"
    turn = look(article)
    assert isinstance(turn, Turn)
    assert (look(article), web.times("/1")) == ("the host is busy", 1)
    assert article.next_check_at - timezone.now() < timedelta(minutes=10)
    moment_comes()
    assert recheck(article.pk, has_turn=True) == "unchanged"


def test_old_articles_are_looked_at_less_often(article):
    now = timezone.now()
    for age, pause in ((0, 1), (10, 10), (365, 90)):
        Article.objects.update(created_at=now - timedelta(days=age))
        article.refresh_from_db()
        first_look_after(article, now)
        article.refresh_from_db()
        assert article.next_check_at - now == timedelta(days=pause)
