"""Questions to begin with: usual ones that this course's documents do answer, and no others."""

from collections.abc import Sequence

from silabo.answering.pipeline import answer
from silabo.answering.reading import Reading
from silabo.domain.answers import AnswerKind, Query
from silabo.domain.ports import PassageSearch
from silabo.language.wording import mark

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
    for query in candidates:
        if len(found) == limit:
            break
        if answer(query, search, reading=reading).kind is AnswerKind.EXTRACTIVE:
            found.append(query.text)
    return found
