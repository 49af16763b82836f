import io
from uuid import uuid4

import pytest

from ingest.formats import BACKUP, ZIP
from silabo.domain.documents import Document, Quota, Upload, VersionState
from silabo.domain.passages import BlockKind
from silabo.storage import documents, passages
from silabo.storage.tables import Passage, Version
from tasks.documents import ingest_next
from tasks.parts import Parts
from tests.ingest.archives import zipped
from tests.ingest.containers.samples import CANARY, Backup, tape, text
from tests.tasks.work import Work


def upload(work: Work, name: str, data: bytes, media_type: str) -> Document:
    version = str(uuid4())
    stored = work.parts.files.save(version, io.BytesIO(data), limit=100_000_000)
    return documents.add(work.course, Upload(version, name, media_type, stored.size, stored.sha256))


def read_all(parts: Parts) -> None:
    while ingest_next(parts):
        pass


def shown(work: Work) -> dict[str, str]:
    return {each.file_name: each.state.value for each in documents.newest(work.course, 50)}


def said() -> str:
    return " ".join(row.text for row in Passage.select())


def test_the_files_of_an_archive_become_documents_that_are_read(work: Work) -> None:
    data = zipped(
        {"Tema 1/reglas.md": "# Reglas\n\nSe aprueba con 4.", "viejo.doc": "x", "a.png": "x"}
    )
    archive = upload(work, "material.zip", data, ZIP)

    read_all(work.parts)

    assert shown(work) == {
        "material.zip": VersionState.READY,
        "reglas.md": VersionState.READY,
        "viejo.doc": VersionState.REJECTED,
    }
    assert "Se aprueba con 4." in said()
    unpacked = work.document(archive)
    assert [notice.code for notice in unpacked.notices] == ["members_left_out"]
    old = next(each for each in documents.newest(work.course, 9) if each.file_name == "viejo.doc")
    assert (old.code, (old.values or {})["save_as"]) == ("old_format", ".docx")


def test_an_assignment_of_a_backup_says_its_dates_in_the_zone_of_the_course(work: Work) -> None:
    backup = Backup()
    backup.section(1)
    due = "<duedate>1777852740</duedate>"  # 3 May 2026, 23:59 UTC
    backup.activity(
        "assign", 1, text("TP 1", "<p>Hay que entregar un informe por correo.</p>", due)
    )
    backup.activity("page", 2, text("Oculta", CANARY), visible="0")
    upload(work, "copia.mbz", tape(backup.made()), BACKUP)

    read_all(work.parts)

    assert shown(work) == {"copia.mbz": VersionState.READY, "TP 1.html": VersionState.READY}
    assert "Fecha de entrega: 4 may 2026, 01:59" in said()
    assert CANARY not in said()


@pytest.mark.row("attack-61")
def test_an_archive_in_an_archive_is_not_opened_whatever_its_name_says(work: Work) -> None:
    backup = Backup()
    backup.section(1, "Todo del primer tema")
    inner = zipped(backup.made())
    archive = upload(work, "material.zip", zipped({"a.docx": inner, "b.md": "Uno."}), ZIP)

    read_all(work.parts)

    assert shown(work) == {"material.zip": VersionState.READY, "b.md": VersionState.READY}
    assert [notice.code for notice in work.document(archive).notices] == ["archives_left_out"]
    only = upload(work, "otra.zip", zipped({"a.docx": inner}), ZIP)
    read_all(work.parts)
    assert work.document(only).code == "no_documents"


def test_an_archive_that_was_half_unpacked_goes_on_and_keeps_nothing_twice(work: Work) -> None:
    data = zipped({"a.md": "Uno.", "b.md": "Dos."})
    archive = upload(work, "material.zip", data, ZIP)
    read_all(work.parts)

    Version.update(state=VersionState.RECEIVED).where(
        Version.public_id == archive.version
    ).execute()
    read_all(work.parts)

    assert len(documents.newest(work.course, 50)) == 3
    assert Passage.select().where(Passage.kind == BlockKind.PARAGRAPH).count() == 2


def test_an_archive_for_which_a_course_has_no_room_says_so(work: Work) -> None:
    data = zipped({f"{n}.md": f"Texto {n}." for n in range(5)})
    archive = upload(work, "material.zip", data, ZIP)

    read_all(work.given(quota=Quota(files=3)))

    assert (work.document(archive).state, work.document(archive).code) == (
        VersionState.REJECTED,
        "course_files",
    )


@pytest.mark.parametrize("data", [b"PK\x03\x04 broken", zipped({"a.png": "x"})])
def test_an_archive_that_cannot_be_taken_apart_is_rejected(work: Work, data: bytes) -> None:
    archive = upload(work, "material.zip", data, ZIP)

    read_all(work.parts)

    assert work.document(archive).state is VersionState.REJECTED


def test_an_archive_itself_has_no_text_that_could_be_quoted(work: Work) -> None:
    archive = upload(work, "material.zip", zipped({"a.md": "Uno."}), ZIP)

    read_all(work.parts)

    assert work.document(archive).passages == 0
    assert passages.text(work.course, archive.version).sections == ()
