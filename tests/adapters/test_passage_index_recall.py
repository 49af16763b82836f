"""Both passage indexes find the same: an order may differ, the best passage is not lost."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.formats import media_type_of
from ingest.passages import cut
from ingest.read import read
from practice_lms.courses.catalogue import COURSES_DIR, courses
from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.domain.passages import BlockKind, IndexEntry
from silabo.domain.ports import PassageIndex
from tests.adapters.indexes import found, weaviate_index
from tests.services.weaviate import Weaviate

pytestmark = pytest.mark.service
FLOOR = 0.9


def entries() -> dict[str, list[IndexEntry]]:
    """The passages of the demo courses, as they are indexed."""
    numbers = iter(range(1, 1_000_000))
    return {
        course.folder.name: [
            IndexEntry(
                next(numbers),
                " ".join([document.path.stem, *piece.path, piece.lead, *piece.header]),
                piece.text,
                course.language,
            )
            for document in course.documents
            for piece in cut(_extract(document.path))
            if piece.kind is not BlockKind.HEADER
        ]
        for course in courses()
    }


def _extract(path: Path):
    data = path.read_bytes()
    return read(data, media_type_of(path.name, data[:4096]))


@pytest.fixture
def both(
    weaviate_server: Weaviate, tmp_path: Path
) -> Iterator[tuple[PassageIndex, PassageIndex, dict[str, int]]]:
    """The embedded index and Weaviate with the demo courses, and the courses' numbers."""
    embedded = EmbeddedIndex(tmp_path / "index.sqlite")
    with weaviate_index(weaviate_server) as weaviate:
        numbers = {}
        for number, (name, passages) in enumerate(entries().items(), start=1):
            numbers[name] = number
            for index in (embedded, weaviate):
                index.add(number, 1, passages)
        yield embedded, weaviate, numbers


def test_the_best_of_one_index_is_among_the_best_of_the_other(
    both: tuple[PassageIndex, PassageIndex, dict[str, int]],
) -> None:
    embedded, weaviate, numbers = both
    lines = (COURSES_DIR / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line) for line in lines]
    pairs = [
        (
            found(embedded, each["question"], course=numbers[each["course"]]),
            found(weaviate, each["question"], course=numbers[each["course"]]),
        )
        for each in asked
    ]
    answered = [(here, there) for here, there in pairs if here]
    forth = sum(here[0] in there[:3] for here, there in answered) / len(answered)
    back = sum(there[0] in here[:3] for here, there in answered) / len(answered)
    print(f"{len(answered)} questions: {forth:.3f} forth, {back:.3f} back")  # noqa: T201

    assert all(bool(here) == bool(there) for here, there in pairs)
    assert len(answered) > 100
    assert min(forth, back) >= FLOOR
