"""Copies of one text across outlets: found, tied to the first one, shown beside each other."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from statements.models import Article, Fingerprint
from statements.services.copies import family, link_copies
from tests.admin.conftest import client_of
from tests.factories import make_article, make_source, make_user, revise

WORDS = [f"كلمة{number}" for number in range(5000)]


def a_text(seed=1, length=200):
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def published(day, text=None, **fields):
    fields.setdefault("source", make_source())
    article = make_article(text or a_text(), published=f"2025-04-{day:02}T10:00", **fields)
    link(article)
    return article


@transaction.atomic
def link(article):
    link_copies(article)
    article.read_at = timezone.now()
    article.save(update_fields=["read_at"])


def links():
    return dict(Fingerprint.objects.values_list("pk", "copy_of"))


@pytest.mark.django_db
def test_it_ties_a_copy_to_the_article_published_first():
    first, second = published(1), published(2, f"{a_text()} عن وكالة المنارة")
    assert links() == {first.pk: None, second.pk: first.pk}
    assert 0.9 < Fingerprint.objects.get(pk=second.pk).resemblance < 1


@pytest.mark.django_db
def test_it_finds_the_first_one_in_whatever_order_they_come():
    third, second, first = published(3), published(2), published(1)
    assert links() == {first.pk: None, second.pk: first.pk, third.pk: first.pk}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other",
    [
        {"is_sample": True},
        {"language": "fr"},
        {"day": 20},
        {"text": a_text(2)},
        {"text": a_text(length=10)},
    ],
    ids=["sample", "language", "weeks later", "another text", "stub"],
)
def test_it_leaves_apart_what_is_no_copy(other):
    published(1)
    article = published(**{"day": 2, **other})
    assert links().get(article.pk) is None
    assert list(family(article)) == []


@pytest.mark.django_db
def test_it_leaves_apart_what_one_outlet_tells_daily_in_the_same_words():
    outlet = make_source()
    published(1, source=outlet)
    words = a_text().split()
    prices = published(2, " ".join([*words[:170], *a_text(5, 30).split()]), source=outlet)
    assert links()[prices.pk] is None


@pytest.mark.django_db
def test_it_changes_nothing_when_a_text_is_read_again(django_assert_num_queries):
    first, second = published(1), published(2)
    with transaction.atomic(), django_assert_num_queries(1):
        link_copies(second)
    assert links() == {first.pk: None, second.pk: first.pk}


@pytest.mark.django_db
def test_it_lets_go_of_a_text_that_changed():
    _, second = published(1), published(2)
    link(revise(second, a_text(9)))
    assert links()[second.pk] is None
    link(revise(second, a_text(9, 5)))
    assert second.pk not in links()


@pytest.mark.django_db
def test_it_asks_little_for_a_new_text(django_assert_max_num_queries):
    published(1)
    article = make_article(a_text(3), published="2025-04-02T10:00")
    with transaction.atomic(), django_assert_max_num_queries(3):
        link_copies(article)


@pytest.mark.django_db
def test_it_keeps_out_of_the_family_what_readers_do_not_see():
    first, second, third = published(1), published(2), published(3)
    Article.objects.filter(pk=second.pk).update(withdrawn_at=second.created_at)
    assert list(family(third)) == [first]
    assert list(family(first)) == [third]


@pytest.mark.django_db
def test_it_says_who_else_published_an_article(client):
    first = published(1, source=make_source("جريدة الشاطئ"))
    second = published(2, source=make_source("جريدة <b>الجبل</b>"))
    page = client.get(first.get_absolute_url()).content.decode()
    assert second.get_absolute_url() in page
    assert "جريدة &lt;b&gt;الجبل&lt;/b&gt;" in page
    assert "جريدة الشاطئ" in client.get(second.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_it_shows_an_editor_the_original_and_how_alike_they_are():
    first, second = published(1), published(2)
    client = client_of(make_user(is_staff=True, is_superuser=True))
    page = client.get(reverse("admin:statements_article_change", args=[second.pk]))
    assert reverse("admin:statements_article_change", args=[first.pk]) in page.content.decode()
    assert "100%" in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_it_ties_copies_that_two_workers_read_at_once():
    articles = [
        make_article(a_text(), published=f"2025-04-0{day}T10:00", source=make_source())
        for day in (4, 2, 3, 1)
    ]

    def work(article):
        try:
            link(article)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(articles)) as workers:
        list(workers.map(work, articles))
    first = articles[3].pk
    assert links() == {first: None, **{article.pk: first for article in articles[:3]}}
