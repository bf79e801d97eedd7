"""What a later reading finds beyond what an editor has signed for waits aside, as a proposal."""

import pytest
from django.urls import reverse
from django.utils import timezone

from statements.gold import gold_rows, ruled_articles
from statements.models import Proposal, Statement
from statements.services.marking import mark_fully_reviewed, unmark_fully_reviewed
from statements.services.proposing import Decided, accept, decline
from statements.services.reviewing import Verdict, review
from statements.services.undoing import Undone, undo_latest
from tests.admin.conftest import chief, chief_client
from tests.factories import make_user
from tests.storing.test_proposals import read
from tests.storing.texts import first, make_article, second

__all__ = ["chief", "chief_client"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_user("signing")


@pytest.fixture
def article(by):
    """One statement was found, confirmed, and the article signed for."""
    article = make_article()
    read(article, first())
    review(Statement.objects.all(), Verdict.CONFIRM, by, timezone.now())
    mark_fully_reviewed(article, by, timezone.now())
    article.refresh_from_db()
    return article


def waiting():
    return [one.statement for one in Proposal.objects.filter(field="addition", state="open")]


def test_it_is_proposed_and_on_no_page(article, client):
    stored = read(article, first(), second())
    (one,) = waiting()
    assert (stored.added, stored.kept_for_editors) == (0, 1)
    assert list(Statement.objects.published()) != []
    assert one not in Statement.objects.published()
    assert client.get(one.get_absolute_url()).status_code == 410
    assert len(next(gold_rows(ruled_articles(partial=True)))["statements"]) == 1


def test_it_is_proposed_once_however_often_it_is_read(article):
    for _ in range(3):
        read(article, first(), second())
    assert (len(waiting()), Statement.objects.count()) == (1, 2)


def test_it_waits_no_longer_when_it_is_no_longer_read(article):
    read(article, first(), second())
    read(article, first())
    assert waiting() == []
    read(article, first(), second())
    assert len(waiting()) == 1


def test_accepting_tells_it_and_undoing_puts_it_aside_again(article, by):
    read(article, first(), second())
    (proposal,) = Proposal.objects.filter(state="open")
    assert accept(proposal, by, timezone.now()) is Decided.DONE
    added = Statement.objects.get(pk=proposal.statement_id)
    assert added.review_status == "confirmed"
    assert added in Statement.objects.published()
    assert isinstance(undo_latest(by, timezone.now()), Undone)
    assert added not in Statement.objects.published()
    read(article, first(), second())
    assert waiting() == [added]


def test_what_was_declined_does_not_come_back(article, by):
    read(article, first(), second())
    (proposal,) = Proposal.objects.filter(state="open")
    decline(proposal, by, timezone.now())
    read(article, first(), second())
    assert waiting() == []
    assert Statement.objects.published().count() == 1


def test_without_the_mark_it_is_a_statement_like_any_other(article, by):
    read(article, first(), second())
    unmark_fully_reviewed(article, by, timezone.now())
    article.refresh_from_db()
    read(article, first(), second())
    assert waiting() == []
    assert Statement.objects.published().count() == 2


def test_it_waits_in_the_queue_until_somebody_rules_on_it(article, chief_client, chief):
    read(article, first(), second())
    (one,) = waiting()
    queue = reverse("admin:proposals")
    assert 'class="pr-card"' in chief_client.get(queue).content.decode()
    review(Statement.objects.filter(pk=one.pk), Verdict.CONFIRM, chief, timezone.now())
    assert one in Statement.objects.published()
    assert 'class="pr-card"' not in chief_client.get(queue).content.decode()
