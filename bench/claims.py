"""How long claiming the next question takes among a million finished ones, beside none."""

from collections.abc import Iterator

from bench.course import Student, student
from bench.figures import Figure, timed
from bench.tool import Tool, large, small
from silabo.storage import questions
from silabo.storage.database import connection, database, transaction

FINISHED = 1_000_000
AT_ONCE = 20_000  # our own limit ends statements that take long
CLAIMS = 100
# What SQLite and PostgreSQL both understand; ids like ours, so that the indexes are as large.
FILL = """
INSERT INTO question (public_id, course_id, person_id, idempotency_key, text, language, state,
  round, letter, asked_at, answered_at, run_after, attempt)
WITH RECURSIVE numbers(n) AS (
  SELECT {first} UNION ALL SELECT n + 1 FROM numbers WHERE n < {last}
)
SELECT 'f' || n, {asker.course}, {asker.person}, 'k' || n, 'When is the exam?', 'en',
  'answered', 0, {true}, 1700000000000 + n, 1700000001000 + n, 0, 1 FROM numbers
"""


def measure() -> Iterator[str]:
    """Both databases, on a connection of each claim's own."""
    with small() as tool:
        yield _line("claim on SQLite", tool, true="1")
    with large() as (tool, _):
        yield _line("claim on PostgreSQL", tool, true="true")


def _line(name: str, tool: Tool, *, true: str) -> str:
    asker = student(tool.settings)
    none = _claim("with none of them", asker)
    with connection():
        for first in range(1, FINISHED, AT_ONCE):
            last = first + AT_ONCE - 1
            database.execute_sql(FILL.format(first=first, last=last, asker=asker, true=true))
        database.execute_sql("ANALYZE")
    among = _claim(f"{name} among {FINISHED:,} finished questions", asker)
    return among.beside(none, "p99 10 ms")


def _claim(name: str, asker: Student) -> Figure:
    _ask(asker)
    figure = timed(name, lambda: questions.claim("bench:1"), CLAIMS)
    if questions.claim("bench:1") is not None:
        raise RuntimeError("a claim found nothing while something waited")
    return figure


@transaction
def _ask(asker: Student) -> None:
    for _ in range(CLAIMS):
        questions.ask(asker.question())
