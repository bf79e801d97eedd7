"""A merge of many statements is ordered: a worker does it, under the name of whoever asked."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.db import OperationalError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from people.models import Alias, Speaker
from people.tracking import events_of
from statements.models import Move, MoveOrder, Statement
from statements.services.moving import (
    order_merge,
    order_undoing,
    orders as ordering,
    orders_about,
    share_done,
    take_back,
)
from statements.services.moving.orders import carry_out, give_up, requeue_orders
from statements.tasks import carry_out_move
from tests.admin.conftest import client_of
from tests.factories import make_ministry, make_speaker, make_statement, make_user
from tests.moving.world import everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def editor():
    user = make_user("chief", is_staff=True)
    names = ("merge_speaker", "merge_ministry", "view_move", "change_statement", "view_speaker")
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return user


@pytest.fixture
def two():
    kept, gone = make_speaker("سالم البرتقالي"), make_speaker("سالم بن عمر البرتقالي")
    for _ in range(3):
        make_statement(speaker=gone)
    return kept, gone


@pytest.fixture
def no_limit(monkeypatch):
    """Every merge counts as one of many statements."""
    for place in ("merging", "done"):
        monkeypatch.setattr(f"statements.admin.moving.{place}.MANY", 0)


def merge_address(kept, gone):
    name = f"admin:people_{kept._meta.model_name}_merge"
    return f"{reverse(name, args=[kept.pk])}?other={gone.pk}"


def text_of(client, order):
    address = reverse("admin:statements_move_order", args=[order.pk])
    return client.get(address).content.decode()


def stored():
    """Everything but the statements, whose topics and search text are made anew."""
    return {key: row for key, row in everything().items() if key[0] != "statements.statement"}


def test_it_merges_as_if_the_editor_had_waited(editor, two):
    kept, gone = two
    order = order_merge(kept, gone, editor, timezone.now(), "the same councillor")
    assert Move.objects.count() == 0
    assert carry_out(order.pk, timezone.now()) == "done"
    order.refresh_from_db()
    assert (order.move.made_by, order.move.reason) == (editor, "the same councillor")
    assert set(Statement.objects.values_list("speaker", flat=True)) == {kept.pk}
    event = events_of(Speaker).objects.filter(pgh_obj_id=gone.pk).latest("pgh_id")
    assert event.pgh_context.metadata["user"] == editor.pk
    assert event.pgh_context.metadata["name"] == "chief"
    assert LogEntry.objects.filter(user=editor, object_id=str(gone.pk)).exists()


def test_it_merges_ministries_and_takes_back_too(editor):
    kept, gone = make_ministry("KEPT"), make_ministry("GONE", "وزارة المراكب")
    statement = make_statement(addressed=[gone])
    before = stored()
    order = order_merge(kept, gone, editor, timezone.now())
    assert carry_out(order.pk, timezone.now()) == "done"
    assert statement.institutions.get().ministry == kept
    order.refresh_from_db()
    undoing = order_undoing(order.move, editor, timezone.now())
    assert carry_out(undoing.pk, timezone.now()) == "done"
    assert statement.institutions.get().ministry == gone
    assert stored() == before


def test_it_is_done_once(editor, two):
    order = order_merge(*two, editor, timezone.now())
    carry_out(order.pk, timezone.now())
    again = everything()
    assert carry_out(order.pk, timezone.now()) == "nothing to do"
    assert everything() == again


def test_a_second_order_for_the_same_record_is_the_first(editor, two):
    first = order_merge(*two, editor, timezone.now())
    assert order_merge(*two, editor, timezone.now()) == first
    assert list(orders_about(two[0])) == [first]


def test_it_asks_again_whether_the_editor_may(editor, two):
    order = order_merge(*two, editor, timezone.now())
    editor.user_permissions.clear()
    assert carry_out(order.pk, timezone.now()) == "refused"
    order.refresh_from_db()
    assert "may not" in order.why
    assert Statement.objects.filter(speaker=two[1]).count() == 3


def test_it_says_why_nothing_was_merged(editor, two):
    order = order_merge(*two, editor, timezone.now())
    Speaker.objects.filter(pk=two[0].pk).update(is_sample=True)
    assert carry_out(order.pk, timezone.now()) == "refused"
    order.refresh_from_db()
    assert "invented" in order.why


def test_one_that_is_undone_meanwhile_is_told(editor, two):
    merged = order_merge(*two, editor, timezone.now())
    carry_out(merged.pk, timezone.now())
    merged.refresh_from_db()
    order = order_undoing(merged.move, editor, timezone.now())
    take_back(merged.move, editor, timezone.now())
    assert carry_out(order.pk, timezone.now()) == "refused"


def test_what_goes_wrong_changes_nothing_and_is_told(editor, two, monkeypatch):
    order = order_merge(*two, editor, timezone.now())
    before = everything()

    def breaks(*_args, **_kwargs):
        Statement.objects.update(speaker=two[0])
        raise ValueError("the mast is broken")

    monkeypatch.setattr(ordering, "merge_speakers", breaks)
    with pytest.raises(ValueError, match="mast"):
        carry_out_move.apply(args=[order.pk], throw=True)
    assert everything() == before
    order.refresh_from_db()
    assert (order.state, order.why) == ("failed", "ValueError: the mast is broken")


def test_two_that_met_in_the_database_are_tried_again(editor, two, monkeypatch):
    order = order_merge(*two, editor, timezone.now())
    real, tried = ordering.merge_speakers, []

    def meets(*args, **kwargs):
        tried.append(1)
        if len(tried) == 1:
            raise OperationalError("deadlock detected")
        return real(*args, **kwargs)

    monkeypatch.setattr(ordering, "merge_speakers", meets)
    assert carry_out_move.apply(args=[order.pk]).get() == "done"
    assert len(tried) == 2


def test_one_whose_message_was_lost_is_queued_again(
    editor, two, django_capture_on_commit_callbacks
):
    order = order_merge(*two, editor, timezone.now())
    assert requeue_orders(order.queued_at) == 0
    assert requeue_orders(timezone.now()) == 1
    order.refresh_from_db()
    assert order.queued_at > order.asked_at


def test_it_tells_how_far_it_is(editor, two):
    order = order_merge(*two, editor, timezone.now())
    assert share_done(order.pk) is None
    carry_out(order.pk, timezone.now())
    assert 0 < share_done(order.pk) <= 0.99


def test_the_page_leads_to_the_order_and_tells_how_it_ends(editor, two, no_limit):
    client, (kept, gone) = client_of(editor), two
    answer = client.post(merge_address(kept, gone), {"reason": "one man"})
    order = MoveOrder.objects.get()
    address = reverse("admin:statements_move_order", args=[order.pk])
    assert answer.url == address
    assert client.get(merge_address(kept, gone)).url == address
    assert client.post(merge_address(kept, gone), {}).url == address
    page = text_of(client, order)
    assert "data-waiting" in page
    assert 'http-equiv="refresh"' in page
    for place in ("admin:statements_move_changelist", "admin:people_speaker_change"):
        args = [kept.pk] if place.endswith("change") else []
        assert address in client.get(reverse(place, args=args)).content.decode()
    carry_out(order.pk, timezone.now())
    order.refresh_from_db()
    page = text_of(client, order)
    assert "data-waiting" not in page
    assert reverse("admin:statements_move_change", args=[order.move_id]) in page
    undo = reverse("admin:statements_move_undo", args=[order.move_id])
    answer = client.post(undo)
    undoing = MoveOrder.objects.get(is_undoing=True)
    assert answer.url == reverse("admin:statements_move_order", args=[undoing.pk])
    carry_out(undoing.pk, timezone.now())
    assert "Undone, all of it." in text_of(client, undoing)
    gone.refresh_from_db()
    assert gone.merged_into is None


def test_the_page_tells_of_a_failure_and_leads_back(editor, two):
    order = order_merge(*two, editor, timezone.now())
    give_up(order.pk, ValueError("the mast <b> is broken"))
    page = text_of(client_of(editor), order)
    assert "Nothing was changed." in page
    assert "the mast &lt;b&gt; is broken" in page
    assert merge_address(*two) in page


def test_a_small_merge_is_done_at_once(editor, two):
    answer = client_of(editor).post(merge_address(*two), {})
    assert answer.url == reverse("admin:statements_move_change", args=[Move.objects.get().pk])
    assert MoveOrder.objects.count() == 0


def number_of_sessions_that_wait():
    with connection.cursor() as cursor:
        # What a transaction has once read of it is kept for it, unless it is dropped.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_over_it_leaves_nothing_and_it_is_done_later(
    editor, two, celery_worker
):
    with transaction.atomic():
        # In the middle of its transaction the worker will wait for this row.
        Alias.objects.create(speaker=two[1], text="ابن عمر")
        order = order_merge(*two, editor, timezone.now())
    before = everything()
    with transaction.atomic():
        Alias.objects.select_for_update().get()
        celery_worker.wait_until(number_of_sessions_that_wait)
        celery_worker.kill()
    assert everything() == before
    assert (MoveOrder.objects.get().state, Move.objects.count()) == ("waiting", 0)
    celery_worker.start()
    celery_worker.wait_until(lambda: MoveOrder.objects.get(pk=order.pk).state == "done")
    assert set(Statement.objects.values_list("speaker", flat=True)) == {two[0].pk}
    assert Move.objects.count() == 1
