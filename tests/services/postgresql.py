"""A PostgreSQL of this run."""

import glob
import signal
import time
from pathlib import Path

import psycopg

from tests.ports import free_port
from tests.services.running import Process, listens, owned, program, run

USER = "postgres"  # Debian's; PostgreSQL refuses to run as root
SETTINGS = ["fsync=on", "synchronous_commit=on", "max_connections=100", "unix_socket_directories="]


class Postgresql:
    """One server with one database after the other."""

    def __init__(self, folder: Path) -> None:
        """Make its folder and start it."""
        bins = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
        with owned(folder, USER):
            data = folder / "data"
            initdb = program("initdb", *bins)
            run([initdb, "-D", str(data), "-U", USER, "-A", "trust", "-E", "UTF8"], user=USER)
            self.port = free_port()
            options = [part for each in SETTINGS for part in ("-c", each)]
            address = ["-h", "127.0.0.1", "-p", str(self.port)]
            command = [program("postgres", *bins), "-D", str(data), *address, *options]
            # SIGTERM would wait until the last client has gone.
            self.process = Process(command, folder, user=USER, ends_by=signal.SIGINT)
        self.await_ready()

    def await_ready(self) -> None:
        """Wait until it answers."""
        self.process.until(self._answers)

    def new_database(self, name: str) -> str:
        """An empty database, and its URL."""
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{name}"')
        return self._url(name)

    def kill_and_restart(self) -> None:
        """End it as a power cut does, and start it again over what it left."""
        self.process.kill_group()
        (self.process.folder / "data" / "postmaster.pid").unlink(missing_ok=True)
        self.process.restart()
        self.await_ready()

    def cut_connections(self) -> None:
        """End every connection but our own, as an administrator may."""
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )

    def take_all_connections(self) -> list["psycopg.Connection[tuple[object, ...]]"]:
        """Hold every connection that there is: also those that others keep for later, which are
        ended, and those with which they come back before they can be held."""
        held = self._free_connections()
        for _ in range(20):
            ended = held[0].execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE backend_type = 'client backend' AND pid <> ALL(%s)",
                [[each.info.backend_pid for each in held]],
            )
            held[0].commit()  # what is there is looked at once a transaction
            time.sleep(0.1)  # one that is ended leaves its room a moment later
            free = self._free_connections()
            held += free
            if not ended.fetchall() and not free:
                break
        return held

    def _free_connections(self) -> list["psycopg.Connection[tuple[object, ...]]"]:
        taken: list[psycopg.Connection[tuple[object, ...]]] = []
        while True:
            try:
                taken.append(psycopg.connect(self._url("postgres"), connect_timeout=5))
            except psycopg.OperationalError:
                return taken

    def _url(self, name: str) -> str:
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{name}"

    def _answers(self) -> bool:
        if not listens(self.port):
            return False
        try:
            with psycopg.connect(self._url("postgres"), connect_timeout=2) as connection:
                connection.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True
