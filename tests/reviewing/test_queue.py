"""Two editors are never given the same statement; what one puts aside stays with the others."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from statements.models import Claim, Statement
from statements.models.review import CLAIM_LASTS, open_now
from statements.services.review_queue import hold, let_go, skip, take_next, take_up_again
from tests.factories import make_statement, make_user

pytestmark = pytest.mark.django_db


def queue():
    return Statement.objects.filter(open_now()).order_by("least_confidence", "-pk")


@pytest.fixture
def unsure():
    return make_statement("المرسى ضيق", least_confidence=0.2)


@pytest.fixture
def sure():
    return make_statement("السوق واسع", least_confidence=0.9)


def test_it_gives_each_editor_another_statement(unsure, sure, amina, badr, at):
    assert take_next(queue(), amina, at) == unsure
    assert take_next(queue(), badr, at) == sure
    assert take_next(queue(), amina, at) == unsure


def test_it_says_when_nothing_is_left(unsure, amina, badr, at):
    take_next(queue(), amina, at)
    assert take_next(queue(), badr, at) is None


def test_a_claim_expires(unsure, sure, amina, badr, at):
    take_next(queue(), amina, at)
    later = at + CLAIM_LASTS + timedelta(seconds=1)
    assert take_next(queue(), badr, later) == unsure
    assert Claim.objects.get(statement=unsure).editor == badr


def test_it_says_who_else_is_at_a_statement(unsure, amina, badr, at):
    assert hold(unsure, amina, at) is None
    other = hold(unsure, badr, at)
    assert other is not None
    assert other.editor == amina
    let_go([unsure.pk], amina)
    assert hold(unsure, badr, at) is None


def test_what_is_skipped_comes_back_when_asked_for(unsure, sure, amina, badr, at):
    skip(take_next(queue(), amina, at), amina, at)
    assert take_next(queue(), amina, at) == sure
    assert take_next(queue(), badr, at) == unsure
    let_go([unsure.pk], badr)
    assert take_up_again(queue(), amina) == 1
    assert take_next(queue(), amina, at) == unsure


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_different_ones(at):
    for number in range(6):
        make_statement(f"المرسى {number} ضيق", least_confidence=number / 10)
    editors = [make_user(f"editor {number}") for number in range(6)]
    barrier, given = Barrier(6), []

    def work(editor):
        barrier.wait()
        given.append(take_next(queue(), editor, at).pk)
        connection.close()

    threads = [Thread(target=work, args=(editor,)) for editor in editors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(given)) == 6


@pytest.mark.django_db(transaction=True)
def test_it_passes_over_what_a_reading_is_writing(at):
    busy = make_statement("المرسى ضيق", least_confidence=0.1)
    other = make_statement("السوق واسع", least_confidence=0.9)
    editor, given = make_user("editor"), []

    def work():
        given.append(take_next(queue(), editor, at))
        connection.close()

    with transaction.atomic():
        Statement.objects.select_for_update().get(pk=busy.pk)
        thread = Thread(target=work)
        thread.start()
        thread.join(timeout=20)
    assert given == [other]
