"""The entrance for gunicorn and `flask`: builds the system once, and starts it only when it
serves.
"""

import atexit
import fcntl
import sys
from pathlib import Path
from typing import IO

from wiring import crash, heap, logs, tables
from wiring.commands import install_commands
from wiring.noting import note_settings
from wiring.parts import System, build
from wiring.settings import load
from wiring.settings.errors import refusal

LOCK = "web.lock"


def create() -> System:
    """The system of wsgi.py, with the commands on its application. Starts nothing."""
    settings, problems = load()
    logs.configure(production=settings.production)
    crash.arm(settings)
    system = build(settings)
    atexit.register(system.close)  # a server notes, and a library warns of, who just goes away
    install_commands(system, problems)
    return system


def start(system: System) -> None:
    """Start what runs beside the process that serves; gunicorn calls it after the fork."""
    tables.say_what_is_missing()
    note_settings(system.settings, "web")
    heap.set_apart()
    system.metrics.start()
    system.workers.start()


def stop(system: System) -> None:
    """End the workers; what they had claimed is done first."""
    system.metrics.stop()
    system.workers.stop()


def refuse_to_serve_badly(processes: int) -> IO[bytes] | None:
    """End with a sentence when the settings are wrong or another process serves already.

    Returns the lock on the data folder; whoever holds it open holds the lock. With Redis any number
    may serve, and there is no lock.
    """
    settings, problems = load()
    if problems:
        sys.exit(refusal(problems))
    if settings.redis_url:
        return None
    if processes != 1:
        sys.exit("Sílabo does not start: without Redis it runs in exactly one web process (-w 1).")
    return _lock(settings.data_dir)


def _lock(data_dir: Path) -> IO[bytes]:
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        lock = (data_dir / LOCK).open("wb")
    except OSError as error:
        sys.exit(f"Sílabo does not start: the data folder cannot be written: {error}")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        sys.exit(
            f"Sílabo does not start: another process serves the data folder {data_dir} already."
        )
    return lock
