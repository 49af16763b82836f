"""How long asking takes: the row, the bell and the first passages, beside a bare insert."""

import itertools
import tempfile
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

from bench import rows
from bench.course import NO_CAPS, QUESTIONS, opened, student
from bench.figures import timed
from wiring.settings import Settings

RUNS = 200


def measure() -> Iterator[str]:
    """POST /api/questions in a course of three documents, without the network."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), keys_dir=Path(folder) / "keys", **NO_CAPS)
        client, token = opened(settings).app.test_client(), student(settings).token
        number, late = itertools.count(), itertools.count()

        def ask() -> None:
            response = client.post(
                "/api/questions",
                json={"text": QUESTIONS[next(number) % len(QUESTIONS)]},
                headers={"Authorization": f"Bearer {token}"},
            )
            if response.status_code != HTTPStatus.CREATED:
                raise RuntimeError(response.text)
            if not response.get_json()["passages"]:
                next(late)

        ask()  # the first one opens files and starts threads
        before = time.process_time()
        asked = timed("ask, with passages", ask, RUNS)
        cost_ms = (time.process_time() - before) * 1000 / RUNS
        bare = timed(rows.NAME, rows.insert, RUNS)
    yield asked.beside(bare, f"p50 15 ms, p99 100 ms; too late to show passages: {next(late)}")
    yield (
        f"ask, with passages: {cost_ms:.1f} ms of processor (n={RUNS}), so at most"
        f" {1000 / cost_ms:.0f}/s a core; {cost_ms / bare.p50:.1f} x the time of {bare.name}"
    )
