"""What may keep `make run` from starting, said in sentences with the one command that helps."""

import fcntl
import shlex
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain, count
from pathlib import Path

from wiring.settings import PREFIX, Settings
from wiring.web import LOCK as WEB_LOCK

LOCK = "practice.lock"
FURTHER = 100  # ports from here on are proposed: far enough from those that are taken


def obstacles(settings: Settings) -> list[str]:
    """Why `make run` cannot start with these settings; nothing when it can."""
    if settings.production:
        return [f"{PREFIX}PRODUCTION: the practice LMS is for trying, never for a server"]
    if settings.port == settings.practice_port:
        return [
            f"{PREFIX}PORT and {PREFIX}PRACTICE_PORT are the same, {settings.port}: the tool and"
            " the practice LMS need a port each.",
            f"This starts both: {_command(settings)}",
        ]
    if is_served(settings.data_dir):
        running = address_of(settings.data_dir)
        where = f": open {running}" if running else "."
        return [
            f"It runs already, with the data folder {settings.data_dir}{where}",
            f"This starts another one beside it: {_command(settings)}",
        ]
    taken = [str(each) for each in (settings.port, settings.practice_port) if is_taken(each)]
    if not taken:
        return []
    ports = f"Port {taken[0]} is" if len(taken) == 1 else f"Ports {' and '.join(taken)} are"
    return [
        f"{ports} taken by another program.",
        f"This starts on others: {_command(settings)}",
    ]


@contextmanager
def held(settings: Settings) -> Iterator[None]:
    """Say by a lock that this data folder is in use, and where, as long as this lasts."""
    with (settings.data_dir / LOCK).open("a", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:  # started in the same moment
            sys.exit(f"It runs already, with the data folder {settings.data_dir}.")
        lock.truncate(0)
        lock.write(settings.practice_address)
        lock.flush()
        yield


def is_served(data_dir: Path) -> bool:
    """Whether a process serves this data folder now: `make run`, or a web process by itself."""
    return any(_is_locked(data_dir / name) for name in (LOCK, WEB_LOCK))


def address_of(data_dir: Path) -> str:
    """The practice LMS's address of the `make run` that uses this folder; "" when none does."""
    if not _is_locked(data_dir / LOCK):
        return ""
    return (data_dir / LOCK).read_text(encoding="ascii")


def is_taken(port: int) -> bool:
    """Whether somebody listens on a port of this machine."""
    # Browsers try both addresses of localhost: a stranger on either of them would be in the way.
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.settimeout(0.5)
            if probe.connect_ex((host, port)) == 0:
                return True
    return False


def _is_locked(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _command(settings: Settings) -> str:
    """A `make run` that starts: two free ports, and a data folder that nobody uses."""
    port = _free(settings.port)
    given: dict[str, object] = {
        "PORT": port,
        "PRACTICE_PORT": _free(settings.practice_port, besides=port),
    }
    folder = settings.data_dir
    if is_served(folder):
        folder = next(found for n in count(2) if not is_served(found := folder / str(n)))
    if folder != Settings.model_fields["data_dir"].default:
        given = {"DATA_DIR": shlex.quote(str(folder)), **given}
    return " ".join([*(f"{PREFIX}{name}={value}" for name, value in given.items()), "make run"])


def _free(port: int, *, besides: int = 0) -> int:
    """The port itself if it is free, else one further on."""
    candidates = chain([port], range(port + FURTHER, 65_536), range(1024, port))
    return next(each for each in candidates if each != besides and not is_taken(each))
