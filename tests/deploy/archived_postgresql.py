"""A PostgreSQL whose log is archived by pgBackRest."""

import time
from pathlib import Path

import psycopg

from tests.deploy.backup_user import USER, must
from tests.ports import free_port
from tests.services.running import Process, program, run

BINARIES = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/usr/bin"))
ARCHIVE_TIMEOUT_S = 2
CONFIGURATION = """\
[global]
repo1-path={folder}/archive
repo1-cipher-type=aes-256-cbc
repo1-cipher-pass=a-passphrase-of-this-test-alone
repo1-retention-full-type=time
repo1-retention-full=28
lock-path={folder}/locks
log-level-file=off
log-level-console=warn
archive-timeout=20
start-fast=y
compress-type=gz
compress-level=1

[silabo]
pg1-path={folder}/postgresql
pg1-socket-path={folder}
pg1-port={port}
"""


class Server:
    """A PostgreSQL whose log is archived by pgBackRest."""

    def __init__(self, folder: Path) -> None:
        """Make it and start it."""
        self.folder, self.port = folder, free_port()
        data = folder / "postgresql"
        run([str(BINARIES / "initdb"), "-D", str(data), "-U", USER, "-A", "trust"], user=USER)
        (folder / "pgbackrest.conf").write_text(CONFIGURATION.format(folder=folder, port=self.port))
        push = f"{program('pgbackrest')} --config={folder}/pgbackrest.conf --stanza=silabo"
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": str(folder),
            "archive_mode": "on",
            "archive_command": f"{push} archive-push %p",
            "archive_timeout": str(ARCHIVE_TIMEOUT_S),
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        self.process = Process(
            [str(BINARIES / "postgres"), "-D", str(data), *options], folder, user=USER
        )
        self.process.until(self._answers)
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute("CREATE ROLE silabo LOGIN")
            connection.execute("CREATE DATABASE silabo OWNER silabo")
        self.url = self._address("silabo", "silabo")

    def back_up(self) -> None:
        """A full backup."""
        for words in (["stanza-create"], ["--type=full", "backup"]):
            pgbackrest = ["pgbackrest", f"--config={self.folder}/pgbackrest.conf"]
            must([*pgbackrest, "--stanza=silabo", *words])

    def turn_log(self) -> None:
        """Begin a new file of the log, and wait until the one before is kept."""
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            row = connection.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone()
            assert row is not None
            deadline = time.monotonic() + 30
            while time.monotonic() < deadline:
                archived = "SELECT last_archived_wal FROM pg_stat_archiver"
                last = connection.execute(archived).fetchone()
                if last and last[0] and last[0] >= row[0]:
                    return
                time.sleep(0.1)
        raise RuntimeError(f"{row[0]} is not archived")

    def _address(self, name: str, user: str = USER) -> str:
        return f"postgresql://{user}@127.0.0.1:{self.port}/{name}"

    def _answers(self) -> bool:
        try:
            psycopg.connect(self._address("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True
