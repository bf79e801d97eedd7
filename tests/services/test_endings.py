"""However `manage.py up` ends, no process stays behind and nothing that was stored is lost."""

import os
import shlex
import signal
from itertools import count

import pytest

from config.services.children import Child, Program
from config.services.errors import CannotStart
from config.services.supervisor import Supervisor
from tests.services.instance import Instance, still_running

_numbers = count(1)


@pytest.fixture(scope="module")
def folder():
    """One data folder, on which every test starts Qawl anew."""
    instance = Instance()
    instance.lay_out_migrated_database()
    try:
        yield instance
    finally:
        instance.remove()


@pytest.fixture
def qawl(folder):
    folder.start()
    with folder.database() as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (number integer)")
    return folder


def store_a_mark(qawl) -> None:
    number = next(_numbers)
    with qawl.database() as connection:
        connection.execute("INSERT INTO kept VALUES (%s)", [number])
    qawl.queue().rpush("kept", number)


def assert_every_mark_is_kept(qawl) -> None:
    with qawl.database() as connection:
        stored = [row[0] for row in connection.execute("SELECT number FROM kept ORDER BY number")]
    queued = sorted(int(number) for number in qawl.queue().lrange("kept", 0, -1))
    assert stored == queued == list(range(1, len(stored) + 1))


@pytest.mark.parametrize(
    ("sent", "code"),
    [(signal.SIGINT, 0), (signal.SIGTERM, 0), (signal.SIGKILL, -9)],
    ids=["Ctrl-C", "SIGTERM", "kill -9"],
)
def test_it_leaves_no_process_and_loses_nothing(qawl, sent, code):
    assert_every_mark_is_kept(qawl)
    store_a_mark(qawl)
    everything = qawl.processes()
    assert len(everything) > 10
    assert qawl.end(sent) == code
    assert still_running(everything) == []


def test_it_stops_everything_when_postgresql_dies(qawl):
    assert_every_mark_is_kept(qawl)
    everything = qawl.processes()
    os.kill(qawl.child("postgres", "cluster").pid, signal.SIGKILL)
    assert qawl.process.wait(60) == 1
    assert "PostgreSQL ended by itself" in qawl.printed().split("\n")[-2]
    assert still_running(everything) == []


@pytest.mark.parametrize(
    ("last_line", "told"),
    [
        ("Ready to accept connections unix", "ended by itself: SIGKILL (/"),
        ("FATAL: could not write lock file", "ended by itself: SIGKILL: FATAL: could not write"),
        ("", "ended by itself: SIGKILL (/"),
    ],
)
def test_it_gives_no_line_for_a_reason_that_is_none(tmp_path, monkeypatch, last_line, told):
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    supervisor = Supervisor(tmp_path, print)
    words = f"echo {shlex.quote(last_line)}; kill -9 $$"
    service = Child(Program("Valkey", ["/bin/sh", "-c", words]), tmp_path / "valkey.log")
    supervisor.services.append(service)
    service.process.wait(30)
    with pytest.raises(CannotStart) as ended:
        supervisor.watch()
    assert told in str(ended.value)
