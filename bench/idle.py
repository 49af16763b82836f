"""What processes cost that have nothing to do: queries, processor and memory."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress

from bench.course import QUESTIONS, tokens_of
from bench.process_costs import memory_mb, processor_s
from bench.tool import ANSWERS, OTHERS, large
from silabo.storage.database import database
from tests.services.postgresql import Postgresql
from tests.services.running import Process

SECONDS = 30  # three sweeps


def measure() -> Iterator[str]:
    """PostgreSQL counts the statements; each process runs alone with it."""
    with large() as (tool, postgresql):
        web = tool.web()
        for token in tokens_of(tool.settings, 20):
            tool.caller().ask(token, QUESTIONS[0])
        yield _memory("web, after 20 questions", web)
        web.stop()
        for queues in (ANSWERS, OTHERS):
            worker = tool.worker(queues)
            time.sleep(15)  # until what was asked is answered and told
            yield _idle(f"idle worker of {', '.join(queues)}", worker, postgresql)
            yield _memory(f"worker of {', '.join(queues)}", worker)
            worker.stop()


def _idle(name: str, worker: Process, postgresql: Postgresql) -> str:
    _log_statements("all")
    before, used = _logged(postgresql), processor_s(worker.pid)
    time.sleep(SECONDS)
    statements = _logged(postgresql) - before
    used = processor_s(worker.pid) - used
    _log_statements("none")
    return (
        f"{name}: {statements / SECONDS:.1f} queries/s (n={statements} in {SECONDS} s),"
        f" {100 * used / SECONDS:.1f} % of a core; goal: 2 queries/s, 1 %"
    )


def _log_statements(which: str) -> None:
    database.execute_sql(f"ALTER SYSTEM SET log_statement = '{which}'")
    database.execute_sql("SELECT pg_reload_conf()")
    time.sleep(0.5)


def _logged(postgresql: Postgresql) -> int:
    """How many statements but the ends of transactions are in the server's log."""
    log = postgresql.process.log.read_text(errors="replace").splitlines()
    said = [line for line in log if "LOG:  statement: " in line or "LOG:  execute " in line]
    return sum(not line.endswith((": BEGIN", ": COMMIT", ": ROLLBACK")) for line in said)


def _memory(name: str, process: Process) -> str:
    resident, proportional = memory_mb(process.pid)
    bare = subprocess.Popen(
        [sys.executable, "-c", "import flask; print(flush=True); input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with bare, suppress(BrokenPipeError):
        if bare.stdout is not None:
            bare.stdout.readline()
        _, alone = memory_mb(bare.pid)
        bare.kill()
    return (
        f"memory of {name}: {resident:.0f} MB resident, {proportional:.0f} MB proportional;"
        f" {proportional / alone:.1f} x a Python that imports Flask ({alone:.0f} MB)"
    )
