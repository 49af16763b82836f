"""How many questions a second are accepted for good, over HTTP: the row and its first passages."""

import itertools
import threading
import time
from collections.abc import Iterator, Sequence
from http import HTTPStatus

from bench import rows
from bench.course import QUESTIONS, student, tokens_of
from bench.figures import Rate, repeated
from bench.tool import Tool, large, small
from silabo.storage import questions
from silabo.storage.database import connection
from silabo.storage.tables import Question

SECONDS = 20.0
STUDENTS = 8  # who ask one question after the other, without a pause


def measure() -> Iterator[str]:
    """Both databases, with nobody answering: what is accepted waits."""
    with small() as tool:
        # Whoever answers in the same process would take part of it.
        yield from _lines("accepted on SQLite", tool, "100/s", answer_slots="1")
    with large() as (tool, _):
        yield from _lines("accepted on PostgreSQL and Redis", tool, "150/s", web_processes="2")


def _lines(name: str, tool: Tool, goal: str, **settings: str) -> Iterator[str]:
    tool.web(**settings)
    asked, refused = _ask(name, tool)
    with rows.inserting() as insert:
        bare = repeated(rows.NAME, insert, 3.0)
    note = f", refused {refused}, {_with_passages():.0%} with their first passages"
    yield asked.beside(bare, f"{goal}, 0.50 x, none refused", note)
    asker = student(tool.settings)
    kept = repeated(f"{name}, the row alone", lambda: questions.ask(asker.question()), 5.0)
    yield kept.beside(bare, "none; it shows what the first passages cost")


def _with_passages() -> float:
    """The share of the questions that were kept with what a search found first."""
    with connection():
        found = Question.select().where(Question.passages.is_null(False)).count()
        return float(found / max(1, Question.select().count()))


def _ask(name: str, tool: Tool) -> tuple[Rate, int]:
    statuses: list[int] = []
    started = time.perf_counter()
    threads = [
        threading.Thread(target=_student, args=(tool, token, started + SECONDS, statuses))
        for token in tokens_of(tool.settings, STUDENTS)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    seconds = time.perf_counter() - started
    good = statuses.count(HTTPStatus.CREATED)
    return Rate(name, good, seconds), len(statuses) - good


def _student(tool: Tool, token: str, until: float, statuses: list[int]) -> None:
    caller = tool.caller()
    texts: Sequence[str] = QUESTIONS
    for number in itertools.count():
        if time.perf_counter() > until:
            return
        status, _ = caller.ask(token, texts[number % len(texts)])
        statuses.append(status)
