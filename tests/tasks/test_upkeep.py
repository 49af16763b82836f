import io
import os
import time
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from silabo.domain.errors import ServiceError
from silabo.storage import documents, questions, sessions, versions
from silabo.storage.tables import Session, Version
from tasks.index_repair import repair_index
from tasks.letters import deliver_next
from tasks.upkeep import BATCH, tidy
from tests import seeds
from tests.fakes.indexes import WatchedIndex, failing_index
from tests.tasks.work import Work

HOUR_S = 3600


def stray(work: Work, tmp_path: Path, age_s: float) -> str:
    """A file that no row knows, so old."""
    name = str(uuid4())
    work.parts.files.save(name, io.BytesIO(b"x"), limit=10)
    written = time.time() - age_s
    os.utime(tmp_path / "files" / name[:2] / name, (written, written))
    return name


def kept(work: Work) -> set[str]:
    return {name for name, _ in work.parts.files.stored()}


def age(tmp_path: Path) -> None:
    """Let every kept file be two hours old."""
    written = time.time() - 2 * HOUR_S
    for path in (tmp_path / "files").glob("??/*"):
        os.utime(path, (written, written))


def test_administrators_are_told_of_what_failed_by_letter(work: Work, tmp_path: Path) -> None:
    work.ask()
    questions.give_back(replace(seeds.claim_question(), attempt=5), "broken", 0.5, counted=True)
    for _ in range(2):
        tidy(work.given(administrators=("root@tool.example",)))
    while deliver_next(work.parts):
        pass
    letters = [each.read_text() for each in (tmp_path / "mail").glob("*.eml")]

    assert sum("To: root@tool.example" in each for each in letters) == 1
    assert len(letters) == 2  # the asker's and the administrator's


def test_a_tidy_system_stays_as_it_is(work: Work, tmp_path: Path) -> None:
    version = work.ready("Uno.")
    age(tmp_path)
    before = kept(work)
    tidy(work.parts)

    assert kept(work) == before
    assert len(before) == 1
    assert work.parts.index.count(work.course, version) == 1


def test_every_removed_document_is_forgotten(work: Work) -> None:
    removed = [work.ready("Uno."), work.ready("Dos.")]
    left = work.ready("Tres.")
    for version in removed:
        documents.remove(work.course, seeds.document_of(version))
    tidy(work.parts)
    held = [work.parts.index.count(work.course, version) for version in [*removed, left]]

    assert held == [0, 0, 1]
    assert kept(work) == {Version.get_by_id(left).public_id}


def test_a_stray_file_goes_after_an_hour(work: Work, tmp_path: Path) -> None:
    old, young = stray(work, tmp_path, 1.1 * HOUR_S), stray(work, tmp_path, 0.9 * HOUR_S)
    tidy(work.parts)

    assert old not in kept(work)
    assert young in kept(work)


def test_what_a_killed_upload_left_goes_too(work: Work, tmp_path: Path) -> None:
    whole = stray(work, tmp_path, 0)
    (tmp_path / "files" / whole[:2] / f"{whole}.abc.partial").write_bytes(b"half")
    age(tmp_path)
    tidy(work.parts)

    assert kept(work) == set()


def test_the_files_of_documents_stay_whatever_became_of_them(work: Work, tmp_path: Path) -> None:
    for state in ("received", "ready", "rejected", "failed"):
        added = work.upload(text=state)
        Version.update(state=state).where(Version.public_id == added.version).execute()
    age(tmp_path)
    tidy(work.parts)

    assert len(kept(work)) == 4


def test_more_stray_files_than_one_batch_are_all_deleted(work: Work, tmp_path: Path) -> None:
    folder = tmp_path / "files" / "ab"
    folder.mkdir(parents=True)
    for number in range(BATCH + 5):
        (folder / f"ab{number:06}").touch()
    age(tmp_path)
    tidy(work.parts)

    assert kept(work) == set()


def test_sessions_that_are_over_are_forgotten(work: Work) -> None:
    launched = seeds.identity(seeds.platform())
    public_id = sessions.launch(
        work.ana[0], work.course, launched, language="es", code_digest="c" * 64
    )
    sessions.open_by_code(public_id, "c" * 64, "a" * 64)
    seeds.change(Session, ends_at=1)
    tidy(work.parts)

    assert Session.select().count() == 0


def test_an_index_that_lost_documents_is_filled_again(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    lost, half, whole = work.ready("Uno."), work.ready("Dos.", "Tres."), work.ready("Cuatro.")
    index = work.parts.index
    index.remove(work.course, lost)
    index.add(work.course, half, [])
    added: list[str] = []
    repaired = repair_index(work.over(WatchedIndex(index, added.append)))
    held = [index.count(work.course, version) for version in (lost, half, whole)]

    assert repaired == 2
    assert held == [1, 2, 1]
    assert added.count("add") == 2
    assert caplog.messages == ["index_repaired"]
    assert repair_index(work.parts) == 0


def test_only_what_courses_may_see_is_indexed_again(work: Work) -> None:
    version = work.ready("Uno.")
    work.parts.index.remove(work.course, version)
    documents.remove(work.course, seeds.document_of(version))

    assert repair_index(work.parts) == 0
    assert work.parts.index.count(work.course, version) == 0


def test_upkeep_over_an_index_that_is_away_loses_nothing(work: Work) -> None:
    work.ready("Uno.")
    away = work.over(failing_index(ServiceError("the index is away")))

    tidy(away)

    assert len(versions.answering()) == 1


def test_a_step_that_fails_leaves_the_others_to_be_done(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    launched = seeds.identity(seeds.platform())
    public_id = sessions.launch(
        work.ana[0], work.course, launched, language="es", code_digest="c" * 64
    )
    sessions.open_by_code(public_id, "c" * 64, "a" * 64)
    seeds.change(Session, ends_at=1)
    work.ready("Uno.")
    tidy(work.over(failing_index(KeyError("words of a person"))))

    assert "upkeep_failed" in caplog.messages
    assert "words" not in caplog.text
    assert Session.select().count() == 0
