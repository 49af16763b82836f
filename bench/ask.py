"""How long asking takes: the row, the bell and the first passages, beside a bare insert."""

import logging
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus
from itertools import count
from pathlib import Path

from flask import Flask

from bench import rows
from bench.course import QUESTIONS, UNREACHED, opened, student
from bench.figures import Figure, timed
from lti_app.app import create_app
from silabo.domain.errors import ServiceError
from silabo.domain.passages import Hit, Passage
from wiring.settings import Settings

RUNS = 200


def measure() -> Iterator[str]:
    """POST /api/questions in a course of three documents, without the network."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), keys_dir=Path(folder) / "keys", **UNREACHED)
        system, token = opened(settings), student(settings).token
        parts = system.web
        asker = _Asker(system.app, token)
        asked, cost_ms = _timed("ask, with passages", asker)
        # An index that does not answer is given up at once: what is left is the row.
        logging.getLogger("lti_app.searchers").setLevel(logging.ERROR)  # and no line for each
        alone, alone_ms = _timed(
            "ask, without passages",
            _Asker(create_app(replace(parts, search=lambda *_: _SilentSearch())), token),
        )
        with rows.inserting() as insert:
            bare = timed(rows.NAME, insert, RUNS)
    late = f"too late to show passages: {asker.without}"
    yield asked.beside(bare, f"p50 15 ms, p99 100 ms; {late}")
    yield alone.beside(bare, "none; it shows what the first passages cost")
    yield (
        f"ask: {cost_ms:.1f} ms of processor with passages, {alone_ms:.1f} ms without"
        f" (n={RUNS} each); goal without: 8 ms"
    )


class _Asker:
    """Asks over and over, as one student; counts how often no passages came along."""

    def __init__(self, app: Flask, token: str) -> None:
        self.without = 0
        self._client, self._token, self._number = app.test_client(), token, count()

    def __call__(self) -> None:
        response = self._client.post(
            "/api/questions",
            json={"text": QUESTIONS[next(self._number) % len(QUESTIONS)]},
            headers={"Authorization": f"Bearer {self._token}"},
        )
        if response.status_code != HTTPStatus.CREATED:
            raise RuntimeError(response.text)
        self.without += not response.get_json()["passages"]


class _SilentSearch:
    def __call__(self, *_: object, **__: object) -> list[Hit]:
        raise ServiceError("no index here")

    def following(self, *_: object, **__: object) -> list[Passage]:
        raise ServiceError("no index here")


def _timed(name: str, ask: _Asker) -> tuple[Figure, float]:
    """How long asking takes, and its milliseconds of processor."""
    ask()  # the first one opens files and starts threads
    before = time.process_time()
    figure = timed(name, ask, RUNS)
    return figure, (time.process_time() - before) * 1000 / RUNS
