"""The whole tool as processes of its own: web, workers, and a checker of what became of it all."""

import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import requests

from lti_app import tokens
from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.domain.people import Role
from silabo.storage import (
    database,
    deliveries,
    passages,
    questions,
    sessions,
    tables,
    upgrade,
    versions,
)
from tests import seeds
from tests.faults.report import Report, report
from tests.ports import free_port
from tests.services.running import Process, listens
from tests.tasks.work import eventually

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
ANSWERS = ("answers",)
LETTERS = ("letters",)
OTHERS = (*LETTERS, "documents", "upkeep")
RULES = "El primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4."
LETTER_SENT = re.compile(r"letter_sent.*?delivery=(?:\x1b\[[0-9;]*m)*([0-9a-f-]{36})")
ASKED = "¿Cuándo es el primer parcial?"


@dataclass
class House:
    """Processes on one database, one data folder and, if any, one Redis."""

    folder: Path
    database_url: str
    redis_url: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    accepted: set[str] = field(default_factory=set)
    processes: list[Process] = field(default_factory=list)
    port: int = field(default_factory=free_port)
    logs: Path | None = None  # where processes log, if not in the data folder

    def prepare(self, text: str = RULES, *, ready: bool = True) -> tuple[int, int]:
        """Make the tables, and one student of a course, with a document that is ready or none."""
        database.bind(self.database_url)
        upgrade.upgrade()
        self.ana = seeds.member()
        if not ready:
            return self.ana
        version = seeds.ready(self.ana[1], text)
        index = EmbeddedIndex(self.folder / "index.sqlite")
        index.add(self.ana[1], version, passages.entries(version))
        return self.ana

    def environment(self, **changes: str) -> dict[str, str]:
        """The settings of a process."""
        return {
            "SILABO_DATA_DIR": str(self.folder),
            "SILABO_KEYS_DIR": str(self.folder / "keys"),
            "SILABO_DATABASE_URL": self.database_url,
            "SILABO_REDIS_URL": self.redis_url,
            "SILABO_PORT": str(self.port),
            "SILABO_QUESTIONS_OPEN": "0",
            "SILABO_QUESTIONS_HOUR": "0",
            "SILABO_QUESTIONS_DAY": "0",
            "SILABO_ANY_QUESTIONS_HOUR": "0",
            "SILABO_COURSE_QUESTIONS_HOUR": "0",
            "SILABO_COURSE_ANY_QUESTIONS_HOUR": "0",
            **self.settings,
            **changes,
        }

    def web(self, *, wait: bool = True, **changes: str) -> Process:
        """Start the web."""
        command = [str(BIN / "gunicorn"), "-c", "wiring/gunicorn_config.py", "wsgi:app"]
        process = self._start("web", command, changes)
        if wait:
            process.until(lambda: self.answers("/healthz"))
        return process

    def worker(
        self,
        queues: Sequence[str],
        *,
        wait: bool = True,
        before: Sequence[str] = (),
        **changes: str,
    ) -> Process:
        """Start a worker process for some queues; `before` is a command that starts it."""
        command = [
            *before,
            str(BIN / "dramatiq"),
            "worker:broker",
            "-p",
            "1",
            "-t",
            "4",
            "-Q",
            *queues,
        ]
        process = self._start(f"worker-{queues[0]}", command, changes)
        if wait:
            process.until(lambda: b"workers_started" in process.log.read_bytes())
        return process

    def workers(self, **changes: str) -> list[Process]:
        """Both kinds of worker processes."""
        started = [self.worker(each, wait=False, **changes) for each in (ANSWERS, OTHERS)]
        for process in started:
            process.until(lambda log=process.log: b"workers_started" in log.read_bytes())
        return started

    def _start(self, name: str, command: list[str], changes: dict[str, str]) -> Process:
        folder = (self.logs or self.folder) / f"{name}-{len(self.processes)}"
        folder.mkdir(parents=True)
        environment = self.environment(**{f"SILABO_{k.upper()}": v for k, v in changes.items()})
        process = Process(command, folder, environment=environment, start_in=ROOT)
        self.processes.append(process)
        return process

    def end(self) -> None:
        """End what runs, and leave the database."""
        for process in self.processes:
            process.kill_group()
        database.close_all()

    def answers(self, path: str) -> bool:
        """Whether the web answers at an address."""
        if not listens(self.port):
            return False
        try:
            return requests.get(self.url(path), timeout=5).status_code < 500
        except requests.RequestException:
            return False

    def url(self, path: str) -> str:
        """An address of the web."""
        return f"http://127.0.0.1:{self.port}{path}"

    def token(self, who: tuple[int, int] | None = None, *, role: str = "learner") -> str:
        """A bearer token, as a launch gives it."""
        person, course = who or self.ana
        with database.connection():
            launched = seeds.identity(tables.Platform.get().id, role=Role(role))
        code, token = uuid4().hex, uuid4().hex
        launch = sessions.launch(
            person, course, launched, language="es", code_digest=tokens.digest(code)
        )
        sessions.open_by_code(launch, tokens.digest(code), tokens.digest(token))
        return token

    def ask(
        self, token: str, text: str = ASKED, *, key: str = "", timeout_s: float = 20
    ) -> requests.Response:
        """Ask by HTTP, and remember what was accepted."""
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key or uuid4().hex}
        response = requests.post(
            self.url("/api/questions"), json={"text": text}, headers=headers, timeout=timeout_s
        )
        if response.status_code in (200, 201):
            self.accepted.add(response.json()["id"])
        return response

    def lapse(self) -> None:
        """Let the leases of dead processes be over, and take the rows back as a sweep does."""
        for table, aggregate in (
            (tables.Question, questions),
            (tables.Version, versions),
            (tables.Delivery, deliveries),
        ):
            seeds.overdue(table)
            aggregate.sweep()
            seeds.due(table)

    def state(self, public_id: str) -> str:
        """How far a question has come."""
        with database.connection():
            row = tables.Question.get_or_none(tables.Question.public_id == public_id)
            return row.state if row else "unknown"

    def settled(self, within_s: float = 150) -> bool:
        """Wait until nothing is under way any more."""
        return eventually(self._nothing_waits, within_s=within_s)

    def _nothing_waits(self) -> bool:
        with database.connection():
            waiting = tables.Question.select().where(
                tables.Question.state.in_(["queued", "working"])
            )
            letters = tables.Delivery.select().where(
                tables.Delivery.state.in_(["ready", "sending"])
            )
            return not waiting.exists() and not letters.exists()

    def letters(self) -> int:
        """How many letters are in the mail folder."""
        return len(list((self.folder / "mail").glob("*.eml")))

    def _sent(self) -> Counter[str]:
        """How often each letter was sent, as the workers' logs say."""
        logs = [process.said() for process in self.processes]
        return Counter(name for log in logs for name in LETTER_SENT.findall(log))

    def report(self) -> Report:
        """Compare what was accepted with what is there."""
        return report(self.accepted, self._sent())
