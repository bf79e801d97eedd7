"""Whatever changes in the database, and in whatever way, the index tells it as well."""

import os
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from urllib.parse import quote

import pytest
from django.conf import settings as configured
from django.core.management import call_command
from django.db import connection

from people.models import Appointment, Ministry, Party
from statements.browsing import Dimension, Question, Window, browser
from statements.browsing.by_database import DatabaseBrowser
from statements.browsing.index.builds import build_anew, in_use
from statements.browsing.index.columns import TooManyValues
from statements.browsing.index.following import AlreadyFollowed, Follower
from statements.browsing.index.watched import State, Watched, state_of
from statements.models import (
    Article,
    NamedInstitution,
    Session,
    Source,
    Statement,
    StatementChange,
    StatementTopic,
    Topic,
)
from tests.factories import make_appointment
from tests.web.world import a_small_world

EVERYTHING = Window(100)


def answers(by):
    counts = by.counts(Question(), list(Dimension))
    found = {
        words: by.rows(Question(words=words), EVERYTHING).ids for words in ("قارب", "خبز", "=جديد")
    }
    return by.rows(Question(), EVERYTHING), counts, by.months(Question()), found


def fresh(root):
    """What the index in this folder answers; it must be able to."""
    found = Watched(root).browser()
    assert found is not None
    return found


def statement(world, **changes):
    Statement.objects.filter(pk=world.asked.pk).update(**changes)


def add_one(world):
    topic = Topic.objects.create(code="sea", name_ar="البحر")
    StatementTopic.objects.create(statement=world.asked, topic=topic)


def give_office(world):
    office = make_appointment(world.salem, "minister", ministry=world.boats)
    statement(world, appointment=office)


CHANGES = {
    "stance": lambda w: statement(w, stance="promise"),
    "search text": lambda w: statement(w, search_text="جديد"),
    "day": lambda w: statement(w, dated_on=date(2024, 2, 3)),
    "no day": lambda w: statement(w, dated_on=None),
    "rejected": lambda w: statement(w, review_status="rejected", reviewed_at="2025-06-01T00:00Z"),
    "not rejected": lambda w: statement(w, review_status="extracted", reviewed_at=None),
    "same as": lambda w: statement(w, same_as=w.warned),
    "on its own": lambda w: statement(w, same_as=None),
    "speaker moved": lambda w: Statement.objects.filter(speaker=w.salem).update(speaker=w.layla),
    "outlet of an article": lambda w: Article.objects.filter(pk=w.asked.article_id).update(
        source=w.shore
    ),
    "name of an outlet": lambda w: Source.objects.filter(pk=w.shore.pk).update(name="البر"),
    "address of an outlet": lambda w: Source.objects.filter(pk=w.shore.pk).update(host="a.example"),
    "session": lambda w: Session.objects.filter(pk=w.sitting.pk).update(type="committee"),
    "office": give_office,
    "ministry of an office": lambda w: Appointment.objects.filter(speaker=w.salem).update(
        ministry=w.bread
    ),
    "code of a minister's ministry": lambda w: Ministry.objects.filter(pk=w.bread.pk).update(
        code="FLOUR"
    ),
    "code of a ministry": lambda w: Ministry.objects.filter(pk=w.boats.pk).update(code="SHIP"),
    "code of a party": lambda w: Party.objects.filter(pk=w.palm.pk).update(code="date"),
    "topic": add_one,
    "institution read otherwise": lambda w: NamedInstitution.objects.filter(
        statement=w.asked, relation="addressed"
    ).update(relation="mentioned", ministry=None, printed="هيئة"),
    "institution gone": lambda w: NamedInstitution.objects.filter(statement=w.asked).delete(),
    "withdrawn": lambda w: Article.objects.filter(pk=w.asked.article_id).update(
        withdrawn_at="2025-07-01T00:00Z"
    ),
    "gone": lambda w: w.undated.delete(),
}


