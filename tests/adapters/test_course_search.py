from pathlib import Path

import pytest

from silabo.adapters.course_search import CourseSearches
from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.domain.errors import ServiceError
from silabo.storage import documents, passages
from tests import seeds
from tests.fakes.indexes import WatchedIndex, failing_index


@pytest.fixture
def index(db: None, tmp_path: Path) -> EmbeddedIndex:
    return EmbeddedIndex(tmp_path / "index.sqlite")


def indexed(index: EmbeddedIndex, course: int, *texts: str) -> int:
    version = seeds.ready(course, *texts)
    index.add(course, version, passages.entries(version))
    return version


def found(index: EmbeddedIndex, course: int, words: str, limit: int = 10) -> list[str]:
    return [hit.passage.text for hit in CourseSearches(index).of(course)(words, limit=limit)]


def test_a_search_gives_the_passages_with_their_places(index: EmbeddedIndex) -> None:
    course = seeds.member()[1]
    indexed(index, course, "El parcial es el 1 de octubre.", "Se permite calculadora.")
    (hit,) = CourseSearches(index).of(course)("parcial", limit=10)

    assert hit.passage.text == "El parcial es el 1 de octubre."
    assert (hit.passage.document_title, hit.passage.path) == ("Reglas", ("Fechas",))
    assert hit.score > 0


def test_a_course_never_finds_what_another_has(index: EmbeddedIndex) -> None:
    here, there = seeds.member()[1], seeds.member(course="7")[1]
    indexed(index, here, "El parcial es el 1 de octubre.")
    indexed(index, there, "El parcial es el 9 de junio.")

    assert found(index, here, "parcial") == ["El parcial es el 1 de octubre."]
    assert found(index, there, "parcial") == ["El parcial es el 9 de junio."]


def test_an_index_that_mixes_courses_up_shows_nothing_foreign(index: EmbeddedIndex) -> None:
    here, there = seeds.member()[1], seeds.member(course="7")[1]
    foreign = seeds.ready(there, "El parcial es el 9 de junio.")
    own = indexed(index, here, "Se permite calculadora.")
    index.add(here, own, passages.entries(foreign))

    assert found(index, here, "parcial") == []


@pytest.mark.row("attack-26")
def test_a_removed_document_is_not_found_even_before_the_index_forgets_it(
    index: EmbeddedIndex,
) -> None:
    course = seeds.member()[1]
    version = indexed(index, course, "El parcial es el 1 de octubre.")
    indexed(index, course, "El parcial dura dos horas.")
    documents.remove(course, seeds.document_of(version))

    assert index.count(course, version) == 1
    assert found(index, course, "parcial") == ["El parcial dura dos horas."]


def test_a_course_without_a_ready_document_asks_no_index(db: None) -> None:
    course = seeds.member()[1]
    search = CourseSearches(failing_index(ServiceError("the index is away"))).of(course)

    assert search("parcial", limit=10) == []


def test_an_index_that_is_away_is_a_service_that_fails(db: None) -> None:
    course = seeds.member()[1]
    seeds.ready(course, "Uno.")

    search = CourseSearches(failing_index(ServiceError("the index is away"))).of(course)

    with pytest.raises(ServiceError):
        search("uno", limit=10)


def test_the_limit_holds(index: EmbeddedIndex) -> None:
    course = seeds.member()[1]
    indexed(index, course, *[f"El parcial número {number}." for number in range(5)])

    assert len(found(index, course, "parcial", limit=2)) == 2


def test_an_index_that_holds_a_part_of_a_document_answers_nothing(index: EmbeddedIndex) -> None:
    course = seeds.member()[1]
    version = seeds.ready(course, "El parcial es el 1 de octubre.", "El final es en diciembre.")
    index.add(course, version, passages.entries(version)[:1])
    search = CourseSearches(index).of(course)

    with pytest.raises(ServiceError, match="does not hold all"):
        search("parcial", limit=10)
    index.add(course, version, passages.entries(version))
    assert len(search("parcial", limit=10)) == 1


def test_an_index_that_lost_all_of_a_course_answers_nothing(index: EmbeddedIndex) -> None:
    course = seeds.member()[1]
    version = indexed(index, course, "El parcial es el 1 de octubre.")
    search = CourseSearches(index).of(course)
    search("parcial", limit=10)
    index.remove(course, version)

    with pytest.raises(ServiceError, match="does not hold all"):
        search("parcial", limit=10)


def test_an_index_that_lost_a_document_is_believed_for_a_minute_at_most(
    index: EmbeddedIndex,
) -> None:
    course = seeds.member()[1]
    lost = indexed(index, course, "El parcial es el 1 de octubre.")
    indexed(index, course, "El parcial dura dos horas.")
    seconds = [0.0]
    search = CourseSearches(index, now=lambda: seconds[0]).of(course)
    search("parcial", limit=10)
    index.remove(course, lost)
    seconds[0] = 59.0

    assert len(search("parcial", limit=10)) == 1
    seconds[0] = 60.0
    with pytest.raises(ServiceError, match="does not hold all"):
        search("parcial", limit=10)


def test_nothing_found_in_a_whole_index_is_nothing(index: EmbeddedIndex) -> None:
    course = seeds.member()[1]
    indexed(index, course, "Uno.")
    calls: list[str] = []
    search = CourseSearches(WatchedIndex(index, calls.append)).of(course)

    assert [search("dos", limit=10), search("dos", limit=10)] == [[], []]
    assert calls == ["count", "search", "search", "count"]


def test_versions_are_counted_when_they_are_new(index: EmbeddedIndex) -> None:
    course = seeds.member()[1]
    indexed(index, course, "El parcial es en octubre.")
    calls: list[str] = []
    search = CourseSearches(WatchedIndex(index, calls.append)).of(course)
    for _ in range(3):
        search("parcial", limit=10)
    indexed(index, course, "El final es en diciembre.")
    search("final", limit=10)

    assert calls == ["count", "search", "search", "search", "count", "search"]
