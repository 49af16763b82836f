"""How many documents a course may have, and what those of one name are called."""

import pytest

from silabo.domain.documents import Quota
from silabo.domain.errors import DiskFullError, UploadError
from silabo.storage import database, documents, passages, sessions
from tests import seeds
from tests.parallel import at_once


@pytest.fixture
def course(db: None) -> int:
    return seeds.member()[1]


def refusal(course: int, quota: Quota, **upload: object) -> UploadError:
    with pytest.raises(UploadError) as refused:
        documents.add(course, seeds.upload(**upload), quota=quota)
    return refused.value


@pytest.mark.row("attack-34")
def test_a_course_has_room_for_so_many_documents_and_again_when_one_is_taken_out(
    course: int,
) -> None:
    quota = Quota(files=2)
    first, _ = [documents.add(course, seeds.upload(), quota=quota) for _ in range(2)]
    refused = refusal(course, quota)
    with pytest.raises(UploadError):
        documents.check_quota(course, quota)
    documents.remove(course, first.public_id)
    documents.add(course, seeds.upload(), quota=quota)

    assert (refused.code, refused.values) == ("course_files", {"limit": 2})
    assert documents.count(course) == 2


@pytest.mark.row("attack-34")
def test_a_course_has_room_for_so_many_megabytes(course: int) -> None:
    quota = Quota(size=3_000_000)
    documents.add(course, seeds.upload(content=b"a" * 2_500_000), quota=quota)
    documents.add(course, seeds.upload(content=b"b" * 500_000), quota=quota)
    refused = refusal(course, quota, content=b"c")

    assert (refused.code, refused.values) == ("course_size", {"used_mb": 3, "limit_mb": 3})


@pytest.mark.row("attack-34")
def test_of_uploads_at_once_no_more_are_kept_than_there_is_room_for(course: int) -> None:
    quota = Quota(files=3)

    def add(_: int) -> bool:
        try:
            documents.add(course, seeds.upload(), quota=quota)
        except UploadError:
            return False
        return True

    assert at_once(10, add).count(True) == 3


def test_documents_of_one_name_are_told_apart_by_number_and_day(course: int) -> None:
    first, second, third, other = [
        documents.add(course, seeds.upload(name), language="es")
        for name in ("Programa 2026.pdf", "Programa 2026.docx", "Programa 2026.pdf", "Notas.md")
    ]
    day = second.title.partition(", ")[2]
    documents.remove(course, second.public_id)
    again = documents.add(course, seeds.upload("Programa 2026.docx"), language="es")

    assert day
    assert [each.title for each in (first, second, third, other)] == [
        "Programa 2026",
        f"Programa 2026 (2), {day}",
        f"Programa 2026 (3), {day}",
        "Notas",
    ]
    assert again.title == second.title
    assert [each.same_name for each in (first, second, third, other)] == [False, True, True, False]


def test_what_tells_documents_of_one_name_apart_is_shown_and_never_searched(course: int) -> None:
    seeds.ready(course, "El parcial es el 3 de julio.", name="Programa 2026.md")
    second = seeds.ready(course, "El parcial es el 10 de julio.", name="Programa 2026.md")
    (entry,) = passages.entries(second)
    (found,) = passages.by_ids(course, [entry.passage_id])

    assert found.document_title.startswith("Programa 2026 (2), ")
    assert entry.surroundings.split() == ["Programa", "2026", "Fechas"]


def test_the_newest_documents_come_first(course: int) -> None:
    names = [documents.add(course, seeds.upload(f"{name}.md")).title for name in "abcd"]

    assert [each.title for each in documents.newest(course, 3)] == names[:0:-1]
    assert documents.count(course) == 4


def fill(course: int) -> None:
    for _ in range(1_000):
        documents.add(course, seeds.upload(f"{'x' * 200}.md"))


@pytest.mark.row("fault-23")
def test_a_full_disk_is_called_so_and_reading_goes_on(course: int) -> None:
    documents.add(course, seeds.upload())
    if database.dialect().skips_locked:
        return  # its server has a disk of its own: test_full_servers.py fills one
    with database.connection():
        pages = database.database.execute_sql("PRAGMA page_count").fetchone()[0]
        database.database.execute_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(DiskFullError):
            fill(course)
        listed = documents.newest(course, 1)
        database.database.execute_sql("PRAGMA max_page_count = 1073741823")

    assert listed
    assert sessions.find("unknown") is None
