"""A queryset that is put together once is asked anew each time."""

import threading

import pytest
from django.db import connection
from django.db.models import BigIntegerField

from people.models import Speaker
from people.prepared import Asked, Given, any_given


def of_number():
    return Speaker.objects.filter(pk=Given("number", BigIntegerField())).select_related("group")


def of_names():
    return Speaker.objects.filter(any_given("name_ar", "names", "varchar")).order_by("pk")


@pytest.mark.django_db
def test_it_gives_the_rows_of_each_question():
    first, second = (Speaker.objects.create(name_ar=name) for name in ("سلمى", "رضا"))
    asked = Asked(of_number)
    assert asked.rows(number=first.pk) == [first]
    assert asked.rows(number=second.pk) == [second]
    assert asked.rows(number=0) == []


@pytest.mark.django_db
def test_it_sees_what_changed_since_it_was_asked_first():
    speaker = Speaker.objects.create(name_ar="سلمى")
    asked = Asked(of_number)
    assert asked.rows(number=speaker.pk)[0].name_ar == "سلمى"
    Speaker.objects.update(name_ar="هند")
    assert asked.rows(number=speaker.pk)[0].name_ar == "هند"


@pytest.mark.django_db
def test_it_takes_lists_also_empty_ones():
    speakers = [Speaker.objects.create(name_ar=name) for name in ("سلمى", "رضا", "هند")]
    asked = Asked(of_names)
    assert asked.rows(names=["سلمى", "هند"]) == [speakers[0], speakers[2]]
    assert asked.rows(names=[]) == []
    assert asked.rows(names=["رضا%s'; --"]) == []


@pytest.mark.django_db(transaction=True)
def test_it_asks_on_the_connection_of_each_thread():
    speaker = Speaker.objects.create(name_ar="سلمى")
    asked, found = Asked(of_number), []

    def ask():
        try:
            found.append(asked.rows(number=speaker.pk))
        finally:
            connection.close()

    assert asked.rows(number=speaker.pk) == [speaker]
    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert found == [[speaker]]
