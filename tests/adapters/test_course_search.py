import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from silabo.adapters.course_search import CourseSearches
from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.adapters.question_vectors import QuestionVectors
from silabo.adapters.stand_in import StandIn
from silabo.domain.errors import ModelSlowError, ServiceError
from silabo.storage import documents, lending, passages
from tasks.meaning import embed_passages
from tests import seeds
from tests.fakes.embedder import FakeEmbedder
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


@pytest.fixture
def embedder() -> FakeEmbedder:
    return FakeEmbedder([("examen", "prueba"), ("aula", "salón")])


def meant(index: EmbeddedIndex, embedder: FakeEmbedder) -> int:
    """A course whose passages have vectors."""
    course = seeds.member()[1]
    indexed(index, course, "El examen es en junio.", "El aula es la 4.")
    embed_passages(index, embedder)
    return course


def test_a_question_in_other_words_is_found_by_its_meaning(
    index: EmbeddedIndex, embedder: FakeEmbedder
) -> None:
    search = CourseSearches(index, QuestionVectors(embedder).of).of(meant(index, embedder))
    by_words, [best, *_] = (
        search("salón", limit=5),
        search("salón", limit=5, question="¿Qué salón?"),
    )

    assert by_words == []
    assert best.passage.text == "El aula es la 4."
    assert best.similarity == pytest.approx(1, abs=0.01)


def test_a_question_is_embedded_once_whatever_it_is_searched_with(
    index: EmbeddedIndex, embedder: FakeEmbedder
) -> None:
    search = CourseSearches(index, QuestionVectors(embedder).of).of(meant(index, embedder))
    embedder.asked.clear()
    for words in ("salón", "aula", "aula salón"):
        search(words, limit=5, question="¿Qué salón?")

    assert embedder.asked == ["¿Qué salón?"]


def test_without_the_model_a_question_is_searched_by_its_words(
    index: EmbeddedIndex, embedder: FakeEmbedder, caplog: pytest.LogCaptureFixture
) -> None:
    search = CourseSearches(index, QuestionVectors(embedder).of).of(meant(index, embedder))
    embedder.error = ModelSlowError("the model did not answer in time")
    [hit] = search("examen", limit=5, question="examen")

    assert hit.passage.text == "El examen es en junio."
    assert hit.similarity is None
    assert "searching_by_words_alone" in caplog.messages


def test_an_index_that_lost_passages_is_stood_in_for_and_the_repair_called(
    index: EmbeddedIndex,
) -> None:
    course = seeds.member()[1]
    lost = indexed(index, course, "El parcial es el 1 de octubre.")
    indexed(index, course, "El parcial dura dos horas.")
    foreign = seeds.member(course="7")[1]
    indexed(index, foreign, "El parcial es el 9 de junio.")
    called: list[bool] = []
    searches = CourseSearches(index, stand_in=StandIn(), lacking=lambda: called.append(True))
    search = searches.of(course)
    index.remove(course, lost)
    meanwhile = [hit.passage.text for hit in search("parcial", limit=10)]
    search("parcial", limit=10)
    index.add(course, lost, passages.entries(lost))

    assert sorted(meanwhile) == ["El parcial dura dos horas.", "El parcial es el 1 de octubre."]
    assert called == [True]  # once for both searches
    assert len(search("parcial", limit=10)) == 2


def test_what_stands_in_shows_what_the_course_shows(index: EmbeddedIndex) -> None:
    course = seeds.member()[1]
    version = seeds.ready(course, "El parcial es el 1 de octubre.")
    search = CourseSearches(index, stand_in=StandIn()).of(course)
    before = len(search("parcial", limit=10))
    documents.remove(course, seeds.document_of(version))
    seeds.ready(course, "El parcial dura dos horas.")

    assert before == 1
    assert [hit.passage.text for hit in search("parcial", limit=10)] == [
        "El parcial dura dos horas."
    ]


