"""The data folder: who may enter, where sockets go, what a killed start leaves behind."""

import os
import subprocess
import tempfile
from pathlib import Path

import pytest

from config.services import folder
from config.services.accounts import Account, postgres_account
from config.services.errors import CannotStart
from config.services.places import DataFolder
from config.services.postgres import Postgres
from config.services.programs import find_postgres

OURSELVES = None


@pytest.fixture
def data(tmp_path):
    data = DataFolder(tmp_path / "data")
    data.root.mkdir()
    return data


def test_it_generates_one_secret_key_for_its_owner_alone(data):
    with folder.held(data):
        first = data.secret_key()
    with folder.held(data):
        assert data.secret_key() == first
    assert len(first) >= 50
    assert data.secret_key_file.stat().st_mode & 0o777 == 0o600


def test_it_is_held_once(data):
    with (
        folder.held(data),
        pytest.raises(CannotStart, match=rf"already running on .* \(process {os.getpid()}\)"),
        folder.held(data),
    ):
        pass


def test_a_start_waits_for_the_children_of_a_killed_one(data):
    """A child that inherited the second lock ends a moment after its supervisor."""
    with folder.held(data) as kept_open:
        child = subprocess.Popen(["sleep", "0.5"], pass_fds=[kept_open])
    with folder.held(data):
        assert child.wait(0.2) == 0


def test_a_long_log_is_set_aside_at_the_next_start(data):
    data.logs.mkdir()
    (data.logs / "web.log").write_bytes(b"x" * 10_000_001)
    (data.logs / "beat.log").write_bytes(b"short")
    with folder.held(data):
        assert {log.name for log in data.logs.iterdir()} == {"web.log.1", "beat.log"}


def test_sockets_lie_in_the_data_folder(data):
    assert folder.make_run_folder(data, OURSELVES) == data.root / "run"


@pytest.mark.parametrize("name", ["x" * 90, "with space", "بيانات", 'quo"te'])
def test_sockets_lie_elsewhere_when_their_path_would_not_do(tmp_path, name):
    data = DataFolder(tmp_path / name)
    data.root.mkdir()
    run = folder.make_run_folder(data, OURSELVES)
    assert run.parent == Path("/tmp").resolve()
    assert run.stat().st_mode & 0o777 == 0o700
    assert data.run == run, "commands follow the link"
    again = folder.make_run_folder(data, OURSELVES)
    assert not run.exists(), "the next start removes what the last one left"
    again.rmdir()


@pytest.fixture
def stranger(tmp_path):
    """An account that may enter nothing in pytest's folder, which is its owner's alone."""
    tmp_path.chmod(0o700)
    return Account(65534, 65534)


def test_an_account_does_not_reach_what_lies_under_a_closed_folder(data, stranger):
    assert not stranger.reaches(data.root)
    assert stranger.reaches(Path("/tmp"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as somebody else")
def test_as_root_postgresql_lives_where_its_account_can_reach_it(data):
    data.root.parent.chmod(0o700)
    account = postgres_account()
    assert account is not None
    home = folder.make_postgres_home(data, account)
    try:
        assert account.reaches(home.parent)
        assert home.stat().st_uid == account.uid
        assert folder.make_postgres_home(data, account) == home, "the next start finds it"
        assert Postgres(home, home, account).prepare().argv[0].endswith("/bin/postgres")
        assert (home / "cluster" / "PG_VERSION").exists()
    finally:
        subprocess.run(["rm", "-rf", home], check=True)


def test_postgresql_runs_from_a_copy(tmp_path):
    copy = find_postgres().copy_to(tmp_path / "program")
    said = subprocess.run([copy.bin / "postgres", "--version"], capture_output=True, text=True)
    assert said.stdout.startswith("postgres (PostgreSQL) "), said.stderr


@pytest.fixture(scope="module")
def postgres():
    """A cluster that is never started."""
    parent = Path(tempfile.mkdtemp(prefix="qawl-folder-", dir="/tmp"))
    parent.chmod(0o711)
    account = postgres_account()
    postgres = Postgres(folder.make_postgres_home(DataFolder(parent), account), parent, account)
    (postgres.home / "cluster.new").mkdir()
    (postgres.home / "cluster.new" / "half").touch()
    postgres.prepare()
    yield postgres
    subprocess.run(["rm", "-rf", parent], check=True)


def test_a_half_made_cluster_is_made_anew(postgres):
    assert (postgres.cluster / "PG_VERSION").exists()
    assert not (postgres.home / "cluster.new").exists()


def test_a_pid_file_that_names_another_process_is_stale(postgres):
    (postgres.cluster / "postmaster.pid").write_text(f"{os.getpid()}\n{postgres.cluster}\n")
    postgres.prepare()
    assert not (postgres.cluster / "postmaster.pid").exists()


def test_a_pid_file_that_names_a_postgresql_on_this_cluster_is_respected(postgres):
    # A shell under PostgreSQL's name, waiting for its standard input.
    argv = ["postgres", "-c", "read _", str(postgres.cluster)]
    server = subprocess.Popen(argv, executable="/bin/sh", stdin=subprocess.PIPE)
    pid_file = postgres.cluster / "postmaster.pid"
    pid_file.write_text(f"{server.pid}\n{postgres.cluster}\n")
    try:
        with pytest.raises(CannotStart, match=rf"already runs on .* \(process {server.pid}\)"):
            postgres.prepare()
    finally:
        server.communicate()
        pid_file.unlink()


def test_data_of_another_version_is_refused(postgres):
    version = postgres.cluster / "PG_VERSION"
    ours = version.read_text()
    version.write_text("9\n")
    try:
        with pytest.raises(CannotStart, match="is of PostgreSQL 9, this is 1"):
            postgres.prepare()
    finally:
        version.write_text(ours)
