"""`manage.py up` while it runs: what it starts, what it mends, what it refuses."""

from urllib.request import urlopen

import pytest

from statements.browsing.index.watched import State, state_of
from tests.services.instance import Instance, manage, unused_port, wait_until


@pytest.fixture(scope="module")
def qawl():
    instance = Instance()
    try:
        instance.start()
        yield instance
    finally:
        instance.remove()


def test_it_prints_the_address_and_the_first_admin_s_password(qawl):
    assert f"Qawl is running: {qawl.address}/" in qawl.printed()
    assert "user admin, one-time password " in qawl.printed()


def test_it_serves_pages_and_static_files_to_this_machine_only(qawl):
    with urlopen(f"{qawl.address}/admin/login/") as page:
        assert 'dir="rtl"' in page.read().decode()
    with urlopen(f"{qawl.address}/static/admin/css/base.css") as stylesheet:
        assert stylesheet.headers["Content-Type"].startswith("text/css")
    web = qawl.child("gunicorn")
    assert {c.laddr.ip for p in [web] for c in p.net_connections() if c.status == "LISTEN"} == {
        "127.0.0.1"
    }


def test_it_runs_a_worker_and_a_scheduler(qawl):
    assert qawl.child("celery", "beat").is_running()
    worker = qawl.child("celery", "worker")
    wait_until(lambda: len(worker.children()) == 2, 60)


def test_it_follows_the_index(qawl):
    assert qawl.child("follow_index").is_running()
    wait_until(lambda: state_of(qawl.data.index)[0] == State.FRESH, 60)


def test_it_keeps_the_data_folder_to_itself(qawl):
    private = ["secret_key", "logs", "redis", "run", "postgres", "index"]
    assert [name for name in private if (qawl.data.root / name).stat().st_mode & 0o077] == []
    assert len(qawl.data.secret_key()) >= 50


def test_it_sorts_by_byte_and_knows_arabic_letters(qawl):
    with qawl.database() as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        assert connection.execute("SELECT show_trgm('قول') <> '{}'").fetchone() == (True,)
        assert connection.execute("SELECT 'ب' < 'ت'").fetchone() == (True,)


def test_other_commands_find_the_services_by_themselves(qawl):
    done = manage("migrate", "--check", QAWL_DATA=str(qawl.data.root))
    assert (done.returncode, done.stderr) == (0, "")


def test_a_second_copy_on_the_same_data_is_refused(qawl):
    done = manage("up", QAWL_DATA=str(qawl.data.root), PORT=str(unused_port()))
    assert done.returncode == 1
    assert done.stderr == (
        f"Qawl is already running on {qawl.data.root} (process {qawl.process.pid}).\n"
    )
    assert qawl.answers()


def test_a_port_in_use_is_refused(qawl, tmp_path):
    done = manage("up", QAWL_DATA=str(tmp_path / "data"), PORT=str(qawl.port))
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {qawl.port} cannot be used: Address already in use.")
    assert done.stderr.count("\n") == 1


def test_a_web_server_that_dies_is_started_again(qawl):
    web = qawl.child("gunicorn")
    web.kill()
    wait_until(lambda: "web ended (SIGKILL), starting it again" in qawl.printed(), 30)
    wait_until(qawl.answers, 60, qawl.printed)
    assert qawl.child("gunicorn").pid != web.pid
