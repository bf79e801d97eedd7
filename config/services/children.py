"""One foreground child of the supervisor: start it bound to us, stop it in bounded time."""

import os
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from config.services.accounts import Account
from config.services.orphans import bound_to_this_process


@dataclass(frozen=True)
class Program:
    """What to run, and how it wants to be stopped."""

    name: str
    argv: list[str]
    cwd: Path = Path("/")
    env: dict[str, str] | None = None
    account: Account | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    # Sent by the kernel when the supervisor itself was killed.
    orphan_signal: signal.Signals = signal.SIGTERM
    grace: float = 10


@dataclass
class Child:
    """A running program in its own process group, so that Ctrl-C reaches only the supervisor."""

    program: Program
    log: Path
    kept_open: int | None = None
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        account = self.program.account
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.program.argv,
                cwd=self.program.cwd,
                env=self.program.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                process_group=0,
                pass_fds=() if self.kept_open is None else (self.kept_open,),
                user=account.uid if account else None,
                group=account.gid if account else None,
                extra_groups=[] if account else None,
                preexec_fn=bound_to_this_process(self.program.orphan_signal),
            )

    def ended(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        return self.process.poll()

    def ask_to_stop(self) -> None:
        if self.ended() is None:
            self.process.send_signal(self.program.stop_signal)

    def wait_or_kill(self) -> None:
        """Wait for the end that was asked for; after the grace time, kill the whole group."""
        try:
            self.process.wait(self.program.grace)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def last_words(self) -> str:
        """The last line that it logged."""
        lines = self.log.read_text("utf-8", errors="replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")
