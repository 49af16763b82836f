"""The contract of the port PassageIndex, over every implementation."""

import multiprocessing
import threading
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import pytest

from silabo.adapters import embedded_index
from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.domain.errors import ServiceError
from silabo.domain.passages import IndexEntry
from silabo.domain.ports import PassageIndex

BIOLOGY, CHEMISTRY = 1, 2
_IMPLEMENTATIONS: dict[str, Callable[[Path], PassageIndex]] = {
    "embedded": lambda folder: EmbeddedIndex(folder / "index.sqlite"),
}


@pytest.fixture(params=sorted(_IMPLEMENTATIONS))
def index(request: pytest.FixtureRequest, tmp_path: Path) -> PassageIndex:
    return _IMPLEMENTATIONS[request.param](tmp_path)


def entry(passage_id: int, text: str, *, place: str = "", language: str = "es") -> IndexEntry:
    return IndexEntry(passage_id, place, text, language)


def found(
    index: PassageIndex, words: str, versions: Collection[int] = (1,), course: int = BIOLOGY
) -> list[int]:
    matches = index.search(course, words, versions=versions, limit=10)
    return [match.passage_id for match in matches]


def test_a_course_never_sees_the_passages_of_another(index: PassageIndex) -> None:
    index.add(BIOLOGY, 1, [entry(1, "El examen es el 3 de junio")])
    index.add(CHEMISTRY, 1, [entry(2, "El examen es el 9 de junio")])

    assert found(index, "examen") == [1]
    assert found(index, "examen", course=CHEMISTRY) == [2]


def test_only_the_versions_named_are_searched(index: PassageIndex) -> None:
    index.add(BIOLOGY, 1, [entry(1, "examen viejo")])
    index.add(BIOLOGY, 2, [entry(2, "examen nuevo")])

    assert found(index, "examen", {2}) == [2]
    assert set(found(index, "examen", {1, 2})) == {1, 2}
    assert found(index, "examen", set()) == []


def test_hundreds_of_thousands_of_versions_may_be_named(index: PassageIndex) -> None:
    index.add(BIOLOGY, 250_000, [entry(1, "examen")])

    assert found(index, "examen", range(300_000)) == [1]


def test_adding_a_version_again_replaces_it(index: PassageIndex) -> None:
    index.add(BIOLOGY, 1, [entry(1, "examen"), entry(2, "parcial")])
    index.add(BIOLOGY, 1, [entry(3, "final")])

    assert found(index, "examen parcial final") == [3]
    assert index.count(BIOLOGY, 1) == 1


def test_a_passage_keeps_its_id_in_another_version(index: PassageIndex) -> None:
    index.add(BIOLOGY, 1, [entry(1, "examen")])
    index.add(BIOLOGY, 1, [entry(1, "parcial")])

    assert found(index, "parcial") == [1]
    assert found(index, "examen") == []


def test_a_removed_version_is_gone_and_others_stay(index: PassageIndex) -> None:
    index.add(BIOLOGY, 1, [entry(1, "examen")])
    index.add(BIOLOGY, 2, [entry(2, "examen")])
    index.remove(BIOLOGY, 1)

    assert found(index, "examen", {1, 2}) == [2]
    assert (index.count(BIOLOGY, 1), index.count(BIOLOGY, 2)) == (0, 1)


def test_what_is_unknown_is_empty_and_no_error(index: PassageIndex) -> None:
    index.remove(BIOLOGY, 5)

    assert found(index, "examen") == []
    assert index.count(BIOLOGY, 5) == 0


def test_an_empty_version_is_no_error(index: PassageIndex) -> None:
    index.add(BIOLOGY, 1, [])

    assert index.count(BIOLOGY, 1) == 0
    assert found(index, "examen") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Las tutorías son los martes", "tutoria"),
        ("Biologia general", "biología"),
        ("Los exámenes", "¿examen?"),
        ("Programación en C++", "c++"),
        ("Programación en C#", "C#"),
        ("Unidad 7", "7"),
        ("El TP2 vence el lunes", "tp2"),
        ("marta.ruiz@example.org", "correo email"),
    ],
)
def test_words_are_found_in_other_forms(index: PassageIndex, text: str, words: str) -> None:
    index.add(BIOLOGY, 1, [entry(1, text), entry(2, "Otra cosa distinta")])

    assert found(index, words) == [1]