@pytest.mark.django_db(transaction=True)
def test_every_change_reaches_the_index(tmp_path):
    """Each change in a transaction of its own: to one that follows itself it may seem seen."""
    world = a_small_world()
    follower, kept = Follower(tmp_path), Watched(tmp_path)
    follower.look()
    for name, change in CHANGES.items():
        before = answers(DatabaseBrowser())
        assert answers(kept.browser()) == before
        change(world)
        expected = answers(DatabaseBrowser())
        assert expected != before, f"{name} changes nothing"
        follower.look()
        assert answers(fresh(tmp_path)) == expected, name
        assert kept.browser().index.index.of_everything, name
        assert answers(kept.browser()) == expected, f"{name}, brought to what was counted before"
    follower.look()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("told_of", [100, 1])
def test_counts_are_brought_over_several_commits(tmp_path, monkeypatch, told_of):
    monkeypatch.setattr("statements.browsing.index.journal._MOST", told_of)
    world = a_small_world()
    follower, kept = Follower(tmp_path), Watched(tmp_path)
    follower.look()
    answers(kept.browser())
    for stance in ("warn", "promise", "deny"):
        statement(world, stance=stance)
        Statement.objects.filter(pk=world.blamed.pk).update(stance=stance)
        follower.look()
    assert bool(kept.browser().index.index.of_everything) == (told_of == 100)
    assert answers(kept.browser()) == answers(DatabaseBrowser())


@pytest.mark.django_db
def test_what_the_index_does_not_hold_is_no_change():
    world = a_small_world()
    noted = StatementChange.objects.count()
    Statement.objects.update(least_confidence=0.5, engine_version="2")
    Article.objects.update(title="عنوان")
    Party.objects.update(name_ar="حزب")
    assert StatementChange.objects.count() == noted
    statement(world, stance="warn")
    assert StatementChange.objects.latest("pk").statements == [world.asked.pk]


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_ends_late_is_not_missed(tmp_path):
    world = a_small_world()
    follower = Follower(tmp_path)
    follower.look()
    slow = connection.copy()
    try:
        slow.set_autocommit(False)
        with slow.cursor() as cursor:
            cursor.execute(
                "UPDATE statements_statement SET stance = 'warn' WHERE id = %s", [world.asked.pk]
            )
        Statement.objects.filter(pk=world.blamed.pk).update(stance="warn")
        assert follower.look() == 1  # numbered after the slow one, and ended before
        slow.commit()
        assert follower.look() == 1
    finally:
        slow.close()
    assert answers(fresh(tmp_path)) == answers(DatabaseBrowser())


@pytest.fixture
def own_index(settings, tmp_path):
    settings.DATA = replace(configured.DATA, root=tmp_path)
    return settings.DATA.index


@pytest.mark.django_db
def test_without_an_index_the_database_answers(own_index):
    assert isinstance(browser(), DatabaseBrowser)
    assert state_of(own_index)[0] == State.MISSING


@pytest.mark.django_db
def test_an_index_that_nobody_follows_does_not_answer(own_index):
    a_small_world()
    build = build_anew(own_index)
    assert isinstance(browser(), DatabaseBrowser)
    Follower(own_index).look()
    assert not isinstance(browser(), DatabaseBrowser)
    os.utime(build.alive_file, (time.time() - 60, time.time() - 60))
    assert isinstance(browser(), DatabaseBrowser)
    assert state_of(own_index)[0] == State.BEHIND


@pytest.mark.django_db
@pytest.mark.parametrize("is_open", [True, False])
def test_a_torn_index_is_noticed_and_made_anew(own_index, client, is_open, monkeypatch):
    monkeypatch.setattr("statements.browsing.index.watched.BEHIND_AFTER", 600.0)
    a_small_world()
    Follower(own_index).look()
    if is_open:
        assert browser().total(Question()) == 5
    first = in_use(own_index)
    for path in first.files.iterdir():
        path.write_bytes(b"") if path.suffix == ".json" else path.unlink()
    if is_open:  # read on from what has been deleted, until something is written
        first.cursor_file.touch()
    assert client.get("/statements/").status_code == 200
    assert isinstance(browser(), DatabaseBrowser)
    assert state_of(own_index)[0] == State.TORN
    call_command("rebuild_index", verbosity=0)
    Follower(own_index).look()
    assert in_use(own_index) != first
    assert answers(fresh(own_index)) == answers(DatabaseBrowser())


