"""A small Sílabo whose database and files are backed up with the real programs, as a server's
are.
"""

import io
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from lti_app.lti.keys import new_key
from silabo.adapters.document_files import FolderFiles
from silabo.storage import database, tables, upgrade
from tests import seeds
from tests.ports import free_port
from tests.services.running import Process, owned, program, run

USER = "postgres"  # Debian's; PostgreSQL refuses to run as root
ROOT = Path(__file__).parents[2]
BINARIES = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/usr/bin"))
ARCHIVE_TIMEOUT_S = 2
TEXTS = (
    "El examen parcial de Álgebra se celebra el 12 de marzo de 2027 en el aula 3.",
    "La asistencia a las prácticas de laboratorio es obligatoria durante todo el semestre.",
)
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


def as_user(command: Sequence[str | Path]) -> list[str]:
    """A command as the user of the backup, who is not root, but may read this checkout."""
    words = [str(each) for each in command]
    if os.getuid():
        return words
    rights = ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
    return ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--init-groups", *rights, *words]


def execute(
    command: Sequence[str | Path], **environment: str
) -> "subprocess.CompletedProcess[str]":
    """Run a command as that user, to whatever end."""
    return subprocess.run(
        as_user(command),
        env={"PATH": os.environ["PATH"], **environment},  # noqa: TID251 - a child's own
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )


def must(command: Sequence[str | Path], **environment: str) -> str:
    """Run it; it must end well."""
    ended = execute(command, **environment)
    assert ended.returncode == 0, ended.stderr + ended.stdout
    return ended.stdout


def hand_over(folder: Path) -> None:
    """Let all in a folder belong to that user."""
    if not os.getuid():
        run(["chown", "-R", f"{USER}:{USER}", str(folder)])


@dataclass
class Backups:
    """A folder with backups, the plan of a drill over them, and the drill."""

    folder: Path

    def plan(self, **changes: object) -> Path:
        """The plan's file, with these changes."""
        told = json.loads((self.folder / "plan.json").read_text()) | changes
        path = self.folder / "plan.toml"
        path.write_text("".join(f"{name} = {json.dumps(value)}\n" for name, value in told.items()))
        return path

    def drill(self, **changes: object) -> "subprocess.CompletedProcess[str]":
        """Run the drill."""
        module = ["-m", "deploy.backup.drill", self.plan(**changes)]
        return execute([sys.executable, *module])

    @property
    def stamp(self) -> Path:
        """What a drill that went well leaves."""
        return self.folder / "drilled.json"

    def files(self, pattern: str) -> list[Path]:
        """Files of the backups, largest first."""
        found = [each for each in self.folder.glob(pattern) if each.is_file()]
        return sorted(found, key=lambda each: each.stat().st_size, reverse=True)


class Original(Backups):
    """The system that is backed up. With PostgreSQL, `wal` names what was written since."""

    def __init__(self, folder: Path, *, postgresql: bool) -> None:
        """Start it, fill it, back it up."""
        super().__init__(folder)
        with owned(folder, USER):
            pass
        self.server = Server(folder) if postgresql else None
        self.url = self.server.url if self.server else f"sqlite:///{folder}/silabo.sqlite"
        self.fill()
        self.give()
        if self.server:
            self.server.back_up()
        self.take()
        self.snapshot()
        self._plan()

    def fill(self) -> None:
        """A course with two documents and their files, questions in every state, a key."""
        database.bind(self.url)
        upgrade.upgrade()
        ana, luis = seeds.member("3"), seeds.member("4")
        seeds.ready(ana[1], TEXTS[0], name="Fechas.md")
        seeds.ready(ana[1], TEXTS[1], name="Normas.md")
        files = FolderFiles(self.folder / "files")
        for row in tables.Version.select():
            data = f"the file of {row.public_id} ".encode() * 500
            stored = files.save(row.public_id, io.BytesIO(data), limit=len(data))
            tables.Version.update(sha256=stored.sha256).where(tables.Version.id == row.id).execute()
        for person in (ana, luis):
            seeds.answered(person)
        seeds.ask(luis)
        database.close_all()
        new_key(self.folder / "keys")

    def ask(self, count: int = 1) -> None:
        """More questions, each in a file of the log of its own."""
        database.bind(self.url)
        for _ in range(count):
            seeds.ask(seeds.member("3"))
            if self.server:
                self.server.turn_log()
        database.close_all()

    def take(self) -> None:
        """Write what the original holds now."""
        copy = [] if self.server else ["--copy", self.folder / "taken" / "silabo.sqlite"]
        (self.folder / "taken").mkdir(exist_ok=True)
        self.give()
        flask = ROOT / ".venv" / "bin" / "flask"
        environment = {"SILABO_DATABASE_URL": self.url, "SILABO_DATA_DIR": str(self.folder)}
        must([flask, "backup", "take", *copy, self.folder / "taken" / "taken.json"], **environment)

    def snapshot(self) -> None:
        """Back the files up."""
        (self.folder / "password").write_text("a password of this test")
        (self.folder / "address").write_text(str(self.folder / "restic"))
        self.give()
        kept = [self.folder / name for name in ("files", "keys", "taken")]
        must([sys.executable, "-m", "deploy.backup.keep", *self.repository(), *kept])

    def repository(self) -> list[Path]:
        """Where `keep` is told to keep."""
        return [self.folder / name for name in ("address", "password", "known")]

    def give(self) -> None:
        """Let all belong to the backup's user."""
        hand_over(self.folder)

    def _plan(self) -> None:
        told: dict[str, object] = {
            "folder": str(self.folder / "drill"),
            "release": str(ROOT),
            "stamp": str(self.stamp),
            "taken": str(self.folder / "taken" / "taken.json"),
            "files": str(self.folder / "files"),
            "keys": str(self.folder / "keys"),
            "repository": str(self.folder / "address"),
            "password": str(self.folder / "password"),
            "oldest_files_hours": 2,
            "archive_seconds": 30,
            "spare_bytes": 1_000_000,
        }
        if self.server:
            told |= {
                "stanza": "silabo",
                "pgbackrest": str(self.folder / "pgbackrest.conf"),
                "postgresql": str(BINARIES),
                "port": free_port(),
            }
        else:
            told["copy"] = str(self.folder / "taken" / "silabo.sqlite")
        (self.folder / "plan.json").write_text(json.dumps(told))

    def copied(self, folder: Path) -> Backups:
        """The same backups in another folder, to be damaged; the original goes on."""
        shutil.copytree(self.folder / "restic", folder / "restic")
        for name in ("plan.json", "password"):
            shutil.copy(self.folder / name, folder)
        told = json.loads((folder / "plan.json").read_text())
        told |= {"folder": str(folder / "drill"), "stamp": str(folder / "drilled.json")}
        (folder / "address").write_text(str(folder / "restic"))
        told |= {"repository": str(folder / "address"), "password": str(folder / "password")}
        if self.server:
            shutil.copytree(self.folder / "archive", folder / "archive")
            text = (self.folder / "pgbackrest.conf").read_text()
            text = text.replace(f"{self.folder}/archive", f"{folder}/archive")
            (folder / "pgbackrest.conf").write_text(text)
            told |= {"pgbackrest": str(folder / "pgbackrest.conf"), "port": free_port()}
        (folder / "plan.json").write_text(json.dumps(told))
        hand_over(folder)
        return Backups(folder)


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


def moment(text: str) -> datetime:
    """A moment that a program wrote."""
    return datetime.fromisoformat(text).astimezone(UTC)
