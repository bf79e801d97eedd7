"""What cannot work is said in one line on stderr, at once, and the exit code tells."""

import socket

import pytest

from config.management.commands.up import free_port
from config.services.errors import CannotStart
from tests.services.instance import manage, unused_port


@pytest.mark.parametrize("text", ["http", "0", "65536", "-1", "80 80", "٨٠٠٠", "1e3"])
def test_a_port_that_is_none_is_refused(text):
    with pytest.raises(CannotStart, match="PORT must be a number from 1 to 65535"):
        free_port(text)


def test_a_port_that_somebody_listens_on_is_refused():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        with pytest.raises(CannotStart, match=f"Port {port} cannot be used: Address already in"):
            free_port(port)


def test_a_free_port_is_taken():
    port = unused_port()
    assert free_port(str(port)) == port


def test_up_says_so_when_the_data_folder_cannot_be_used(tmp_path):
    (tmp_path / "file").touch()
    done = manage("up", QAWL_DATA=str(tmp_path / "file"), PORT=str(unused_port()))
    assert done.returncode == 1
    assert done.stderr == f"Cannot use the data folder {tmp_path / 'file'}: File exists.\n"


@pytest.mark.parametrize("command", [["migrate"], ["clearsessions"]])
def test_a_command_without_services_says_so_at_once(tmp_path, command):
    done = manage(*command, QAWL_DATA=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr == (
        f"Qawl's database is not running: start it with `make run` (data folder {tmp_path}).\n"
    )


@pytest.mark.parametrize("command", [["help"], ["check"], ["makemigrations", "--check"]])
def test_a_command_that_needs_no_services_runs_without_and_writes_nothing(tmp_path, command):
    done = manage(*command, QAWL_DATA=str(tmp_path / "data"))
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "data").exists()


def test_a_setting_that_makes_no_sense_is_named():
    done = manage("check", DEBUG="perhaps")
    assert done.returncode == 1
    assert done.stderr == "Settings: DEBUG must be 1 or 0, not 'perhaps'.\n"


def test_a_database_elsewhere_that_does_not_answer_is_named_without_its_password(tmp_path):
    address = f"postgresql://qawl:sesame@127.0.0.1:{unused_port()}/qawl"
    done = manage("migrate", DATABASE_URL=address, QAWL_DATA=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith("The database of DATABASE_URL does not answer: connection")
    assert done.stderr.count("\n") == 1
    assert "sesame" not in done.stderr
