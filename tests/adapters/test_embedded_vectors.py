"""What holds for the vectors of the embedded index alone."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from silabo.adapters import embedded_vectors
from silabo.adapters.embedded_index import EmbeddedIndex
from tests.adapters.indexes import BIOLOGY, entry

EXAM, ROOM = [1.0, 0.0], [0.0, 1.0]


def nearest(index: EmbeddedIndex, vector: list[float]) -> int:
    [best, *_] = index.search(BIOLOGY, "", versions=[1], limit=5, vector=vector, space="m")
    return best.passage_id


def rows(path: Path) -> list[tuple[str, int, int]]:
    connection = sqlite3.connect(path)
    found = connection.execute("select space, passage, length(numbers) from vector order by 1, 2")
    listed = found.fetchall()
    connection.close()
    return listed


def test_a_vector_takes_two_bytes_a_number(tmp_path: Path) -> None:
    index = EmbeddedIndex(tmp_path / "index.sqlite")
    index.add(BIOLOGY, 1, [entry(1, "examen", vector=[0.6] * 384, space="m")])

    assert rows(tmp_path / "index.sqlite") == [("m", 1, 768)]


@pytest.mark.row("meaning-5")
def test_the_old_model_s_vectors_go_once_the_new_ones_are_all_there(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    index = EmbeddedIndex(path)
    exam, room = entry(1, "examen", vector=EXAM), entry(2, "aula", vector=ROOM)
    index.add(BIOLOGY, 1, [replace(each, space="old") for each in (exam, room)])
    index.put(BIOLOGY, 1, [entry(1, "examen", vector=ROOM, space="m")])
    between = rows(path)
    index.put(BIOLOGY, 1, [entry(2, "aula", vector=EXAM, space="m")])

    assert {space for space, _, _ in between} == {"old", "m"}
    assert {space for space, _, _ in rows(path)} == {"m"}
    assert nearest(index, EXAM) == 2


def test_what_another_process_brings_is_found_at_once(tmp_path: Path) -> None:
    here, there = (EmbeddedIndex(tmp_path / "index.sqlite") for _ in range(2))
    here.add(BIOLOGY, 1, [entry(1, "examen", vector=EXAM, space="m"), entry(2, "aula")])
    before = nearest(here, ROOM)
    there.put(BIOLOGY, 1, [entry(2, "aula", vector=ROOM, space="m")])

    assert (before, nearest(here, ROOM)) == (1, 2)


def test_no_more_vectors_stay_in_memory_than_have_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded_vectors, "_MOST_BYTES", 10)
    index = EmbeddedIndex(tmp_path / "index.sqlite")
    for course in (1, 2, 3):
        index.add(course, 1, [entry(course, "examen", vector=EXAM, space="m")])
        index.search(course, "", versions=[1], limit=5, vector=EXAM, space="m")

    assert len(index._vectors._loaded) == 2
    assert nearest(index, EXAM) == 1


def test_a_file_of_before_gets_its_vectors(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    EmbeddedIndex(path).add(BIOLOGY, 1, [entry(1, "examen")])
    with sqlite3.connect(path) as connection:
        connection.executescript("drop table vector; drop table vectors_of;")
    index = EmbeddedIndex(path)
    index.add(BIOLOGY, 1, [entry(1, "examen", vector=EXAM, space="m")])

    assert nearest(index, EXAM) == 1


def test_vectors_of_another_length_are_compared_with_nothing(tmp_path: Path) -> None:
    index = EmbeddedIndex(tmp_path / "index.sqlite")
    index.add(BIOLOGY, 1, [entry(1, "examen", vector=EXAM, space="m")])

    assert index.search(BIOLOGY, "", versions=[1], limit=5, vector=[1.0], space="m") == []
