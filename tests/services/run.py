"""`make run SERVICES=1`: the tool on PostgreSQL, Redis, Weaviate, a model server and SMTP.

Everything lies in a folder that goes with Ctrl-C. The model server is the scripted one, which
writes from the passages: random weights would only show that quotations stand in. Its letters are
put where the practice LMS's mailbox looks.
"""

import os
import sys
import tempfile
import threading
from contextlib import ExitStack
from pathlib import Path

from tests.faults.house import ANSWERS, BIN, OTHERS, ROOT
from tests.services.postgresql import Postgresql
from tests.services.redis import Redis
from tests.services.running import Process
from tests.services.scripted_ollama import MODEL, ScriptedOllama
from tests.services.scripted_smtp import ScriptedSmtp
from tests.services.weaviate import KEY, Weaviate
from wiring.practice import run
from wiring.settings import load


def main() -> int:
    """Start the servers, then the workers, then what `make run` starts."""
    with ExitStack() as stack:
        folder = Path(
            stack.enter_context(
                tempfile.TemporaryDirectory(prefix="silabo-run-", ignore_cleanup_errors=True)
            )
        )
        os.environ.update(_start(folder, stack))  # noqa: TID251 - for what it starts
        settings, problems = load()
        if problems:
            sys.exit("\n".join(problems))
        run.prepare(settings)
        for queues in (ANSWERS, OTHERS):
            worker = _worker(folder / f"worker-{queues[0]}", queues)
            stack.callback(worker.stop)
        return run.main()


def _start(folder: Path, stack: ExitStack) -> dict[str, str]:
    """Start each server, end it with the stack, and say how the tool reaches them."""
    postgresql = Postgresql(folder / "postgresql")
    stack.callback(postgresql.process.stop)
    redis = Redis(folder / "redis")
    stack.callback(redis.process.stop)
    weaviate = Weaviate(folder / "weaviate")
    stack.callback(weaviate.process.stop)
    ollama = ScriptedOllama(pace_s=0.05)
    stack.callback(ollama.stop)
    smtp = ScriptedSmtp()
    stack.callback(smtp.stop)
    ending = threading.Event()
    stack.callback(ending.set)
    threading.Thread(target=_fill_mailbox, args=(smtp, folder / "mail", ending)).start()
    return {
        "SILABO_DATA_DIR": str(folder),
        "SILABO_KEYS_DIR": str(folder / "keys"),
        "SILABO_DATABASE_URL": postgresql.new_database("silabo"),
        "SILABO_REDIS_URL": redis.url,
        "SILABO_WEAVIATE_URL": f"http://127.0.0.1:{weaviate.port}",
        "SILABO_WEAVIATE_GRPC_PORT": str(weaviate.grpc_port),
        "SILABO_WEAVIATE_KEY": KEY,
        "SILABO_OLLAMA_URL": ollama.url,
        "SILABO_MODEL": MODEL,
        "SILABO_SMTP_URL": f"smtp://127.0.0.1:{smtp.port}?starttls=none",
    }


def _worker(folder: Path, queues: tuple[str, ...]) -> Process:
    folder.mkdir()
    command = [str(BIN / "dramatiq"), "worker:broker", "-p", "1", "-t", "4", "-Q", *queues]
    return Process(command, folder, start_in=ROOT)


def _fill_mailbox(smtp: ScriptedSmtp, mailbox: Path, ending: threading.Event) -> None:
    mailbox.mkdir(parents=True, exist_ok=True)
    shown = 0
    while not ending.wait(0.3):
        for message in smtp.messages[shown:]:
            (mailbox / f"{shown:06}.eml").write_bytes(bytes(message))
            shown += 1


if __name__ == "__main__":
    sys.exit(main())
