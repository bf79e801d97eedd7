"""The embedded Valkey: the queue, which is kept, and the cache."""

from dataclasses import dataclass
from pathlib import Path

import redis

from config.services.children import Program
from config.services.programs import find_valkey


@dataclass(frozen=True)
class Valkey:
    """A server that keeps its data in `home` and listens on `socket` and nowhere else."""

    home: Path
    socket: Path

    def prepare(self) -> Program:
        """Make its folder; the program to start."""
        self.home.mkdir(mode=0o700, exist_ok=True)
        argv = [str(find_valkey()), "--port", "0", "--daemonize", "no"]
        argv += ["--unixsocket", str(self.socket), "--unixsocketperm", "700"]
        argv += ["--dir", str(self.home), "--save", ""]
        argv += ["--appendonly", "yes", "--appendfsync", "everysec"]
        # The queue must refuse a task rather than forget one.
        argv += ["--maxmemory-policy", "noeviction"]
        return Program("Valkey", argv, cwd=self.home)

    def answers(self) -> bool:
        """Whether it takes commands; it refuses them while it reads its data."""
        try:
            with redis.Redis(unix_socket_path=str(self.socket)) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False
