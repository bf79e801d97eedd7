"""Raw pages in an S3-compatible storage: a real S3 server on loopback, asked over HTTP."""

import boto3
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from moto.server import ThreadedMotoServer

from config.environment import page_storage
from statements import raw_pages
from statements.models import Arrival, Article, Snapshot, Statement
from statements.services.arriving import bring
from statements.services.backing_up import write_backup
from statements.services.delivering import Given, deliver
from statements.services.restoring import CannotRestore, restore
from statements.tasks import read_article
from tests.factories import make_user
from tests.ingest.pages import page

OTHER = page(title="خبر آخر عن النقل في الجبال", url="https://mersad.example/akhar")
BUCKET = "qawl-pages"
KEYS = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}


@pytest.fixture(scope="module")
def server():
    running = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def bucket(server):
    """An empty bucket."""
    made = boto3.resource("s3", endpoint_url=server, **KEYS).Bucket(BUCKET)
    made.create()
    yield made
    made.objects.all().delete()
    made.delete()


def address(server, bucket=BUCKET):
    return f"s3://key:secret@{bucket}/raw?endpoint_url={server}&region_name=us-east-1"


@pytest.fixture
def outside(bucket, server, settings):
    """Switches where pages are kept: to the storage at once, to the database when called."""
    inside = dict(settings.STORAGES)

    def to(url):
        settings.STORAGES = inside | ({raw_pages.STORAGE: page_storage(url)} if url else {})

    to(address(server))
    yield to
    to("")
    assert raw_pages.STORAGE not in storages.backends


@pytest.fixture
def article(db, queued, outside):
    delivery = deliver(make_user("editor"), given=[Given("page.html", page())])
    assert bring(delivery.arrivals.get().pk) == "new"
    return Article.objects.get()


@pytest.fixture
def queued(monkeypatch):
    from statements import tasks

    monkeypatch.setattr(tasks.bring_arrival, "delay", lambda _id: None)
    monkeypatch.setattr(tasks.read_article, "delay", lambda _id: None)


def names(bucket):
    return [one.key for one in bucket.objects.all()]


def read(article):
    said = read_article(article.pk)
    article.refresh_from_db()
    return said


def test_it_keeps_the_bytes_in_the_storage_and_reads_them_there(article, bucket):
    kept = Snapshot.objects.get()
    assert kept.compressed is None
    assert names(bucket) == [f"raw/{raw_pages.name_of(kept.sha256)}"]
    assert kept.raw == page()
    read(article)
    assert article.state == Article.State.READ
    assert Statement.objects.count() > 0


def test_it_reads_again_from_the_storage(article):
    read(article)
    Article.objects.update(state=Article.State.WAITING, engine_version="old", attempts=0)
    read(article)
    assert (article.state, article.error) == (Article.State.READ, "")
    assert article.revisions.count() == 1


def test_it_parks_an_article_whose_page_is_lost(article, bucket):
    bucket.objects.all().delete()
    assert read(article) == "parked"
    assert (article.state, article.attempts) == (Article.State.PARKED, 1)
    assert "does not hold" in article.error


DAMAGED = pytest.mark.parametrize("content", [b"", b"not gzip", raw_pages.packed(b"another page")])


@DAMAGED
def test_it_parks_an_article_whose_page_is_not_what_was_kept(article, bucket, content):
    (name,) = names(bucket)
    bucket.put_object(Key=name, Body=content)
    assert read(article) == "parked"
    assert "damaged" in article.error


@DAMAGED
def test_it_parks_an_article_whose_page_in_the_database_is_damaged(article, outside, content):
    outside("")
    Snapshot.objects.update(compressed=content)
    assert read(article) == "parked"
    assert "damaged" in article.error


def test_it_says_that_the_storage_is_set_no_more(article, outside):
    outside("")
    assert read(article) == "parked"
    assert "not set here" in article.error


def test_it_waits_for_a_storage_that_is_silent(article, outside, server):
    outside(address("http://127.0.0.1:9"))
    assert "cannot be had now" in read(article)
    assert (article.state, article.attempts) == (Article.State.WAITING, 0)
    assert "does not answer" in article.error
    outside(address(server))
    read(article)
    assert (article.state, article.error) == (Article.State.READ, "")


