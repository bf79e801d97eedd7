"""One act told by several outlets: joined, listed once, shown side by side, ruled on by editors."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction
from django.utils import timezone

from statements.models import Article, Statement
from statements.services.copies import link_copies
from statements.services.joining import AGAIN_AFTER, join
from statements.services.reviewing import Verdict, lock, review
from statements.tasks import join_tellings
from tests.admin.conftest import client_of
from tests.admin.pages import edit
from tests.factories import (
    make_article,
    make_source,
    make_speaker,
    make_statement,
    make_user,
)

WORDS = "القوارب القديمة ستخضع لفحص تقني شامل ابتداء من الشهر المقبل"
DAY = date(2025, 4, 22)


@pytest.fixture
def speaker(db):
    return make_speaker()


def tell(speaker, hour, content=WORDS, **fields):
    """The act as an outlet told it at this hour."""
    text = f"أكد سالم البرتقالي أن {content}.\nخاتمة المقال."
    about = {"is_sample": fields.get("is_sample", False)}
    article = make_article(
        text, published=f"2025-04-22T{hour:02}:00", source=make_source(), **about
    )
    statement = make_statement(content, article=article, speaker=speaker, said_on=DAY, **fields)
    join_now(statement)
    return statement


@transaction.atomic
def join_now(*statements):
    pks = [statement.pk for statement in statements]
    return join([one.pk for one in lock(Statement.objects.filter(pk__in=pks))])


def links():
    return dict(Statement.objects.values_list("pk", "same_as"))


def judge(statement, verdict):
    editor = make_user(f"editor {verdict} {statement.pk}")
    review(Statement.objects.filter(pk=statement.pk), verdict, editor, timezone.now())


@pytest.mark.parametrize("order", list(itertools.permutations([9, 12, 15])))
def test_it_joins_with_the_one_published_first_in_whatever_order_they_come(speaker, order):
    told = {hour: tell(speaker, hour) for hour in order}
    assert links() == {told[9].pk: None, told[12].pk: told[9].pk, told[15].pk: told[9].pk}


def test_it_takes_the_fullest_of_those_published_at_once(speaker):
    short = tell(speaker, 9, "القوارب القديمة ستخضع لفحص تقني شامل")
    full = tell(speaker, 9)
    assert links() == {short.pk: full.pk, full.pk: None}


def test_it_keeps_apart_what_is_not_the_same(speaker):
    tell(speaker, 9)
    tell(speaker, 10, is_sample=True)
    tell(speaker, 11, "الصيادون ينتظرون الدعم منذ سنتين كاملتين")
    tell(make_speaker("نورة الصدفية"), 12)
    tell(None, 13)
    assert set(links().values()) == {None}


def test_it_never_joins_two_statements_of_one_article(speaker):
    text = f"أكد سالم البرتقالي أن {WORDS}.\nوأضاف سالم البرتقالي أن {WORDS}."
    article = make_article(text)
    first = make_statement(WORDS, article=article, speaker=speaker)
    second = make_statement(WORDS, article=article, speaker=speaker, cue="وأضاف")
    join_now(first, second)
    assert links() == {first.pk: None, second.pk: None}


def test_it_leaves_apart_what_could_be_either_of_two(speaker):
    tell(speaker, 9, f"{WORDS} في ميناء الصخرة الشمالية")
    tell(speaker, 10, f"{WORDS} في مرسى الرمال الجنوبية")
    assert set(links().values()) == {None}
    tell(speaker, 11)
    assert set(links().values()) == {None}


def test_it_joins_unnamed_sources_only_in_copies_of_one_text(db):
    text = f"قالت مصادر برلمانية إن {WORDS}.\n" + " ".join(f"كلمة{n}" for n in range(80))
    told = []
    for number in range(3):
        article = make_article(
            text if number < 2 else f"قالت مصادر برلمانية إن {WORDS}.", source=make_source()
        )
        with transaction.atomic():
            link_copies(article)
        one = make_statement(
            WORDS, article=article, printed="مصادر برلمانية", cue="قالت", speaker_type="unnamed"
        )
        join_now(one)
        told.append(one)
    assert links() == {told[0].pk: None, told[1].pk: told[0].pk, told[2].pk: None}


@pytest.mark.parametrize("how", ["rejected", "retracted", "withdrawn"])
def test_it_hands_the_act_on_when_the_first_telling_falls(speaker, how):
    first, second, third = (tell(speaker, hour) for hour in (9, 12, 15))
    if how == "rejected":
        judge(first, Verdict.REJECT)
    elif how == "retracted":
        Statement.objects.filter(pk=first.pk).update(retracted_at=timezone.now())
        join_now(first)
    else:
        Article.objects.filter(pk=first.article_id).update(withdrawn_at=timezone.now())
        join_now(first)
    assert links() == {first.pk: None, second.pk: None, third.pk: second.pk}
    assert list(Statement.objects.published()) == [second]


def test_it_takes_a_telling_back_that_is_open_again(speaker):
    first, second = tell(speaker, 9), tell(speaker, 12)
    judge(first, Verdict.REJECT)
    judge(first, Verdict.REOPEN)
    assert links() == {first.pk: None, second.pk: first.pk}


def test_it_lets_go_of_a_telling_that_an_editor_corrected(speaker):
    first, second = tell(speaker, 9), tell(speaker, 12)
    Statement.objects.filter(pk=second.pk).update(speaker=make_speaker("نورة الصدفية"))
    join_now(second)
    assert links() == {first.pk: None, second.pk: None}


def test_it_never_overwrites_a_ruling(speaker):
    first, second = tell(speaker, 9), tell(speaker, 12)
    other = tell(speaker, 10, "الصيادون ينتظرون الدعم منذ سنتين كاملتين")
    for same_as in (None, other):
        second.same_as = same_as
        second.rule(["same_as"])
        second.save()
        join_now(first, second)
        join_now(other)
        second.refresh_from_db()
        assert second.same_as == same_as


def test_it_makes_no_chain_when_a_ruled_one_follows(speaker):
    first = tell(speaker, 12)
    other = tell(speaker, 13, "الصيادون ينتظرون الدعم منذ سنتين كاملتين")
    other.same_as = first
    other.rule(["same_as"])
    other.save()
    earlier = tell(speaker, 9)
    assert links() == {first.pk: None, other.pk: first.pk, earlier.pk: first.pk}
    judge(first, Verdict.REJECT)
    assert links() == {first.pk: None, earlier.pk: None, other.pk: earlier.pk}
    other.refresh_from_db()
    assert other.ruled_fields == ["same_as"]


def test_it_remembers_what_the_machine_joined_and_changes_nothing_again(speaker):
    first, second = tell(speaker, 9), tell(speaker, 12)
    second.refresh_from_db()
    assert second.machine_values["same_as"] == first.pk
    assert join_now(first, second) == 0


@pytest.mark.django_db(transaction=True)
def test_it_joins_what_several_workers_store_at_once():
    speaker = make_speaker()
    told = []
    for hour in (15, 9, 12, 10):
        text = f"أكد سالم البرتقالي أن {WORDS}."
        article = make_article(text, published=f"2025-04-22T{hour:02}:00", source=make_source())
        told.append(make_statement(WORDS, article=article, speaker=speaker, said_on=DAY))

    def work(statement):
        try:
            join_now(statement)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(work, told))
    for statement in told:
        join_now(statement)
    first = told[1].pk
    assert links() == {one.pk: None if one.pk == first else first for one in told}


@pytest.mark.django_db(transaction=True)
def test_it_looks_again_later_where_another_transaction_holds_an_article(monkeypatch):
    later = []
    monkeypatch.setattr(
        join_tellings, "apply_async", lambda args, **options: later.append((args, options))
    )
    speaker = make_speaker()
    first = tell(speaker, 9)
    text = f"أكد سالم البرتقالي أن {WORDS}."
    article = make_article(text, published="2025-04-22T12:00", source=make_source())
    second = make_statement(WORDS, article=article, speaker=speaker, said_on=DAY)
    # The second is published earlier than what it finds: the first one's row has to change.
    Article.objects.filter(pk=article.pk).update(published_at="2025-04-22T07:00Z")
    with ThreadPoolExecutor(1) as other, transaction.atomic():
        Article.objects.select_for_update().get(pk=first.article_id)

        def joins():
            try:
                return join_now(second)
            finally:
                connection.close()

        assert other.submit(joins).result(timeout=20) == 0
    assert set(links().values()) == {None}
    assert later == [(([second.pk],), {"countdown": AGAIN_AFTER})]
    [((pks,), _)] = later
    assert join_tellings(pks) > 0
    assert links() == {first.pk: second.pk, second.pk: None}
    assert join_tellings(pks) == 0


def test_it_asks_for_as_much_with_many_tellings_as_with_few(speaker, django_assert_max_num_queries):
    for hour in range(8):
        tell(speaker, hour)
    text = f"أكد سالم البرتقالي أن {WORDS}."
    article = make_article(text, published="2025-04-22T20:00")
    new = make_statement(WORDS, article=article, speaker=speaker, said_on=DAY)
    with django_assert_max_num_queries(11), transaction.atomic():
        assert join([new.pk]) == 1


def test_it_lists_an_act_once_with_the_number_of_outlets(speaker, client):
    first, *others = (tell(speaker, hour) for hour in (9, 12, 15, 18))
    page = client.get("/en/statements/").content.decode()
    assert page.count("<article") == 1
    assert "reported by 4 outlets" in page
    own = client.get(first.get_absolute_url()).content.decode()
    for other in others:
        assert other.article.source.name in own
        assert other.article.get_absolute_url() in own


def test_it_counts_an_outlet_that_tells_it_twice_once(speaker):
    first, second = tell(speaker, 9), tell(speaker, 12)
    Article.objects.filter(pk=second.article_id).update(source=first.article.source)
    assert Statement.objects.with_outlet_counts().get(pk=first.pk).outlet_count == 1


def test_it_shows_the_statement_on_the_page_of_every_article_that_tells_it(speaker, client):
    _, second = tell(speaker, 9), tell(speaker, 12)
    assert WORDS in client.get(second.article.get_absolute_url()).content.decode()


def test_it_lets_an_editor_rule_and_follows_to_the_one_that_stands_for_the_act(speaker):
    client = client_of(make_user("chief", is_staff=True, is_superuser=True))
    first, second = tell(speaker, 9), tell(speaker, 12)
    other = tell(speaker, 10, "الصيادون ينتظرون الدعم منذ سنتين كاملتين")
    edit(client, other, same_as=second.pk)
    assert other.same_as == first
    assert "same_as" in other.ruled_fields
