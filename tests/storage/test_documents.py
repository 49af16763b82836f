from dataclasses import replace

import pytest

from silabo.domain.documents import Document, VersionState
from silabo.domain.errors import LeaseLostError, NotFoundError, UploadError
from silabo.storage import documents, versions
from silabo.storage.tables import Version
from tests import seeds
from tests.parallel import at_once

ENDED = [VersionState.READY, VersionState.REJECTED, VersionState.FAILED]


@pytest.fixture
def course(db: None) -> int:
    return seeds.member()[1]


@pytest.fixture
def other_course(db: None) -> int:
    return seeds.member(course="7")[1]


def fail(course: int) -> Document:
    """A document whose reading failed for good."""
    added = documents.add(course, seeds.upload())
    for _ in range(versions.MAX_ATTEMPTS):
        seeds.due(Version)
        versions.give_back(seeds.claim_version(), "the index is away", 0.5)
    return documents.get(course, added.public_id)


def test_a_new_document_waits_to_be_read(course: int) -> None:
    upload = seeds.upload("Reglas de cursada.v2.md", b"# Reglas")
    added = documents.add(course, upload)

    assert (added.title, added.file_name) == ("Reglas de cursada.v2", "Reglas de cursada.v2.md")
    assert (added.state, added.size, added.version) == ("received", 8, upload.version)
    assert added.busy
    assert added.retry_at is None
    assert documents.get(course, added.public_id) == added


def test_the_same_file_is_refused_with_the_title_that_it_has(course: int) -> None:
    documents.add(course, seeds.upload("Reglas.md", b"same"))

    with pytest.raises(UploadError) as refused:
        documents.add(course, seeds.upload("Copia.md", b"same"))
    assert (refused.value.code, refused.value.values) == ("same_file", {"title": "Reglas"})


def test_of_eight_uploads_of_one_file_at_once_one_is_kept(course: int) -> None:
    def add(_: int) -> bool:
        try:
            documents.add(course, seeds.upload(content=b"same"))
        except UploadError:
            return False
        return True

    assert at_once(8, add).count(True) == 1


def test_another_course_may_have_the_same_file(course: int, other_course: int) -> None:
    documents.add(course, seeds.upload(content=b"same"))
    documents.add(other_course, seeds.upload(content=b"same"))

    assert len(documents.listed(other_course)) == 1


def test_a_file_that_was_rejected_failed_or_removed_may_be_uploaded_again(course: int) -> None:
    for end in ("reject", "fail", "remove"):
        added = documents.add(course, seeds.upload(content=b"same"))
        if end == "reject":
            versions.reject(seeds.claim_version(), "no_text", {})
        elif end == "fail":
            seeds.claim_version()
            seeds.change(Version, attempt=versions.MAX_ATTEMPTS)
            seeds.overdue(Version)
            versions.sweep()
        else:
            documents.remove(course, added.public_id)

    assert documents.add(course, seeds.upload(content=b"same")).state == "received"


def test_why_a_document_was_rejected_is_kept(course: int) -> None:
    documents.add(course, seeds.upload())
    versions.reject(seeds.claim_version(), "too_many_pages", {"pages": 900, "limit": 500})
    document = seeds.only(course)

    assert (document.state, document.code) == ("rejected", "too_many_pages")
    assert document.values == {"pages": 900, "limit": 500}
    assert not document.busy


def test_a_document_of_another_course_is_not_found(course: int, other_course: int) -> None:
    added = documents.add(course, seeds.upload())

    for act in (documents.get, documents.remove, documents.retry):
        with pytest.raises(NotFoundError):
            act(other_course, added.public_id)
    with pytest.raises(NotFoundError):
        documents.listed(other_course, after=added.public_id)
    assert documents.get(course, added.public_id) == added
    assert documents.listed(other_course) == []


def test_documents_come_oldest_first_in_pages(course: int, other_course: int) -> None:
    documents.add(other_course, seeds.upload())
    added = [documents.add(course, seeds.upload(f"{name}.md")).public_id for name in "abcde"]
    first = documents.listed(course, limit=2)
    second = documents.listed(course, after=first[-1].public_id, limit=2)
    third = documents.listed(course, after=second[-1].public_id, limit=2)
    pages = [[each.public_id for each in page] for page in (first, second, third)]

    assert pages == [added[:2], added[2:4], added[4:]]


