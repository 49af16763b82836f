"""The examples that a course offers to whoever has not asked yet: usual questions that its
documents answer.
"""

from collections.abc import Sequence

from silabo.answering.pipeline import answer
from silabo.answering.reading import Reading
from silabo.domain.answers import AnswerKind, Query
from silabo.domain.ports import PassageSearch
from silabo.wording.catalogues import mark

USUAL: tuple[str, ...] = (
    mark("When is the first exam?"),
    mark("What grade do I need to pass?"),
    mark("How much does each part count?"),
    mark("When are the office hours?"),
    mark("What happens if I hand in late?"),
    mark("Can I use a calculator in the exam?"),
    mark("Which book does the course follow?"),
)


def answered(
    candidates: Sequence[Query], search: PassageSearch, *, limit: int, reading: Reading
) -> list[str]:
    """The first candidates that the documents answer, at most `limit`. Raises `ServiceError`."""
    found: list[str] = []
    quoted: set[str] = set()
    for query in candidates:
        if len(found) == limit:
            break
        outcome = answer(query, search, reading=reading)
        # Two examples that the same words answer would show one thing twice.
        if outcome.kind is AnswerKind.EXTRACTIVE and outcome.citations[0].quote not in quoted:
            found.append(query.text)
            quoted.add(outcome.citations[0].quote)
    return found
