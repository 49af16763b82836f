import logging
from collections.abc import Iterator

import pytest

from silabo.adapters.meaning_index import MeaningIndex
from silabo.adapters.weaviate.index import WeaviateIndex
from silabo.domain.errors import ModelSlowError
from silabo.domain.models import TextKind
from tests.adapters.indexes import BIOLOGY, entry, found, weaviate_index
from tests.fakes.embedder import FakeEmbedder
from tests.services.weaviate import Weaviate

pytestmark = pytest.mark.service


@pytest.fixture
def embedder() -> FakeEmbedder:
    return FakeEmbedder([("examen", "prueba"), ("aula", "salón")])


@pytest.fixture
def weaviate(weaviate_server: Weaviate, embedder: FakeEmbedder) -> Iterator[WeaviateIndex]:
    """An index with vectors of an exam and of a room."""
    exam, room = embedder.embed(["examen", "aula"], TextKind.PASSAGE)
    with weaviate_index(weaviate_server, space="model") as index:
        index.add(
            BIOLOGY,
            1,
            [
                entry(1, "El examen es en junio", vector=exam, space=embedder.space),
                entry(2, "El aula es la 4", vector=room, space=embedder.space),
            ],
        )
        yield index


def test_a_question_is_searched_by_its_meaning_too(
    weaviate: WeaviateIndex, embedder: FakeEmbedder
) -> None:
    index = MeaningIndex(weaviate, embedder)

    assert found(weaviate, "prueba") == []
    assert found(index, "prueba")[0] == 1
    assert found(index, "salón")[0] == 2


def test_without_the_model_a_question_is_searched_by_its_words(
    weaviate: WeaviateIndex, embedder: FakeEmbedder, caplog: pytest.LogCaptureFixture
) -> None:
    embedder.error = ModelSlowError("the model did not answer in time")
    index = MeaningIndex(weaviate, embedder)
    with caplog.at_level(logging.WARNING):
        by_words = found(index, "examen")

    assert by_words == [1]
    assert found(index, "prueba") == []
    assert "searching_by_words_alone" in caplog.messages


def test_what_is_added_needs_no_model(weaviate: WeaviateIndex, embedder: FakeEmbedder) -> None:
    embedder.error = ModelSlowError("the model did not answer in time")
    index = MeaningIndex(weaviate, embedder)
    index.add(BIOLOGY, 2, [entry(3, "El parcial es en mayo")])

    assert index.count(BIOLOGY, 1, 2) == 3
    assert found(index, "parcial", {2}) == [3]
    index.remove(BIOLOGY, 2)
    assert index.count(BIOLOGY, 2) == 0
    index.clear(BIOLOGY)
    assert index.count(BIOLOGY, 1) == 0
