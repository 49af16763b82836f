"""Whether searching works is tried, over every index that keeps vectors."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.domain.documents import AnsweringCourse
from silabo.domain.errors import IndexAwayError, ModelSlowError
from silabo.domain.ports import VectorIndex
from silabo.storage import passages, versions
from tasks.canary import BY_MEANING, BY_WORDS, OF_ANOTHER, fault_of
from tasks.index_repair import tried
from tasks.meaning import embed_passages
from tasks.parts import Meaning
from tests.adapters.indexes import weaviate_index
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.indexes import failing_index
from tests.tasks.work import Work


@pytest.fixture(params=["embedded", pytest.param("weaviate", marks=pytest.mark.service)])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorIndex]:
    """Every index that keeps vectors."""
    if request.param == "embedded":
        yield EmbeddedIndex(tmp_path / "tried.sqlite")
        return
    with weaviate_index(request.getfixturevalue("weaviate_server")) as own:
        yield own


@pytest.fixture
def embedder() -> FakeEmbedder:
    return FakeEmbedder([("examen",), ("aula",)])


@pytest.fixture
def course(work: Work, index: VectorIndex, embedder: FakeEmbedder) -> AnsweringCourse:
    """A course with words and vectors in the index."""
    work.parts = work.over(index)
    work.ready("El examen es en junio.", "El aula es la 4.")
    embed_passages(index, embedder)
    [shown] = versions.answering_courses()
    return shown


def test_a_search_that_works_has_no_fault(
    index: VectorIndex, embedder: FakeEmbedder, course: AnsweringCourse
) -> None:
    [counted] = tried(index, Meaning(index, embedder))

    assert fault_of(index, None, course) == ""
    assert (counted.whole, counted.bare, counted.fault) == (True, 0, "")


def test_words_that_find_nothing_are_a_fault(
    index: VectorIndex, embedder: FakeEmbedder, course: AnsweringCourse
) -> None:
    index.clear(course.id)

    assert fault_of(index, Meaning(index, embedder), course) == BY_WORDS


def test_vectors_of_another_model_under_the_same_name_are_a_fault(
    index: VectorIndex, embedder: FakeEmbedder, course: AnsweringCourse
) -> None:
    turned = FakeEmbedder([("otra",), ("aula",), ("examen",)][:2])
    turned.axes = [("nada",), ("examen",)]  # as many numbers, and they mean something else

    assert fault_of(index, Meaning(index, turned), course) == OF_ANOTHER


def test_vectors_of_another_size_in_the_same_space_are_a_fault(
    index: VectorIndex, course: AnsweringCourse
) -> None:
    larger = FakeEmbedder([("examen",), ("aula",), ("nota",), ("final",)])

    assert fault_of(index, Meaning(index, larger), course) == BY_MEANING


def test_what_is_on_its_way_or_away_is_no_fault_of_the_index(
    index: VectorIndex, embedder: FakeEmbedder, course: AnsweringCourse
) -> None:
    embedder.space = "model@2"
    on_its_way = fault_of(index, Meaning(index, embedder), course)
    [counted] = tried(index, Meaning(index, embedder))
    embedder.error = ModelSlowError("the model did not answer in time")

    assert on_its_way == ""
    assert (counted.bare, counted.fault) == (2, "")
    assert fault_of(index, Meaning(index, embedder), course) == ""


def test_an_index_that_is_away_is_said_by_its_error(work: Work, course: AnsweringCourse) -> None:
    with pytest.raises(IndexAwayError):
        fault_of(failing_index(IndexAwayError("away")), None, course)


def test_a_course_of_column_names_alone_has_nothing_to_try(
    index: VectorIndex, course: AnsweringCourse
) -> None:
    assert fault_of(index, None, replace(course, versions=(9_999,))) == ""
    assert passages.first_entry(9_999) is None
