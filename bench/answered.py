"""How long it takes from asking to the answer, one question after the other, in both families: the
embedded one, and PostgreSQL, Redis, Weaviate and workers of their own.
"""

import time
from collections.abc import Generator, Iterator
from http import HTTPStatus

from bench.course import QUESTIONS, tokens_of
from bench.figures import Figure
from bench.tool import ANSWERS, OTHERS, Tool, large, small
from silabo.domain.questions import QuestionState
from silabo.storage.database import connection
from silabo.storage.tables import Question

RUNS = 200
MANY = 1_000  # of the servers: who passed one over in a hundred would be seen
LATE_MS = 2_000  # longer than a ring that was heard may take
LONGEST_S = 60
STUDENTS = 20


def measure() -> Iterator[str]:
    """A web process and one worker of answers, nothing else to do."""
    with small() as tool:
        tool.web()
        embedded = yield from _answered("answered, embedded", tool, RUNS, None)
    with large(weaviate=True) as (tool, _):
        tool.web()
        tool.worker(ANSWERS)
        tool.worker(OTHERS)
        yield from _answered("answered, servers", tool, MANY, embedded)


def _answered(
    name: str, tool: Tool, runs: int, baseline: Figure | None
) -> Generator[str, None, Figure]:
    times = _ask_each(tool, runs)
    figure = Figure(name, times[1:])
    late = sum(each > LATE_MS for each in figure.times_ms)
    slowest = max(figure.times_ms)
    yield (
        f"{figure.beside(baseline or figure, 'at most 2 x')}; the first after the start"
        f" {times[0]:.0f} ms, the tenth {times[9]:.0f} ms; the slowest {slowest:.0f} ms,"
        f" {late} over {LATE_MS / 1000:.0f} s (goal: 0)"
    )
    return figure


def _ask_each(tool: Tool, runs: int) -> list[float]:
    callers, tokens = tool.caller(), tokens_of(tool.settings, STUDENTS)
    times = []
    for number in range(runs):
        started = time.perf_counter()
        status, asked = callers.ask(tokens[number % STUDENTS], QUESTIONS[number % len(QUESTIONS)])
        if status != HTTPStatus.CREATED:
            raise RuntimeError(f"a question was refused with {status}")
        _await(asked)
        times.append((time.perf_counter() - started) * 1000)
    return times


def _await(public_id: str) -> None:
    end = time.monotonic() + LONGEST_S
    while time.monotonic() < end:
        with connection():
            row = Question.select(Question.state).where(Question.public_id == public_id).get()
        if row.state == QuestionState.ANSWERED:
            return
        time.sleep(0.002)
    raise RuntimeError("a question was not answered in time")
