"""How long the question of a worker that was killed stays away from the queue."""

import time
from collections.abc import Callable, Iterator
from functools import partial

from bench.course import tokens_of
from bench.tool import ANSWERS, Tool, large
from silabo.domain.questions import QuestionState
from silabo.storage.database import connection
from silabo.storage.leases import LEASE_MS
from silabo.storage.tables import Question
from tasks.sweep import INTERVAL_S

WORKERS = 3  # killed one after the other, so that they meet the sweep at several moments
APART_S = 3.5
LONGEST_S = 90


def measure() -> Iterator[str]:
    """Workers that hold a question are killed; another process sweeps, and takes them again."""
    with large() as (tool, _):
        waited = sorted(_recover(tool))
    yield (
        f"killed worker to requeued: {waited[len(waited) // 2]:.0f} s, at most {waited[-1]:.0f} s"
        f" (n={len(waited)}); a lease is {LEASE_MS / 1000:.0f} s from the last heartbeat and a"
        f" sweep comes every {INTERVAL_S} s; goal: 60 s"
    )


def _recover(tool: Tool) -> list[float]:
    tool.web()
    tokens = tokens_of(tool.settings, WORKERS)
    holding = []
    for token in tokens:
        # Held where the question is claimed and nothing is written yet.
        worker = tool.worker(ANSWERS, crash_at="answer_claimed:stop", answer_slots="1")
        _, asked = tool.caller().ask(token, "¿Cuándo es el primer parcial?")
        _until(partial(_works_on, asked))
        holding.append((worker, asked))
    killed = {}
    for worker, asked in holding:
        worker.kill_group()
        killed[asked] = time.monotonic()
        time.sleep(APART_S)
    tool.worker(ANSWERS)
    waited: list[float] = []
    while killed:
        _until(lambda: any(map(_again, killed)))
        waited += [time.monotonic() - killed.pop(each) for each in list(killed) if _again(each)]
    return waited


def _state(public_id: str) -> str:
    with connection():
        return str(Question.get(Question.public_id == public_id).state)


def _works_on(public_id: str) -> bool:
    return _state(public_id) == QuestionState.WORKING


def _again(public_id: str) -> bool:
    """Whether it waits again, or was claimed again since."""
    with connection():
        row = Question.get(Question.public_id == public_id)
        return row.state != QuestionState.WORKING or row.attempt > 1


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST_S
    while not holds():
        if time.monotonic() > end:
            raise RuntimeError("it did not come about in time")
        time.sleep(0.1)
