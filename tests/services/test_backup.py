"""A backup brought back on a second, empty database: everything as it was, or nothing changed."""

import io
import json
import tarfile

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from psycopg import sql

from config.services.places import DATABASE_NAME
from statements import tasks
from statements.models import Arrival, Article, Statement, StatementChange
from statements.services.backing_up import LEFT_OUT
from statements.services.copies import link_copies
from statements.services.joining import join
from statements.services.restoring import CannotRestore, read_backup
from tests.admin.conftest import client_of
from tests.admin.pages import edit
from tests.factories import make_article, make_source, make_speaker, make_statement, make_user
from tests.services.instance import at, manage

WORDS = "القوارب القديمة ستخضع لفحص تقني شامل ابتداء من الشهر المقبل"
SECOND = "second_instance"


def connect(name):
    database = settings.DATABASES["default"]
    return psycopg.connect(
        host=database["HOST"], user=database["USER"], dbname=name, autocommit=True
    )


def everything_in(name):
    """Every row of every table, as text."""
    with connect(name) as database:
        tables = database.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            " AND table_name <> ALL (%s) ORDER BY 1",
            [list(LEFT_OUT)],
        ).fetchall()
        return {
            table: sorted(
                row[0]
                for row in database.execute(
                    sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(table))
                )
            )
            for (table,) in tables
        }


@pytest.fixture
def second(transactional_db):
    """An empty instance beside the one of the tests: migrated, nothing in it."""
    with connect("postgres") as server:
        server.execute(f"DROP DATABASE IF EXISTS {SECOND}")
        server.execute(f"CREATE DATABASE {SECOND} TEMPLATE {DATABASE_NAME}")
    yield SECOND
    with connect("postgres") as server:
        server.execute(f"DROP DATABASE {SECOND} WITH (FORCE)")


@pytest.fixture
def here(transactional_db):
    """One act in two copies of a text, and an editor's ruling with its history."""
    speaker = make_speaker()
    text = f"أكد سالم البرتقالي أن {WORDS}.\n" + " ".join(f"كلمة{n}\t\\" for n in range(60))
    told = []
    for hour in (9, 12):
        article = make_article(
            text, published=f"2025-04-22T{hour:02}:00", source=make_source(), title="\\N\t«خبر»"
        )
        with transaction.atomic():
            link_copies(article)
            one = make_statement(WORDS, article=article, speaker=speaker)
            join([one.pk])
        told.append(one)
    chief = make_user("chief", is_staff=True, is_superuser=True)
    edit(client_of(chief), told[0], stance="warn")
    return connection.settings_dict["NAME"]


@pytest.fixture
def backup(here, tmp_path):
    file = tmp_path / "qawl.backup"
    done = manage("backup", str(file), **at(here))
    assert done.returncode == 0, done.stderr
    assert "2 articles, 2 statements" in done.stdout
    assert list(tmp_path.iterdir()) == [file]
    return file


def test_it_brings_everything_back_on_a_second_instance(here, backup, second):
    done = manage("restore", str(backup), **at(second))
    assert done.returncode == 0, done.stderr
    before, after = everything_in(here), everything_in(second)
    assert before["statements_statement"]
    assert before["django_admin_log"]
    assert after == before
    with connect(second) as database:
        joined = database.execute("SELECT count(same_as_id) FROM statements_statement")
        assert joined.fetchone() == (1,)
        numbers = database.execute(
            "SELECT nextval(pg_get_serial_sequence('statements_article', 'id')) > max(id)"
            " FROM statements_article"
        )
        assert numbers.fetchone() == (True,)

    again = manage("restore", str(backup), **at(second))
    assert again.returncode != 0
    assert "--force" in again.stderr
    forced = manage("restore", str(backup), "--force", **at(second))
    assert forced.returncode == 0, forced.stderr
    assert everything_in(second) == before


def test_indexes_are_told_of_what_a_restore_took_away_and_brought(here, backup):
    text = f"أكد سالم البرتقالي أن {WORDS} كما قيل."
    later = make_statement(WORDS, article=make_article(text, source=make_source()))
    StatementChange.objects.all().delete()
    call_command("restore", str(backup), "--force")
    noted = {key for change in StatementChange.objects.all() for key in change.statements}
    assert noted == {later.pk, *Statement.objects.values_list("pk", flat=True)}


def test_what_waited_is_taken_up_at_once(here, tmp_path, monkeypatch):
    now = timezone.now()
    article = Article.objects.first()
    Article.objects.filter(pk=article.pk).update(state="waiting", queued_at=now)
    page = Arrival.objects.create(url="https://a.example/1", due_at=now, queued_at=now)
    file, out, queued = str(tmp_path / "qawl.backup"), io.StringIO(), []
    call_command("backup", file)
    call_command("restore", file, "--force", stdout=out)
    assert "1 articles wait to be read and 1 pages to be fetched" in out.getvalue()
    monkeypatch.setattr(tasks.read_article, "delay", queued.append)
    monkeypatch.setattr(tasks.bring_arrival, "delay", queued.append)
    tasks.requeue_waiting()
    tasks.bring_due_arrivals()
    assert queued == [article.pk, page.pk]


@pytest.mark.parametrize("damage", ["cut", "flipped", "foreign", "empty"])
def test_it_takes_nothing_from_a_file_that_is_not_whole(backup, damage):
    content = backup.read_bytes()
    if damage == "cut":
        backup.write_bytes(content[: len(content) // 2])
    elif damage == "flipped":
        with tarfile.open(backup) as archive:
            place = archive.getmember("statements_article/00001.copy.gz").offset_data + 20
        backup.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
    else:
        backup.write_bytes(b"hello" * 500 if damage == "foreign" else b"")
    with pytest.raises(CommandError):
        call_command("restore", str(backup), "--force")
    with pytest.raises(CannotRestore):
        read_backup(backup, print)


def test_it_refuses_a_newer_schema(backup, tmp_path):
    newer = tmp_path / "newer"
    with tarfile.open(backup) as old, tarfile.open(newer, "w") as new:
        for entry in old:
            content = old.extractfile(entry)
            if entry.name == "qawl-backup.json":
                head = json.loads(content.read())
                head["migrations"].append(["statements", "9999_of_tomorrow"])
                document = tmp_path / "head"
                document.write_text(json.dumps(head), "utf-8")
                new.add(document, entry.name)
            else:
                new.addfile(entry, content)
    with pytest.raises(CommandError, match="newer Qawl"):
        call_command("restore", str(newer), "--force")


def test_it_refuses_to_write_over_a_file_unasked(backup):
    with pytest.raises(CommandError, match="already there"):
        call_command("backup", str(backup))
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("backup", str(backup.parent / "no such folder" / "file"))