def test_a_course_that_is_too_large_to_be_read_meanwhile_waits_for_the_repair(
    index: EmbeddedIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("silabo.adapters.stand_in.MOST", 1)
    course = seeds.member()[1]
    seeds.ready(course, "El parcial es el 1 de octubre.", "El final es en diciembre.")
    search = CourseSearches(index, stand_in=StandIn()).of(course)

    with pytest.raises(ServiceError, match="does not hold all"):
        search("parcial", limit=10)


def test_of_many_courses_only_the_last_stand_there(
    index: EmbeddedIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("silabo.adapters.stand_in.COURSES", 1)
    searches = CourseSearches(index, stand_in=StandIn())
    courses = [seeds.member(course=str(number))[1] for number in range(3)]
    for course in courses:
        seeds.ready(course, f"El parcial de {course}.")
    found = [searches.of(course)("parcial", limit=10) for course in [*courses, courses[0]]]

    assert [[hit.passage.text for hit in hits] for hits in found] == [
        [f"El parcial de {course}."] for course in [*courses, courses[0]]
    ]


def test_what_stands_in_is_asked_for_a_part_of_a_course_without_being_made_again(
    index: EmbeddedIndex, caplog: pytest.LogCaptureFixture
) -> None:
    course = seeds.member()[1]
    one, _ = (seeds.ready(course, f"El parcial {number} es en junio.") for number in (1, 2))
    searches = CourseSearches(index, stand_in=StandIn())
    documents_of = ([], [seeds.document_of(one)], [], [seeds.document_of(one)])
    found = [len(searches.of(course, named)("parcial", limit=10)) for named in documents_of]

    assert found == [2, 1, 2, 1]
    assert caplog.messages.count("stand_in_filled") == 1


def test_nobody_empties_what_stands_in_while_it_is_searched(index: EmbeddedIndex) -> None:
    course = seeds.member()[1]
    texts = [f"El parcial {number} es en junio." for number in range(50)]
    versions = [seeds.ready(course, *texts) for _ in range(2)]
    words = "parcial " + " ".join(f"palabra{number}" for number in range(5000))  # takes a while
    stand_in = StandIn()
    ended = Event()

    def forget() -> None:
        while not ended.is_set():
            stand_in.forget(course)

    def look(number: int) -> bool:
        asked = versions[: 1 + number % 2]
        return bool(stand_in.search(course, words, versions=asked, limit=5))

    with ThreadPoolExecutor(3) as pool:
        forgetting = pool.submit(forget)
        found = list(pool.map(look, range(20)))
        ended.set()
        forgetting.result()

    assert all(found)


def test_what_stands_in_keeps_nothing_of_a_document_that_was_removed(
    index: EmbeddedIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    course = seeds.member()[1]
    removed, kept = (seeds.ready(course, f"El parcial {number} es en junio.") for number in (1, 2))
    search = CourseSearches(index, stand_in=StandIn()).of(course)
    search("parcial", limit=10)
    documents.remove(course, seeds.document_of(removed))
    search("parcial", limit=10)
    (folder,) = tmp_path.glob("silabo-stand-in-*")

    assert EmbeddedIndex(folder / "index.sqlite").count(course, removed, kept) == 1


def test_vectors_that_are_missing_are_called_for(
    index: EmbeddedIndex, embedder: FakeEmbedder
) -> None:
    course = meant(index, embedder)
    called: list[str] = []
    searches = CourseSearches(
        index, QuestionVectors(embedder).of, lacking=lambda: called.append(embedder.space)
    )
    searches.of(course)("examen", limit=5, question="examen")
    embedder.space = "model@2"
    [hit] = searches.of(course)("aula", limit=5, question="aula")

    assert hit.passage.text == "El aula es la 4."
    assert called == ["model@2"]


def test_a_borrowed_document_is_found_before_its_passages_are_in_the_index_of_the_course(
    index: EmbeddedIndex,
) -> None:
    here, there = seeds.member()[1], seeds.member(course="7")[1]
    lent = indexed(index, there, "Con tres faltas se pierde la regularidad.")
    indexed(index, there, "Las faltas del personal son reservadas.")
    indexed(index, here, "Las faltas se justifican.")
    told: list[int] = []
    searches = CourseSearches(index, stand_in=StandIn(), lacking=lambda: told.append(1))
    at_home = [hit.passage.text for hit in searches.of(there)("faltas", limit=10)]
    lend(there, here, lent)
    before = {hit.passage.text for hit in searches.of(here)("faltas", limit=10)}
    index.add(here, lent, passages.entries(lent))
    after = {hit.passage.text for hit in searches.of(here)("faltas", limit=10)}

    assert len(at_home) == 2
    assert (
        before
        == after
        == {
            "Con tres faltas se pierde la regularidad.",
            "Las faltas se justifican.",
        }
    )
    assert told == [1]


def test_a_borrowed_document_ranks_as_one_of_the_course_would(index: EmbeddedIndex) -> None:
    here, alone = seeds.member()[1], seeds.member(course="8")[1]
    there = seeds.member(course="7")[1]
    own = ["El examen vale la mitad.", "El examen oral es en mayo.", "La regularidad se pide."]
    rule = "La regularidad se pierde con tres faltas al examen."
    for text in own:
        indexed(index, here, text)
        indexed(index, alone, text)
    for number in range(20):  # what is common there must not count here
        indexed(index, there, f"La regularidad del artículo {number}.")
    lent = indexed(index, there, rule)
    indexed(index, alone, rule)
    lend(there, here, lent)
    index.add(here, lent, passages.entries(lent))
    words = "examen regularidad"
    borrowed, owned = (
        [(hit.passage.text, hit.score) for hit in CourseSearches(index).of(each)(words, limit=10)]
        for each in (here, alone)
    )

    assert borrowed == owned


def lend(lender: int, reader: int, version: int) -> None:
    document = seeds.document_of(version)
    lending.offer(lender, document)
    lending.take(reader, document)
