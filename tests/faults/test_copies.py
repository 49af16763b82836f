"""A worker that is killed while one course takes over from another."""

import io
from uuid import uuid4

import pytest

from ingest.passages import cut
from silabo.adapters.document_files import FolderFiles
from silabo.domain.copies import CopyState, CopyWish
from silabo.domain.crash import CrashPoint
from silabo.domain.documents import Upload, VersionState
from silabo.domain.people import Role
from silabo.storage import course_copies, database, documents, standing, tables, versions
from tests import seeds
from tests.copies import opened, publish
from tests.faults.house import OTHERS, House
from tests.tasks.work import eventually

pytestmark = pytest.mark.service
TEXTS = {"Programa.md": "Se promociona con 8 o más.", "Fechas.md": "El parcial es el 1 de octubre."}


def bring(house: House, course: int, name: str, text: str) -> None:
    """A document that is ready, with its file."""
    version = str(uuid4())
    files = FolderFiles(house.folder / "files")
    stored = files.save(version, io.BytesIO(text.encode()), limit=1000)
    documents.add(course, Upload(version, name, "text/markdown", stored.size, stored.sha256))
    claimed = seeds.claim_version()
    read = seeds.extract(text)
    versions.keep_text(claimed, read, cut(read), "es")
    versions.make_ready(claimed)


def is_done(course: int) -> bool:
    copied = course_copies.last(course)
    return copied is not None and copied.state is CopyState.DONE


@pytest.mark.row("copy-6")
@pytest.mark.parametrize(
    "point", [CrashPoint.COPY_FILED, CrashPoint.COPY_NOTED, CrashPoint.COPY_ANSWERED]
)
def test_a_worker_dies_while_a_course_is_copied_and_nothing_comes_twice(
    house: House, point: CrashPoint
) -> None:
    person, last = seeds.member("5", "20", role=Role.INSTRUCTOR)
    _, new = seeds.member("5", "21", role=Role.INSTRUCTOR)
    for name, text in TEXTS.items():
        bring(house, last, name, text)
    for number in range(3):
        publish(last, "Se promociona con 8 o más.", alike=f"key{number}")
    with database.connection():
        source = tables.Course.get_by_id(last).public_id
    chosen = tuple(each.public_id for each in documents.listed(last))
    course_copies.begin(opened(person, new), CopyWish(source, chosen, answers=True))
    dying = house.worker(OTHERS, crash_at=point)
    died = eventually(lambda: dying.process.poll() is not None, within_s=60)
    dying.kill_group()
    house.lapse()
    with database.connection():
        seeds.overdue(tables.CourseCopy)
    course_copies.sweep()
    house.workers()
    done = eventually(lambda: is_done(new), within_s=90)
    copied = course_copies.last(new)
    found = documents.listed(new)

    assert died
    assert done
    assert sorted(each.file_name for each in found) == sorted(TEXTS)
    assert {each.state for each in found} == {VersionState.READY}
    assert copied is not None
    assert (copied.documents, copied.answers, copied.skipped) == (2, 3, ())
    assert standing.count(new) == 3
