"""PostgreSQL refuses to run as root: then it runs as `nobody`, in folders that nobody can reach."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

from config.services.errors import CannotStart


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int

    def reaches(self, path: Path) -> bool:
        """Whether the account may pass through `path` and every folder on the way to it."""
        real = path.resolve()
        return all(folder.stat().st_mode & 0o001 for folder in (real, *real.parents))

    def owns(self, path: Path) -> None:
        """Give the folder to the account, closed to everyone else."""
        os.chown(path, self.uid, self.gid)
        path.chmod(0o700)


def postgres_account() -> Account | None:
    """The account to run PostgreSQL as; None for the one that we run as ourselves."""
    if os.geteuid() != 0:
        return None
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise CannotStart(
            "PostgreSQL cannot run as root and this machine has no account `nobody`:"
            " start Qawl as an ordinary user, or set DATABASE_URL."
        ) from None
    return Account(nobody.pw_uid, nobody.pw_gid)