def test_paging_goes_on_behind_a_document_that_was_removed_meanwhile(course: int) -> None:
    added = [documents.add(course, seeds.upload()).public_id for _ in range(3)]
    documents.remove(course, added[1])

    assert [each.public_id for each in documents.listed(course, after=added[1])] == [added[2]]


def test_a_removed_document_is_gone_at_once(course: int) -> None:
    seeds.ready(course, "Texto.")
    removed = seeds.only(course)
    documents.remove(course, removed.public_id)

    assert documents.listed(course) == []
    assert not documents.has_any(course)
    with pytest.raises(NotFoundError):
        documents.remove(course, removed.public_id)


def test_removing_a_document_that_is_being_read_stops_its_reader(course: int) -> None:
    added = documents.add(course, seeds.upload())
    claimed = seeds.claim_version()
    documents.remove(course, added.public_id)

    with pytest.raises(LeaseLostError):
        versions.make_ready(claimed)
    assert versions.claim("host:2") is None


def test_only_a_failed_document_is_read_again(course: int) -> None:
    failed = fail(course)
    again = documents.retry(course, failed.public_id)
    claimed = seeds.claim_version()

    assert (failed.state, failed.code) == ("failed", "reading_failed")
    assert (again.state, again.code) == ("received", None)
    assert claimed.attempt == 1


@pytest.mark.parametrize("state", ["ready", "rejected", "received"])
def test_a_document_that_did_not_fail_stays_as_it_is(course: int, state: str) -> None:
    documents.add(course, seeds.upload())
    seeds.change(Version, state=state, code="as_it_is")
    before = seeds.only(course)

    assert documents.retry(course, before.public_id) == before


def test_a_reading_that_is_put_off_says_until_when(course: int) -> None:
    documents.add(course, seeds.upload())
    versions.give_back(seeds.claim_version(), "the index is away", 0.5)
    document = seeds.only(course)

    assert document.retry_at is not None
    assert document.retry_at > document.created_at
    assert document.busy


@pytest.mark.parametrize("state", list(VersionState))
def test_a_course_has_documents_unless_all_ended_badly(course: int, state: VersionState) -> None:
    documents.add(course, seeds.upload())
    seeds.change(Version, state=state)
    bad = {
        VersionState.REJECTED,
        VersionState.FAILED,
        VersionState.SUPERSEDED,
        VersionState.DELETING,
        VersionState.DELETED,
    }

    assert documents.has_any(course) is (state not in bad)


def test_a_course_without_documents_has_none(course: int) -> None:
    assert not documents.has_any(course)
    assert documents.listed(course) == []


def test_only_documents_in_the_queue_are_busy(course: int) -> None:
    document = documents.add(course, seeds.upload())
    busy = {state for state in VersionState if replace(document, state=state).busy}

    assert busy & set(ENDED) == set()
    assert {"received", "validating", "extracting", "indexing"} <= busy


def test_only_the_documents_of_an_activity_count_for_it(course: int) -> None:
    here, there = [documents.add(course, seeds.upload(name)) for name in ("Uno.md", "Dos.md")]
    Version.update(state="failed").where(Version.public_id == there.version).execute()

    assert documents.has_any(course, [here.public_id])
    assert not documents.has_any(course, [there.public_id])
    assert not documents.has_any(course, ["unknown"])


def test_titles_are_those_of_documents_that_the_course_still_has(
    course: int, other_course: int
) -> None:
    uno, dos = [documents.add(course, seeds.upload(name)) for name in ("Uno.md", "Dos.md")]
    foreign = documents.add(other_course, seeds.upload())
    named = [dos.public_id, uno.public_id, foreign.public_id, "unknown"]
    before = documents.titles(course, named)
    documents.remove(course, uno.public_id)

    assert before == ["Uno", "Dos"]
    assert documents.titles(course, named) == ["Dos"]
    assert documents.titles(course, []) == []
