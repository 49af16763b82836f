"""How long asking takes while questions arrive at a fixed rate and are answered, with Redis and
without it.
"""

import queue
import threading
import time
from collections.abc import Iterator
from http import HTTPStatus

from bench import rows
from bench.course import QUESTIONS, tokens_of
from bench.figures import Figure, timed
from bench.tool import ANSWERS, OTHERS, Tool, large

PER_SECOND = 20
BURST = 3  # a second: 900 in five minutes, on the eve of an exam of a campus of 30,000
SECONDS = 20
BROWSERS = 40  # connections: an arrival never waits for an earlier one


def measure() -> Iterator[str]:
    """PostgreSQL, two web processes and both workers; then the same with Redis ended."""
    with large() as (tool, _):
        tool.web(web_processes="2")
        tool.worker(ANSWERS)
        tool.worker(OTHERS)
        with rows.inserting() as insert:
            bare = timed(rows.NAME, insert, 200)
        yield _arrive(f"ask, {BURST}/s over HTTP", tool, BURST).beside(bare, "p99 100 ms")
        name = f"ask, {PER_SECOND}/s over HTTP"
        yield _arrive(name, tool).beside(bare, "p50 15 ms, p99 100 ms")
        if tool.redis is not None:
            tool.redis.process.kill()
        yield _arrive(f"{name}, Redis ended", tool).beside(bare, "p99 200 ms")


def _arrive(name: str, tool: Tool, per_second: int = PER_SECOND) -> Figure:
    """Ask at fixed moments, whatever became of the earlier; each time counts from its moment."""
    planned: queue.Queue[float | None] = queue.Queue()
    asked: list[tuple[int, float]] = []
    threads = [
        threading.Thread(target=_browser, args=(tool, token, planned, asked))
        for token in tokens_of(tool.settings, BROWSERS)
    ]
    for each in threads:
        each.start()
    begin = time.perf_counter() + 0.5
    for number in range(per_second * SECONDS):
        moment = begin + number / per_second
        time.sleep(max(0.0, moment - time.perf_counter()))
        planned.put(moment)
    for _ in threads:
        planned.put(None)
    for each in threads:
        each.join()
    refused = [status for status, _ in asked if status != HTTPStatus.CREATED]
    if refused:
        raise RuntimeError(f"{len(refused)} questions were refused, one with {refused[0]}")
    return Figure(name, [took_ms for _, took_ms in asked])


def _browser(
    tool: Tool, token: str, planned: "queue.Queue[float | None]", asked: list[tuple[int, float]]
) -> None:
    caller = tool.caller()
    while (moment := planned.get()) is not None:
        status, _ = caller.ask(token, QUESTIONS[len(asked) % len(QUESTIONS)])
        asked.append((status, (time.perf_counter() - moment) * 1000))
