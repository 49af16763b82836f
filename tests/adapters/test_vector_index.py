"""The contract of the port VectorIndex, over every implementation."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.domain.passages import Match
from silabo.domain.ports import VectorIndex
from tests.adapters.indexes import BIOLOGY, CHEMISTRY, entry, weaviate_index

EXAM, ROOM, NOWHERE = [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]
SPACE = "model@1"


@pytest.fixture(params=["embedded", pytest.param("weaviate", marks=pytest.mark.service)])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorIndex]:
    """Every index that keeps vectors, with an exam, a room and a passage without a vector."""
    if request.param == "embedded":
        yield filled(EmbeddedIndex(tmp_path / "index.sqlite"))
        return
    with weaviate_index(request.getfixturevalue("weaviate_server")) as own:
        yield filled(own)


def filled(index: VectorIndex) -> VectorIndex:
    index.add(
        BIOLOGY,
        1,
        [entry(1, "El examen es en junio"), entry(2, "El aula es la 4"), entry(3, "Se aprueba")],
    )
    index.put(
        BIOLOGY,
        1,
        [
            entry(1, "El examen es en junio", vector=EXAM, space=SPACE),
            entry(2, "El aula es la 4", vector=ROOM, space=SPACE),
        ],
    )
    return index


def found(
    index: VectorIndex,
    words: str,
    vector: list[float],
    *,
    course: int = BIOLOGY,
    space: str = SPACE,
) -> list[Match]:
    return index.search(course, words, versions=[1], limit=10, vector=vector, space=space)


def test_a_passage_is_found_by_its_meaning_where_no_word_is_shared(index: VectorIndex) -> None:
    assert index.search(BIOLOGY, "prueba", versions=[1], limit=10) == []
    assert found(index, "prueba", EXAM)[0].passage_id == 1
    assert found(index, "salón", ROOM)[0].passage_id == 2


def test_a_match_says_how_near_its_meaning_is_and_nothing_where_it_has_no_vector(
    index: VectorIndex,
) -> None:
    by_id = {match.passage_id: match for match in found(index, "aprueba examen", EXAM)}

    assert by_id[1].similarity == pytest.approx(1, abs=0.001)
    assert by_id[2].similarity == pytest.approx(0, abs=0.001)
    assert by_id[3].similarity is None
    assert all(0 <= match.score <= 1 for match in by_id.values())


def test_without_a_vector_nothing_is_said_of_meaning(index: VectorIndex) -> None:
    [match] = index.search(BIOLOGY, "examen", versions=[1], limit=10)

    assert match.similarity is None


def test_a_passage_that_has_no_vector_yet_is_found_by_its_words(index: VectorIndex) -> None:
    assert found(index, "aprueba", NOWHERE)[0].passage_id == 3


def test_a_course_never_finds_what_another_means(index: VectorIndex) -> None:
    assert found(index, "prueba", EXAM, course=CHEMISTRY) == []


def test_only_the_versions_named_are_searched_by_meaning(index: VectorIndex) -> None:
    index.add(BIOLOGY, 2, [entry(4, "El final", vector=EXAM, space=SPACE)])
    both = index.search(BIOLOGY, "", versions=[1, 2], limit=10, vector=EXAM, space=SPACE)
    old = index.search(BIOLOGY, "", versions=[1], limit=10, vector=EXAM, space=SPACE)

    assert {match.passage_id for match in both} >= {1, 4}
    assert 4 not in {match.passage_id for match in old}


@pytest.mark.row("meaning-5")
def test_vectors_of_two_models_never_compare(index: VectorIndex) -> None:
    assert found(index, "prueba", EXAM, space="model@2") == []
    assert index.without_vector(BIOLOGY, 1, space="model@2", limit=10) == [1, 2, 3]


@pytest.mark.row("meaning-5")
def test_while_another_model_s_vectors_are_brought_the_first_one_s_stay(index: VectorIndex) -> None:
    index.put(BIOLOGY, 1, [entry(3, "Se aprueba", vector=NOWHERE, space=SPACE)])
    index.put(BIOLOGY, 1, [entry(1, "El examen es en junio", vector=[0.0, 1.0], space="model@2")])

    assert index.without_vector(BIOLOGY, 1, space=SPACE, limit=10) == []
    assert index.without_vector(BIOLOGY, 1, space="model@2", limit=10) == [2, 3]
    assert found(index, "prueba", EXAM)[0].passage_id == 1
    assert found(index, "prueba", [0.0, 1.0], space="model@2")[0].passage_id == 1


@pytest.mark.row("meaning-5")
def test_once_another_model_has_all_what_the_first_one_made_goes_deleted_documents_too(
    index: VectorIndex,
) -> None:
    index.add(BIOLOGY, 2, [entry(4, "El final", vector=EXAM, space=SPACE)])
    index.put(BIOLOGY, 1, [entry(1, "El examen es en junio", vector=[0.0, 1.0], space="model@2")])
    index.remove(BIOLOGY, 2)
    gone = index.search(BIOLOGY, "", versions=[2], limit=10, vector=EXAM, space=SPACE)
    former = index.keep_only("model@2")

    assert gone == []
    assert former == 1
    assert index.keep_only("model@2") == 0
    assert index.without_vector(BIOLOGY, 1, space=SPACE, limit=10) == [1, 2, 3]
    assert index.without_vector(BIOLOGY, 1, space="model@2", limit=10) == [2, 3]
    assert index.count(BIOLOGY, 1) == 3


def test_a_vector_of_another_size_than_the_index_has_leaves_what_the_words_find(
    index: VectorIndex,
) -> None:
    matches = found(index, "examen", [1.0, 0.0])

    assert [match.passage_id for match in matches] == [1]


def test_what_has_no_vector_is_named(index: VectorIndex) -> None:
    assert index.without_vector(BIOLOGY, 1, space=SPACE, limit=10) == [3]
    assert index.without_vector(BIOLOGY, 1, space=SPACE, limit=0) == []
    assert index.without_vector(CHEMISTRY, 1, space=SPACE, limit=10) == []


def test_a_version_added_again_has_no_vector_of_what_it_was(index: VectorIndex) -> None:
    index.add(BIOLOGY, 1, [entry(1, "El parcial es en mayo")])

    assert index.without_vector(BIOLOGY, 1, space=SPACE, limit=10) == [1]
    assert found(index, "prueba", EXAM) == []


@pytest.mark.parametrize("forget", ["remove", "clear"])
def test_what_is_forgotten_is_not_found_by_meaning(index: VectorIndex, forget: str) -> None:
    if forget == "remove":
        index.remove(BIOLOGY, 1)
    else:
        index.clear(BIOLOGY)

    assert found(index, "prueba", EXAM) == []
