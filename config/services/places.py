"""Where things lie in the data folder. Imported by the settings, so it needs nothing of Django."""

import os
import socket
from dataclasses import dataclass
from pathlib import Path

DATABASE_NAME = "qawl"
DATABASE_USER = "app"


@dataclass(frozen=True)
class DataFolder:
    """The one folder that holds everything Qawl keeps: databases, sockets, logs, the secret key."""

    root: Path

    @classmethod
    def of(cls, checkout: Path) -> "DataFolder":
        """QAWL_DATA, or ./var in the checkout."""
        chosen = os.environ.get("QAWL_DATA", "").strip()
        return cls(Path(chosen).expanduser().absolute() if chosen else checkout / "var")

    @property
    def run(self) -> Path:
        """The folder of the sockets: short enough for a socket's 107 bytes, so maybe elsewhere."""
        return Path(os.path.realpath(self.root / "run"))

    @property
    def postgres_socket(self) -> Path:
        return self.run / ".s.PGSQL.5432"

    @property
    def redis_socket(self) -> Path:
        return self.run / "redis.sock"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def index(self) -> Path:
        """The index of statements: each host that serves pages has its own."""
        return self.root / "index"

    @property
    def secret_key_file(self) -> Path:
        return self.root / "secret_key"

    def secret_key(self) -> str:
        """The key that `up` generated, or nothing when it never ran."""
        try:
            return self.secret_key_file.read_text("ascii").strip()
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            return ""


def is_listening(path: Path) -> bool:
    """Whether somebody answers on the socket; a file left behind by a killed service does not."""
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True
