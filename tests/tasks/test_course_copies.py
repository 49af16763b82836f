"""Workers copy what a course takes over: files, and what becomes of those that cannot be copied."""

import io
from dataclasses import replace
from uuid import uuid4

import pytest

from silabo.domain.copies import CopyState, CopyWish, CourseCopy
from silabo.domain.documents import Document, Quota, Upload
from silabo.domain.people import Role
from silabo.domain.queues import Queue
from silabo.storage import course_copies, documents
from silabo.storage.database import connection
from silabo.storage.tables import Course
from silabo.storage.tables import CourseCopy as CopyRow
from tasks.course_copies import copy_next
from tasks.parts import Parts
from tasks.slots import Slots
from tests import seeds
from tests.copies import opened
from tests.tasks.work import Work


class Copying:
    """Last year's course with two documents, and a new one of the same instructor."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.person, self.last = seeds.member("5", "2", role=Role.INSTRUCTOR)
        _, self.new = seeds.member("5", "7", role=Role.INSTRUCTOR)
        for name in ("Programa", "Fechas"):
            self._bring(name)
        self.drain()

    def _bring(self, name: str) -> None:
        version, data = str(uuid4()), f"# {name}\n\nSe lee en {name}.\n".encode()
        stored = self.parts.files.save(version, io.BytesIO(data), limit=1000)
        upload = Upload(version, f"{name}.md", "text/markdown", stored.size, stored.sha256)
        documents.add(self.last, upload)

    def begin(self) -> None:
        with connection():
            source = Course.get_by_id(self.last).public_id
        chosen = tuple(each.public_id for each in documents.listed(self.last))
        course_copies.begin(opened(self.person, self.new), CopyWish(source, chosen))

    def drain(self) -> None:
        """Do all that waits, as a worker of documents does."""
        slots = Slots(self.parts, ring=lambda queue: None)
        while slots.run(Queue.DOCUMENTS):
            pass

    def copied(self) -> CourseCopy:
        found = course_copies.last(self.new)
        assert found is not None
        return found

    def there(self) -> list[Document]:
        return documents.listed(self.new)


@pytest.fixture
def copying(parts: Parts) -> Copying:
    return Copying(parts)


def test_files_are_copied_and_read_anew(copying: Copying) -> None:
    copying.begin()
    copying.drain()
    before = {each.version for each in documents.listed(copying.last)}

    assert copying.copied().state is CopyState.DONE
    assert [(each.file_name, each.state) for each in copying.there()] == [
        ("Programa.md", "ready"),
        ("Fechas.md", "ready"),
    ]
    assert before.isdisjoint({each.version for each in copying.there()})


def test_a_course_that_is_full_says_which_files_stay(copying: Copying) -> None:
    copying.parts = replace(copying.parts, quota=Quota(files=1))
    copying.begin()
    copying.drain()
    kept = {name for name, _ in copying.parts.files.stored()}
    rows = {each.version for each in (*documents.listed(copying.last), *copying.there())}

    assert copying.copied().state is CopyState.DONE
    assert [(each.file_name, each.code) for each in copying.copied().skipped] == [
        ("Fechas.md", "course_files")
    ]
    assert kept == rows


def test_a_file_that_is_away_is_tried_again_and_then_skipped(copying: Copying) -> None:
    copying.begin()
    copying.parts.files.delete(documents.listed(copying.last)[0].version)
    states = []
    for _ in range(course_copies.MAX_ATTEMPTS):
        with connection():
            seeds.due(CopyRow)
        copy_next(copying.parts)
        states.append(len(copying.copied().skipped))
    copying.drain()

    assert states == [0, 0, 1]
    assert [each.code for each in copying.copied().skipped] == ["copy_failed"]
    assert [each.file_name for each in copying.there()] == ["Fechas.md"]


def test_whoever_lost_the_role_meanwhile_leaves_no_file_behind(copying: Copying) -> None:
    copying.begin()
    copy_next(copying.parts)
    seeds.member("5", "2", role=Role.LEARNER)
    copying.drain()
    kept = {name for name, _ in copying.parts.files.stored()}
    rows = {each.version for each in (*documents.listed(copying.last), *copying.there())}

    assert copying.copied().state is CopyState.REFUSED
    assert len(copying.there()) == 1
    assert kept == rows


def test_nothing_is_done_where_nothing_is_copied(work: Work) -> None:
    assert not copy_next(work.parts)
