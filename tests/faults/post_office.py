"""Letters that are owed, processes that send them, and a count of what arrived."""

import contextlib
import os
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from silabo.storage import database, deliveries, upgrade
from silabo.storage.tables import Delivery, Question
from tasks.letters import deliver_next
from tests import seeds
from tests.services.scripted_smtp import ScriptedSmtp
from tests.tasks.work import eventually
from wiring.parts import worker_parts
from wiring.settings import Settings

ROOT = Path(__file__).parents[2]
SEND_S = 120  # twice what one letter may take
END_OF_TEXT = b"\r\n.\r\n"


@dataclass
class PostOffice:
    """One database, the address of a mail server, and the journal of where letters arrive."""

    folder: Path
    database_url: str
    journal: ScriptedSmtp
    port: int
    settings: dict[str, str] = field(default_factory=dict)

    def open(self) -> None:
        """Make the tables."""
        database.bind(self.database_url)
        upgrade.upgrade()

    def owe(self) -> str:
        """Owe a letter about a new question; the question's public id."""
        return seeds.answered(seeds.member()).public_id

    def send(self, *, crash_at: str = "", **settings: str) -> int:
        """Let a process send what is owed and due; its exit status, -9 when it was killed."""
        return self._run("tests.faults.sender", crash_at, settings)

    def read(self, *, crash_at: str = "", **settings: str) -> int:
        """Let a process take what lies in the inbox; its exit status, -9 when it was killed."""
        return self._run("tests.faults.reader", crash_at, settings)

    def _run(self, program: str, crash_at: str, settings: Mapping[str, str]) -> int:
        environment = {
            **os.environ,  # noqa: TID251 - a child's own
            "SILABO_DATA_DIR": str(self.folder),
            "SILABO_KEYS_DIR": str(self.folder / "keys"),
            "SILABO_PUBLIC_URL": "https://tool.example",
            "SILABO_DATABASE_URL": self.database_url,
            "SILABO_SMTP_URL": f"smtp://127.0.0.1:{self.port}",
            "SILABO_CRASH_AT": crash_at,
            **self.settings,
            **settings,
        }
        command = [sys.executable, "-m", program]
        ended = subprocess.run(
            command, cwd=ROOT, env=environment, check=False, timeout=SEND_S, capture_output=True
        )
        assert ended.returncode in {0, -9}, ended.stderr.decode()
        return ended.returncode

    def send_here(self, **settings: str) -> None:
        """Let this process send, where no process has to die: it starts in no time."""
        parts = worker_parts(self.chosen(**settings))
        while deliver_next(parts):
            pass

    def chosen(self, **settings: str) -> Settings:
        """The settings of a process here."""
        return Settings(
            data_dir=self.folder,
            public_url="https://tool.example",
            database_url=self.database_url,
            **{"smtp_url": f"smtp://127.0.0.1:{self.port}", **settings},
        )

    def time_passes(self) -> None:
        """Leases are over, waits are over, and the sweep has been."""
        seeds.overdue(Delivery)
        deliveries.sweep()
        seeds.due(Delivery)

    @property
    def row(self) -> Delivery:
        """The one letter, as it stands."""
        with database.connection():
            return Delivery.get()

    @property
    def status(self) -> str | None:
        """The required field of the one question."""
        with database.connection():
            return Question.get().status  # type: ignore[no-any-return]

    def arrived(self, wanted: int = 1) -> int:
        """How often the letter arrived, when there was time enough for `wanted`."""
        eventually(lambda: len(self.journal.journal) >= wanted)
        return len(self.journal.journal)

    def counts(self) -> dict[str, int]:
        """Lost: owed, not refused, and not arrived. Duplicated and unexpected: in the journal."""
        times = Counter(str(each["Message-ID"]).strip("<>") for each in self.journal.messages)
        with database.connection():
            rows = {each.message_id: each for each in Delivery.select()}
        settled = [each for each in rows.values() if each.state in {"sent", "unknown"}]
        return {
            "lost": sum(times[each.message_id] == 0 for each in settled),
            "duplicated": sum(count - 1 for count in times.values()),
            "unexpected": sum(name not in rows for name in times),
            "recovered": sum(each.attempt > 1 for each in settled),
        }


class Cutter:
    """Stands before a mail server and cuts the line at the end of a letter's text, once.

    `taken`: the server has taken the letter, and its reply is lost. Otherwise the end of the text
    is lost, and the server throws the letter away.
    """

    def __init__(self, port: int, *, taken: bool) -> None:
        self._target, self._taken = port, taken
        self._cut = False
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self) -> None:
        """Take no connection any more."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._socket.accept()
                server = socket.create_connection(("127.0.0.1", self._target))
                ends = threading.Event()
                for way in (
                    lambda c=client, s=server, e=ends: self._outward(c, s, e),
                    lambda c=client, s=server, e=ends: self._back(c, s, e),
                ):
                    threading.Thread(target=self._quietly, args=(way,), daemon=True).start()

    def _quietly(self, way: Callable[[], None]) -> None:
        with contextlib.suppress(OSError):
            way()

    def _outward(self, client: socket.socket, server: socket.socket, ends: threading.Event) -> None:
        tail = b""
        while part := client.recv(65536):
            tail = (tail + part)[-5:]
            if tail == END_OF_TEXT and not self._cut:
                self._cut = True
                if not self._taken:
                    break
                ends.set()
            server.sendall(part)
        _close(client, server)

    def _back(self, client: socket.socket, server: socket.socket, ends: threading.Event) -> None:
        while part := server.recv(65536):
            if ends.is_set():
                break
            client.sendall(part)
        _close(client, server)


def _close(*lines: socket.socket) -> None:
    for each in lines:
        with contextlib.suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
        each.close()
