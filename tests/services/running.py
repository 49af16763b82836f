"""Starting a server's process, waiting until it answers, and ending it by its process id."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from signal import Signals

from tests.services.reaper import watch

START_S = 60
STOP_S = 20


class Process:
    """One server process; its output is a file in its folder."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        *,
        user: str | None = None,
        environment: Mapping[str, str] | None = None,
        start_in: Path | None = None,
        ends_by: Signals = signal.SIGTERM,
    ) -> None:
        """Start it, as another user where it refuses to run as root; `ends_by` ends it in good
        order.
        """
        self.ends_by = ends_by
        self.command, self.folder = list(command), folder
        self.user = user if os.getuid() == 0 else None
        self.environment = {**os.environ, **(environment or {})}  # noqa: TID251 - a child's own
        self.start_in = start_in or folder
        self.log = folder / "server.log"
        self.process = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        with self.log.open("ab") as log:
            started = subprocess.Popen(
                self.command,
                cwd=self.start_in,
                env=self.environment,
                user=self.user,
                group=pwd.getpwnam(self.user).pw_gid if self.user else None,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        watch(started.pid)
        return started

    @property
    def pid(self) -> int:
        """The process id."""
        return self.process.pid

    def until(self, ready: Callable[[], bool], timeout_s: float = START_S) -> None:
        """Wait until the server is ready. Raises `RuntimeError` with the end of its log."""
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline and self.process.poll() is None:
            with contextlib.suppress(OSError):
                if ready():
                    return
            time.sleep(0.05)
        self.stop()
        raise RuntimeError(f"{self.command[0]} is not ready: {self.said()[-2000:]}")

    def said(self) -> str:
        """What it has written into its log."""
        return self.log.read_text(errors="replace")

    def signal(self, number: Signals) -> None:
        """Send the process a signal, if it lives."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End the process at once, as a power cut does."""
        self.signal(signal.SIGKILL)
        self.process.wait(STOP_S)

    def signal_group(self, number: Signals) -> None:
        """Send the process and all that it started a signal, if they live."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, number)

    def kill_group(self) -> None:
        """End the process and all that it started at once."""
        self.signal_group(signal.SIGKILL)
        self.process.wait(STOP_S)

    def children(self) -> list[int]:
        """The ids of the processes that it started."""
        listed = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        return [int(each) for each in listed.read_text().split()]

    def restart(self) -> None:
        """Start the same command again in the same folder."""
        self.process = self._start()

    def stop(self) -> None:
        """End the process in good order."""
        if self.process.poll() is None:
            self.signal(self.ends_by)
            try:
                self.process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                self.kill()


def listens(port: int) -> bool:
    """Whether somebody accepts connections on a port of loopback."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextlib.contextmanager
def owned(folder: Path, user: str) -> Iterator[Path]:
    """A new folder that belongs to a server's user, with a way down to it."""
    folder.mkdir(parents=True)
    if os.getuid() == 0:
        shutil.chown(folder, user)
        for parent in folder.parents:
            # Temporary folders are closed to other users by default.
            with contextlib.suppress(PermissionError):
                parent.chmod(parent.stat().st_mode | 0o011)
    yield folder


def run(command: Sequence[str], *, user: str | None = None) -> None:
    """Run a command to its end, as another user where asked and possible."""
    as_user = user if os.getuid() == 0 else None
    subprocess.run(list(command), check=True, user=as_user, capture_output=True, timeout=120)


def program(name: str, *folders: str) -> str:
    """Where a program is. Raises `RuntimeError`: a missing server fails a test, and is no skip."""
    path = os.pathsep.join([*folders, os.environ.get("PATH", "")])  # noqa: TID251 - finding programs
    found = shutil.which(name, path=path)
    if found is None:
        raise RuntimeError(f"{name} is not installed: tests/services/install does it")
    return found


def built(name: str) -> str:
    """Where `tests/services/install` has built a program. Raises `RuntimeError`."""
    return program(name, str(_installed() / "bin"))


def brought(name: str) -> Path:
    """Where `tests/services/install` has laid a model. Raises `RuntimeError`."""
    found = _installed() / "models" / name
    if not found.is_file():
        raise RuntimeError(f"{name} is not there: tests/services/install brings it")
    return found


def _installed() -> Path:
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"  # noqa: TID251 - finding programs
    return Path(cache) / "silabo-services"
