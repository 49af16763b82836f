"""How long claiming the next question takes among a million finished ones, beside none."""

from collections.abc import Iterator

from bench.course import Student, student
from bench.figures import Figure, timed
from bench.growth import FINISHED, fill
from bench.tool import Tool, large, small
from silabo.storage import questions
from silabo.storage.database import transaction

CLAIMS = 100


def measure() -> Iterator[str]:
    """Both databases, on connections that are kept."""
    with small() as tool:
        yield _line("claim on SQLite", tool)
    with large() as (tool, _):
        yield _line("claim on PostgreSQL", tool)


def _line(name: str, tool: Tool) -> str:
    asker = student(tool.settings)
    none = _claim("with none of them", asker)
    fill(asker, "answered", FINISHED)
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
