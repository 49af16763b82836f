"""What holds for the embedded passage index alone: a file that threads and processes share."""

import multiprocessing
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from silabo.adapters import embedded_index
from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.domain.errors import ServiceError
from silabo.domain.passages import IndexEntry
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
    broken = IndexEntry("no number", "", "parcial", "es")  # type: ignore[arg-type]

    with pytest.raises(ServiceError):
        index.add(BIOLOGY, 1, [entry(2, "parcial"), broken])
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


def test_a_file_without_a_list_of_its_passages_gets_one(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    EmbeddedIndex(path).add(BIOLOGY, 1, [entry(1, "examen"), entry(2, "parcial")])
    with sqlite3.connect(path) as connection:
        connection.executescript("drop index kept_of_version; drop table kept;")
    index = EmbeddedIndex(path)

    assert index.count(BIOLOGY, 1) == 2
    assert found(index, "examen") == [1]
    index.remove(BIOLOGY, 1)
    assert found(index, "examen") == []
