"""What holds for the embedded passage index alone: a file that threads and processes share."""

import multiprocessing
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from silabo.adapters import embedded_index, embedded_words
from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.domain.errors import ServiceError
from tests.adapters.indexes import BIOLOGY, entry, found


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


def test_hundreds_of_thousands_of_versions_may_be_named(tmp_path: Path) -> None:
    index = EmbeddedIndex(tmp_path / "index.sqlite")
    # SQLite takes 250,000 values at most.
    index.add(BIOLOGY, 250_000, [entry(1, "examen")])

    assert found(index, "examen", range(300_000)) == [1]


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


def test_a_closed_index_lets_go_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    index = EmbeddedIndex(path)
    index.add(BIOLOGY, 1, [entry(1, "examen")])
    index.close()

    assert path not in [each.resolve() for each in Path("/proc/self/fd").iterdir()]


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
    with sqlite3.connect(tmp_path / "index.sqlite") as connection:
        connection.execute(
            "create trigger full before insert on held begin select raise(abort, 'full'); end"
        )

    with pytest.raises(ServiceError):
        index.add(BIOLOGY, 1, [entry(2, "parcial")])
    assert found(index, "examen parcial") == [1]


def steps(index: EmbeddedIndex, work: Callable[[], object]) -> int:
    """Steps of SQLite's machine, in tens, that some work on this thread's connection takes."""
    index.count(BIOLOGY)
    counted: list[int] = []
    index._local.connection.set_progress_handler(lambda: counted.append(1), 10)
    work()
    index._local.connection.set_progress_handler(None, 0)
    return len(counted)


@pytest.mark.row("growth-8")
def test_a_document_is_added_counted_and_removed_without_looking_at_the_others(
    tmp_path: Path,
) -> None:
    index = EmbeddedIndex(tmp_path / "index.sqlite")
    new = [entry(number, "examen final") for number in range(20)]

    def replace() -> None:
        index.add(BIOLOGY, 1, new)
        index.count(BIOLOGY, 1)
        index.remove(BIOLOGY, 1)

    replace()
    alone = steps(index, replace)
    index.add(BIOLOGY, 2, [entry(number, "examen parcial") for number in range(100, 5000)])

    assert steps(index, replace) < 2 * alone


def of_before(path: Path) -> None:
    """Make of an index a file as it was when each course had a table of its own for its words."""
    with sqlite3.connect(path) as connection:
        connection.executescript(
            "drop table held; drop table standing; drop table words_of;"
            "create virtual table course_1 using fts5(place, body, version unindexed);"
            "create table kept (course integer, passage integer, version integer);"
            "insert into course_1 (rowid, place, body, version)"
            " values (1, 'norm', 'exam juni', 1), (2, '', 'parcial', 2), (3, '', 'exam', 2);"
        )


def test_the_words_of_a_file_of_before_are_taken_over_with_their_vectors(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    EmbeddedIndex(path).add(BIOLOGY, 1, [entry(1, "aula", vector=[1.0, 0.0], space="model")])
    of_before(path)
    index = EmbeddedIndex(path)
    held = [index.count(BIOLOGY, version) for version in (1, 2)]
    with sqlite3.connect(path) as connection:
        tables = {name for (name,) in connection.execute("select name from sqlite_master")}

    assert (held, tables & {"course_1", "kept"}) == ([1, 2], set())
    assert found(index, "examen", {1, 2}) == [3, 1]
    assert found(index, "norma", vector=[1.0, 0.0]) == [1]
    index.remove(BIOLOGY, 2)
    assert found(index, "examen", {1, 2}) == [1]


def test_words_of_before_by_another_analyser_are_thrown_away(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    EmbeddedIndex(path).count(BIOLOGY, 1)
    of_before(path)
    with sqlite3.connect(path) as connection:
        connection.execute("update analyser set name = 'another'")
    index = EmbeddedIndex(path)

    assert (index.count(BIOLOGY, 1, 2), found(index, "examen", {1, 2})) == (0, [])


def test_what_another_process_adds_and_removes_is_known_at_once(tmp_path: Path) -> None:
    here, there = (EmbeddedIndex(tmp_path / "index.sqlite") for _ in range(2))
    here.add(BIOLOGY, 1, [entry(1, "examen")])
    before = found(here, "examen", {1, 2})
    there.add(BIOLOGY, 2, [entry(2, "examen")])
    both = found(here, "examen", {1, 2})
    there.remove(BIOLOGY, 1)

    assert (before, both, found(here, "examen", {1, 2})) == ([1], [1, 2], [2])


def test_a_passage_that_gets_a_vector_keeps_its_words(tmp_path: Path) -> None:
    index = EmbeddedIndex(tmp_path / "index.sqlite")
    index.add(BIOLOGY, 1, [entry(1, "examen"), entry(2, "parcial")])
    index.put(BIOLOGY, 1, [entry(2, "recuperatorio")])

    assert [found(index, word) for word in ("examen", "parcial", "recuperatorio")] == [[1], [], [2]]
    index.put(BIOLOGY, 9, [entry(3, "examen")])
    assert found(index, "examen", {1, 9}) == [1]


def test_no_more_words_stay_in_memory_than_have_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded_words, "_MOST_BYTES", 40)
    index = EmbeddedIndex(tmp_path / "index.sqlite")
    for course in (1, 2, 3):
        index.add(course, 1, [entry(course, "examen parcial final")])
        found(index, "examen parcial final", course=course)

    assert [found(index, "examen", course=course) for course in (1, 2, 3)] == [[1], [2], [3]]
    assert sum(len(each.standings) for each in index._words._read.values()) <= 3


@pytest.mark.parametrize("limit", [1, 2, 3, 4])
def test_equally_good_passages_come_in_the_order_of_their_numbers(
    tmp_path: Path, limit: int
) -> None:
    index = EmbeddedIndex(tmp_path / "index.sqlite")
    index.add(BIOLOGY, 2, [entry(1, "examen"), entry(5, "parcial")])
    index.add(BIOLOGY, 1, [entry(2, "examen"), entry(3, "examen"), entry(4, "aula")])
    matches = index.search(BIOLOGY, "examen", versions={1, 2}, limit=limit)

    assert [match.passage_id for match in matches] == [1, 2, 3][:limit]
