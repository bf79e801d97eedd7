"""`manage.py up`: the whole of Qawl on this machine, until Ctrl-C."""

import http.client
import os
import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from config.one_time_password import first_admin
from config.roles import create_roles
from config.services import application, folder
from config.services.accounts import postgres_account
from config.services.errors import CannotStart
from config.services.places import DATABASE_NAME, DataFolder
from config.services.postgres import Postgres
from config.services.supervisor import Stop, Supervisor
from config.services.valkey import Valkey


class Command(BaseCommand):
    help = (
        "Start PostgreSQL, Valkey, web server, worker and scheduler on this machine, for"
        " development and for trying Qawl out. PORT chooses the port, QAWL_DATA the data folder;"
        " DATABASE_URL and REDIS_URL replace the embedded services."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--no-samples", action="store_true", help="start without the invented sample articles"
        )

    def handle(self, *, no_samples: bool, **options: Any) -> None:
        supervisor = Supervisor(settings.DATA.logs, self._say)
        try:
            port = free_port(os.environ.get("PORT", "").strip() or "8000")
            with folder.held(settings.DATA) as supervisor.kept_open:
                self._run(supervisor, port, samples=not no_samples)
        except CannotStart as error:
            self.stderr.write(str(error))
            sys.exit(1)
        except Stop:
            self.stdout.write("Qawl has stopped.")

    def _run(self, supervisor: Supervisor, port: int, *, samples: bool) -> None:
        try:
            self._say(f"Starting Qawl (data folder {settings.DATA.root})")
            start_services(supervisor, settings.DATA)
            self._prepare_database()
            credentials = first_admin()
            start_application(supervisor, port)
            if samples:
                self._offer_samples()
            connections.close_all()
            self._say(greeting(port, credentials))
            supervisor.watch()
        finally:
            supervisor.stop()

    def _prepare_database(self) -> None:
        self._say("Preparing the database")
        call_command("migrate", interactive=False, verbosity=0)
        create_roles()
        call_command("load_reference", stdout=self.stdout)
        call_command("assign_topics", "--list-only", stdout=self.stdout)

    def _offer_samples(self) -> None:
        """The first start takes the samples in; who removed them is not given them again."""
        offered = settings.DATA.root / "samples-offered"
        if not offered.exists():
            call_command("load_samples", stdout=self.stdout)
            offered.touch()

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def free_port(text: str) -> int:
    """The port as a number, if it is one and nobody listens on it."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise CannotStart(f"PORT must be a number from 1 to 65535, not {text!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((application.HOST, int(text)))
        except OSError as error:
            raise CannotStart(
                f"Port {text} cannot be used: {error.strerror}. Choose another: PORT=8001 make run"
            ) from error
    return int(text)


def start_services(supervisor: Supervisor, data: DataFolder) -> None:
    """PostgreSQL and Valkey, unless DATABASE_URL or REDIS_URL name others."""
    account = None if settings.DATABASE_URL else postgres_account()
    run = folder.make_run_folder(data, account)
    if not settings.DATABASE_URL:
        postgres = Postgres(folder.make_postgres_home(data, account), run, account)
        supervisor.start_service(postgres.prepare(), postgres.answers)
        postgres.ensure_database(DATABASE_NAME)
    if not settings.REDIS_URL:
        valkey = Valkey(data.root / "redis", data.redis_socket)
        supervisor.start_service(valkey.prepare(), valkey.answers)


def start_application(supervisor: Supervisor, port: int) -> None:
    """Web server and worker, and when the web server answers, scheduler and index."""
    web, worker, beat, index = application.programs(port)
    server = supervisor.start_application(web)
    supervisor.start_application(worker)
    supervisor.wait_until(server, lambda: is_healthy(port))
    supervisor.start_application(beat)
    supervisor.start_application(index)


def is_healthy(port: int) -> bool:
    """Whether /healthz says so."""
    connection = http.client.HTTPConnection(application.HOST, port, timeout=15)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def greeting(port: int, credentials: tuple[str, str] | None) -> str:
    """What a newcomer needs to know."""
    address = f"http://{application.HOST}:{port}/"
    lines = ["", f"Qawl is running: {address}"]
    if credentials:
        name, password = credentials
        lines.append(f"Admin: {address}admin/  user {name}, one-time password {password}")
        lines.append("You choose your own password at the first login.")
    return "\n".join([*lines, f"Logs: {settings.DATA.logs}", "Stop with Ctrl-C.", ""])
