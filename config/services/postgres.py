"""The embedded PostgreSQL: its cluster, its command line, its readiness."""

import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

from config.services.accounts import Account
from config.services.children import Program
from config.services.errors import CannotStart
from config.services.places import DATABASE_USER
from config.services.programs import PostgresProgram, find_postgres

# Against one read of a page in its turn. With the 4 of turning disks whole tables are read although
# an index holds all that is asked for; with 1 whole tables are read by an index, row by row.
_TUNING = ("random_page_cost=2",)


@dataclass(frozen=True)
class Postgres:
    """A cluster in `home`/cluster that listens on a socket in `run` and nowhere else."""

    home: Path
    run: Path
    account: Account | None
    options: tuple[str, ...] = ()

    @property
    def cluster(self) -> Path:
        return self.home / "cluster"

    def prepare(self) -> Program:
        """Create the cluster when there is none, clear a stale pid file; the program to start."""
        found = self._reachable(find_postgres())
        if not self.cluster.exists():
            self._create(found)
        self._refuse_other_version(found)
        self._clear_stale_pid()
        reached_by = (f'unix_socket_directories="{self.run}"', "listen_addresses=")
        settings = (*reached_by, *_TUNING, *self.options)
        argv = [str(found.bin / "postgres"), "-D", str(self.cluster)]
        return Program(
            "PostgreSQL",
            argv + [word for setting in settings for word in ("-c", setting)],
            account=self.account,
            # Fast shutdown: the polite one waits for every client to leave.
            stop_signal=signal.SIGINT,
            orphan_signal=signal.SIGINT,
            grace=30,
        )

    def _reachable(self, found: PostgresProgram) -> PostgresProgram:
        if self.account is None or self.account.reaches(found.bin) or not found.copied_with:
            return found
        return found.copy_to(self.home / "program")

    def _create(self, found: PostgresProgram) -> None:
        # Under another name until it is whole: a start that was killed here leaves no half cluster.
        unfinished = self.home / "cluster.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        self._run(
            *(str(found.bin / "initdb"), "-D", str(unfinished), "-U", DATABASE_USER),
            *("--auth=trust", "--encoding=UTF8", "--no-instructions"),
            *_locale(_major(found)),
        )
        unfinished.rename(self.cluster)

    def _run(self, *argv: str) -> None:
        done = subprocess.run(
            argv,
            check=False,
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            user=self.account.uid if self.account else None,
            group=self.account.gid if self.account else None,
            extra_groups=[] if self.account else None,
        )
        if done.returncode:
            reason = (done.stderr.strip() or done.stdout.strip() or "no reason given").split("\n")
            raise CannotStart(f"PostgreSQL's {Path(argv[0]).name} failed: {reason[-1]}")

    def _refuse_other_version(self, found: PostgresProgram) -> None:
        written_by, ours = int((self.cluster / "PG_VERSION").read_text()), _major(found)
        if written_by != ours:
            raise CannotStart(
                f"The data in {self.cluster} is of PostgreSQL {written_by}, this is {ours}."
            )

    def _clear_stale_pid(self) -> None:
        """PostgreSQL would take any process with the old number for itself; we look closer."""
        pid_file = self.cluster / "postmaster.pid"
        try:
            pid = int(pid_file.read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return
        if _is_postgres_on(pid, self.cluster):
            raise CannotStart(f"PostgreSQL already runs on {self.cluster} (process {pid}).")
        pid_file.unlink()

    def answers(self) -> bool:
        """Whether it takes connections."""
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def ensure_database(self, name: str) -> None:
        """Create the database when it is not there."""
        with self._connect() as connection:
            if connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [name]
            ).fetchone():
                return
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def _connect(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host=str(self.run), user=DATABASE_USER, dbname="postgres", autocommit=True
        )


def _major(found: PostgresProgram) -> int:
    """18 of `postgres (PostgreSQL) 18.6`, 17 of `postgres (PostgreSQL) 17beta1 (Debian …)`."""
    said = subprocess.run(
        [found.bin / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    number = said.split()[2]
    return int("".join(c if c.isdigit() else " " for c in number).split()[0])


def _locale(major: int) -> list[str]:
    """Byte order for sorting, Unicode for letters: with LC_CTYPE=C Arabic has no trigrams."""
    if major >= 17:
        provider = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    else:
        provider = ["--locale-provider=libc"]
    return [*provider, "--locale=C", "--lc-ctype=C.UTF-8"]


def _is_postgres_on(pid: int, cluster: Path) -> bool:
    try:
        argv = psutil.Process(pid).cmdline()
    except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
        return False
    return bool(argv) and Path(argv[0]).name.startswith("postgres") and str(cluster) in argv
