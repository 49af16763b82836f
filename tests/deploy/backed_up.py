"""A small Sílabo whose database and files are backed up with the real programs, as a server's
are.
"""

import io
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lti_app.lti.keys import new_key
from silabo.adapters.document_files import FolderFiles
from silabo.storage import database, tables, upgrade
from tests import seeds
from tests.deploy.archived_postgresql import BINARIES, Server
from tests.deploy.backup_user import ROOT, USER, execute, hand_over, must
from tests.ports import free_port
from tests.services.running import owned

TEXTS = (
    "El examen parcial de Álgebra se celebra el 12 de marzo de 2027 en el aula 3.",
    "La asistencia a las prácticas de laboratorio es obligatoria durante todo el semestre.",
)


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
        told["time_zone"] = "Europe/Madrid"
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


def moment(text: str) -> datetime:
    """A moment that a program wrote."""
    return datetime.fromisoformat(text).astimezone(UTC)