@pytest.mark.django_db(transaction=True)
def test_a_follower_mends_what_it_finds_torn_or_of_another_number(tmp_path):
    a_small_world()
    Follower(tmp_path).look()
    for harm in ("torn", "short"):
        build = in_use(tmp_path)
        if harm == "torn":
            (build.files / "meta.json").write_text("{")
        else:
            Statement.objects.first().delete()
            StatementChange.objects.all().delete()
        follower = Follower(tmp_path)
        _look_until(follower, lambda build=build: in_use(tmp_path) != build)
        follower.look()
        assert answers(fresh(tmp_path)) == answers(DatabaseBrowser())


@pytest.mark.django_db
def test_an_index_has_one_follower(tmp_path):
    def second():
        with pytest.raises(AlreadyFollowed):
            Follower(tmp_path).follow(lambda: True)
        return True

    Follower(tmp_path).follow(second)


@pytest.mark.django_db(transaction=True)
def test_an_editors_correction_is_seen_in_list_facets_and_search(own_index, client):
    world = a_small_world()
    given = connection.settings_dict
    env = {
        **os.environ,
        "DATABASE_URL": f"postgresql://{given['USER']}@{quote(given['HOST'], safe='')}"
        f"/{given['NAME']}",
        "QAWL_DATA": str(own_index.parent),
    }
    command = [sys.executable, configured.BASE_DIR / "manage.py", "follow_index"]
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True) as process:
        try:
            _wait_until(lambda: state_of(own_index)[0] == State.FRESH, process)
            statement(world, stance="promise", search_text="زلزال")
            _wait_until(lambda: browser().total(Question(words="زلزال")) == 1, process)
            assert not isinstance(browser(), DatabaseBrowser)
            promised = Question({Dimension.STANCE: ("promise",)})
            assert browser().rows(promised, EVERYTHING).ids == (world.asked.pk,)
            assert (
                browser().counts(Question(), [Dimension.STANCE])[Dimension.STANCE]["promise"] == 1
            )
            assert world.asked.public_id in client.get("/statements/?q=زلزال").content.decode()
        finally:
            process.terminate()


def shown(root):
    return fresh(root).rows(Question(), EVERYTHING).ids


def _look_until(follower, condition):
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        follower.look()


@pytest.mark.django_db(transaction=True)
def test_a_count_during_which_something_changed_is_not_compared(tmp_path, monkeypatch):
    monkeypatch.setattr("statements.browsing.index.comparing.EVERY", 0.0)
    world = a_small_world()
    follower = Follower(tmp_path)
    follower.look()
    build = in_use(tmp_path)
    stances = ("promise", "ask") * 15
    for number, stance in enumerate(stances):
        hidden = number % 2 == 0
        statement(world, stance=stance, retracted_at="2026-01-01T00:00Z" if hidden else None)
        follower.look()
        assert (world.asked.pk in shown(tmp_path)) != hidden
    assert in_use(tmp_path) == build


def _wait_until(condition, process):
    deadline = time.monotonic() + 60
    while not condition():
        if time.monotonic() > deadline or process.poll() is not None:
            process.kill()
            pytest.fail(f"It did not come about. The follower: {process.communicate()[1]}")
        time.sleep(0.02)


@pytest.mark.django_db(transaction=True)
def test_rows_that_no_trigger_told_of_are_noticed(tmp_path):
    """As after a bulk load, which leaves triggers out."""
    world = a_small_world()
    follower = Follower(tmp_path)
    follower.look()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        statement(world, retracted_at="2026-01-01T00:00Z")
        cursor.execute("SET session_replication_role = DEFAULT")
    follower.look()
    assert world.asked.pk in shown(tmp_path)
    follower._count.due_at = 0.0
    build = in_use(tmp_path)
    _look_until(follower, lambda: in_use(tmp_path) != build)
    follower.look()
    assert world.asked.pk not in shown(tmp_path)


@pytest.mark.django_db
def test_what_is_too_much_for_the_index_is_asked_of_the_database(own_index, monkeypatch):
    a_small_world()
    Follower(own_index).look()
    monkeypatch.setattr("statements.browsing.index.columns.MOST_VALUES", 1)
    wanted = list(Dimension)
    with pytest.raises(TooManyValues):
        fresh(own_index).index.counts(Question(), wanted)
    assert fresh(own_index).counts(Question(), wanted) == DatabaseBrowser().counts(
        Question(), wanted
    )
    assert state_of(own_index)[0] == State.FRESH