@pytest.mark.parametrize("wrong", ["http://127.0.0.1:9", "no bucket"])
def test_it_keeps_a_delivery_until_the_storage_takes_its_page(article, outside, server, wrong):
    elsewhere = address(server, "no-such-bucket")
    outside(elsewhere if wrong == "no bucket" else address(wrong))
    other = deliver(make_user("other"), given=[Given("b.html", OTHER)]).arrivals.get()
    assert bring(other.pk) == "failed"
    other.refresh_from_db()
    assert (other.state, other.failure) == (Arrival.State.WAITING, Arrival.Failure.STORAGE)
    assert "takes nothing" in other.error
    assert Snapshot.objects.count() == 1
    outside(address(server))
    assert bring(other.pk) == "new"


def test_it_moves_what_the_database_held(article, outside, server, bucket):
    outside("")
    inside = deliver(make_user("other"), given=[Given("b.html", OTHER)]).arrivals.get()
    bring(inside.pk)
    with pytest.raises(CommandError, match="RAW_PAGES_URL"):
        call_command("move_raw_pages")
    outside(address(server))
    assert [one.compressed is None for one in Snapshot.objects.order_by("pk")] == [True, False]
    call_command("move_raw_pages")
    assert not Snapshot.objects.filter(compressed__isnull=False).exists()
    assert len(names(bucket)) == 2
    assert {one.raw for one in Snapshot.objects.all()} == {page(), OTHER}


@pytest.mark.parametrize(
    "change", [{"sha256": "0" * 64}, {"compressed": None}, {"compressed": b"x", "byte_count": 5}]
)
def test_the_database_lets_the_bytes_move_and_nothing_else_change(article, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Snapshot.objects.update(**change)


def saved(target):
    return write_backup(target, lambda *_: None)


def test_a_backup_holds_the_pages_and_brings_them_to_another_storage(
    transactional_db, article, bucket, outside, server, tmp_path
):
    assert saved(tmp_path / "backup").raw_pages == 1
    bucket.objects.all().delete()
    bucket.Object("raw/untouched").put(Body=b"x")
    elsewhere = address(server).replace("/raw?", "/other?")
    outside(elsewhere)
    restore(tmp_path / "backup", force=True, progress=lambda *_: None)
    assert Snapshot.objects.get().raw == page()
    assert sorted(name.split("/")[0] for name in names(bucket)) == ["other", "raw"]


def test_a_backup_brings_the_pages_to_an_instance_without_a_storage(
    transactional_db, article, outside, server, tmp_path
):
    saved(tmp_path / "backup")
    outside("")
    restore(tmp_path / "backup", force=True, progress=lambda *_: None)
    assert Snapshot.objects.get().compressed is not None
    assert Snapshot.objects.get().raw == page()


def test_a_backup_tells_of_lost_pages_and_is_written_all_the_same(
    transactional_db, article, bucket, tmp_path
):
    bucket.objects.all().delete()
    written = saved(tmp_path / "backup")
    assert written.lost_pages == [Snapshot.objects.get().sha256]
    restore(tmp_path / "backup", force=True, progress=lambda *_: None)
    assert Snapshot.objects.count() == 1


def test_neither_backup_nor_restore_is_half_done_when_the_storage_is_silent(
    transactional_db, article, outside, server, tmp_path
):
    saved(tmp_path / "backup")
    outside(address("http://127.0.0.1:9"))
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("backup", str(tmp_path / "second"))
    assert [file.name for file in tmp_path.iterdir()] == ["backup"]
    Article.objects.update(title="later")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", str(tmp_path / "backup"), "--force")
    assert Article.objects.get().title == "later"
    connection.ensure_connection()


def test_a_damaged_page_in_a_backup_is_refused(transactional_db, article, tmp_path):
    saved(tmp_path / "backup")
    content = (tmp_path / "backup").read_bytes()
    packed = raw_pages.packed(page())
    damaged = content.replace(packed, packed[:-8] + b"\0" * 8)
    assert damaged != content
    (tmp_path / "backup").write_bytes(damaged)
    with pytest.raises(CannotRestore, match="damaged"):
        restore(tmp_path / "backup", force=True, progress=lambda *_: None)


@pytest.mark.parametrize("url", ["bucket", "s3://", "https://host/bucket", "s3://b/f?acl=public"])
def test_an_address_of_no_storage_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="RAW_PAGES_URL"):
        page_storage(url)


def test_the_address_of_a_storage_may_leave_the_key_to_the_machine():
    options = page_storage("s3://b/some/folder")["OPTIONS"]
    assert options == {
        "bucket_name": "b", "location": "some/folder", "addressing_style": "auto",
    }  # fmt: skip
    assert page_storage("s3://a%2Fb:c%40d@b")["OPTIONS"]["secret_key"] == "c@d"