def test_a_question_in_any_language_searches_a_document_in_its_own(index: PassageIndex) -> None:
    index.add(BIOLOGY, 1, [entry(1, "The grading of assignments", language="en")])

    assert found(index, "¿assignment?") == [1]


def test_headings_are_found_but_the_text_weighs_more(index: PassageIndex) -> None:
    index.add(
        BIOLOGY,
        1,
        [
            entry(1, "Se rinde en junio con libro cerrado", place="Examen"),
            entry(2, "El examen se rinde en julio", place="Normas"),
        ],
    )

    assert found(index, "examen") == [2, 1]


def test_the_best_come_first_and_the_limit_holds(index: PassageIndex) -> None:
    index.add(
        BIOLOGY,
        1,
        [entry(1, "nota y aula"), entry(2, "parcial"), entry(3, "parcial con recuperatorio")],
    )
    matches = index.search(BIOLOGY, "parcial recuperatorio", versions={1}, limit=2)

    assert [match.passage_id for match in matches] == [3, 2]
    assert matches[0].score > matches[1].score
    assert index.search(BIOLOGY, "parcial", versions={1}, limit=0) == []


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        '"',
        "' OR 1=1 --",
        "a AND",
        "NOT",
        "-x",
        "col:x",
        "*",
        "parcial*",
        "NEAR(parcial 5)",
        "place : parcial",
        "{place body} : parcial",
        "¿?¡!",
        "\x00",
        "\ud800",
        "(" * 500,
        "parcial " * 2000,
        " ".join(f"palabra{number}" for number in range(3000)),
        "de la el",
    ],
)
def test_any_text_may_be_searched(index: PassageIndex, words: str) -> None:
    index.add(BIOLOGY, 1, [entry(1, "El parcial"), entry(2, "Otra cosa")])

    assert set(found(index, words)) <= {1}


def test_threads_write_and_search_at_once(index: PassageIndex) -> None:
    errors: list[Exception] = []

    def work(number: int) -> None:
        try:
            for turn in range(5):
                index.add(BIOLOGY, number, [entry(number, f"examen {turn}")])
                found(index, "examen", {number})
        except ServiceError as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert [index.count(BIOLOGY, number) for number in range(1, 9)] == [1] * 8


def _fill(path: Path, versions: Sequence[int]) -> None:
    for version in versions:
        EmbeddedIndex(path).add(BIOLOGY, version, [entry(version, "examen")])


def test_two_processes_share_the_embedded_index(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    context = multiprocessing.get_context("spawn")
    halves = [range(1, 21), range(21, 41)]
    processes = [context.Process(target=_fill, args=(path, half)) for half in halves]
    for process in processes:
        process.start()
    for process in processes:
        process.join(timeout=50)

    assert [process.exitcode for process in processes] == [0, 0]
    assert sum(EmbeddedIndex(path).count(BIOLOGY, number) for number in range(1, 41)) == 40


def test_stems_of_another_analyser_are_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "index.sqlite"
    old = EmbeddedIndex(path)
    old.add(BIOLOGY, 1, [entry(1, "examen")])
    monkeypatch.setattr(embedded_index, "ANALYSER", "another")
    new = EmbeddedIndex(path)

    assert found(new, "examen") == []
    new.add(BIOLOGY, 1, [entry(1, "examen")])
    assert found(new, "examen") == [1]


def test_a_file_that_is_no_index_is_a_service_error(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    path.write_bytes(b"this is not a database " * 100)

    with pytest.raises(ServiceError):
        found(EmbeddedIndex(path), "examen")


def test_a_missing_folder_is_a_service_error_and_can_be_mended(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    index = EmbeddedIndex(folder / "index.sqlite")
    with pytest.raises(ServiceError):
        index.count(BIOLOGY, 1)
    folder.mkdir()

    assert index.count(BIOLOGY, 1) == 0


def test_making_an_index_touches_no_file(tmp_path: Path) -> None:
    EmbeddedIndex(tmp_path / "index.sqlite")

    assert list(tmp_path.iterdir()) == []


def test_an_add_that_fails_half_way_changes_nothing(tmp_path: Path) -> None:
    index = EmbeddedIndex(tmp_path / "index.sqlite")
    index.add(BIOLOGY, 1, [entry(1, "examen")])
    broken = IndexEntry("no number", "", "parcial", "es")  # type: ignore[arg-type]

    with pytest.raises(ServiceError):
        index.add(BIOLOGY, 1, [entry(2, "parcial"), broken])
    assert found(index, "examen parcial") == [1]
