from datetime import UTC, datetime, timedelta

import pytest

from ingest.passages import cut
from silabo.domain import clock
from silabo.domain.documents import Quota, VersionState
from silabo.domain.errors import LeaseLostError, NotFoundError, UploadError
from silabo.domain.passages import Match
from silabo.storage import documents, passages, replacing, tables, versions, visibility
from tests import seeds

OLD, NEW = "El parcial es el lunes.", "El parcial es el martes."


@pytest.fixture
def course(db: None) -> int:
    return seeds.member()[1]


def hits(course: int, *version_ids: int) -> list[str]:
    """What a search that finds every passage of these versions shows."""
    found = [number for version in version_ids for number in seeds.passage_ids(version)]
    joined = passages.join(course, [Match(number, 1.0) for number in found])
    return [hit.passage.text for hit in joined]


def replaced(course: int, version: int, name: str = "Reglas.md") -> None:
    replacing.replace(course, seeds.document_of(version), seeds.upload(name))


def read(text: str) -> int:
    """Read the version that waits, up to where it is ready."""
    claimed = seeds.claim_version()
    found = seeds.extract(text)
    versions.keep_text(claimed, found, cut(found), "es")
    versions.make_ready(claimed)
    return claimed.id


def test_the_old_text_answers_until_the_new_one_is_ready_and_never_both(course: int) -> None:
    old = seeds.ready(course, OLD)
    replaced(course, old)
    waiting = seeds.only(course)
    claimed = seeds.claim_version()
    found = seeds.extract(NEW)
    versions.keep_text(claimed, found, cut(found), "es")
    before = hits(course, old, claimed.id), passages.visible_versions(course)
    versions.make_ready(claimed)
    after = hits(course, old, claimed.id), passages.visible_versions(course)

    assert (waiting.state, waiting.replacing) == (VersionState.RECEIVED, True)
    assert before == ([OLD], {old})
    assert after == ([NEW], {claimed.id})
    assert seeds.only(course).replacing is False
    assert tables.Version.get_by_id(old).state == VersionState.SUPERSEDED
    assert tables.Version.get_by_id(claimed.id).ready_at is not None


def test_what_was_superseded_keeps_its_text_and_leads_to_the_one_that_answers(course: int) -> None:
    old = seeds.ready(course, OLD)
    replaced(course, old)
    new = read(NEW)
    was, now = (tables.Version.get_by_id(each).public_id for each in (old, new))

    assert passages.now_instead(course, was) == now
    assert passages.now_instead(course, now) is None
    assert len(seeds.passage_ids(old)) == 1
    with pytest.raises(NotFoundError):
        passages.text(course, was, unfinished=True)


def test_upkeep_takes_a_superseded_version_out_of_the_index_once(course: int) -> None:
    old = seeds.ready(course, OLD)
    replaced(course, old)
    read(NEW)
    public_id = tables.Version.get_by_id(old).public_id
    first = versions.claim_removal()
    versions.forget(old)

    assert first == (old, [course], public_id)
    assert versions.claim_removal() is None
    assert versions.known([public_id]) == set()
    assert len(seeds.passage_ids(old)) == 1


@pytest.mark.parametrize("state", [VersionState.REJECTED, VersionState.FAILED])
def test_a_replacement_that_cannot_be_read_leaves_the_old_one_answering(
    course: int, state: VersionState
) -> None:
    old = seeds.ready(course, OLD)
    replaced(course, old)
    document = seeds.only(course)
    tables.Version.update(state=state).where(tables.Version.public_id == document.version).execute()
    shown = hits(course, old)
    replacing.drop(course, document.public_id, document.version)

    assert shown == hits(course, old) == [OLD]
    assert documents.has_any(course)
    assert seeds.only(course).state == VersionState.READY
    assert [each.public_id for each in documents.answerable(course)] == [document.public_id]


def test_what_answers_is_not_dropped_and_neither_is_a_version_of_another_course(
    course: int,
) -> None:
    old = seeds.ready(course, OLD)
    document = seeds.only(course)
    _, other = seeds.member(course="9")

    for where, version in ((course, document.version), (other, document.version)):
        with pytest.raises(NotFoundError):
            replacing.drop(where, document.public_id, version)
    with pytest.raises(NotFoundError):
        replacing.replace(other, document.public_id, seeds.upload())
    assert hits(course, old) == [OLD]


def test_a_third_version_gives_up_the_second_that_was_still_being_read(course: int) -> None:
    old = seeds.ready(course, OLD)
    replaced(course, old)
    second = seeds.claim_version()
    replaced(course, old)

    with pytest.raises(LeaseLostError):
        versions.make_ready(second)
    assert hits(course, old) == [OLD]
    new = read(NEW)
    assert passages.visible_versions(course) == {new}


def test_a_document_is_called_as_the_file_that_answers(course: int) -> None:
    old = seeds.ready(course, OLD, name="Programa 2025.md")
    seeds.ready(course, OLD, name="Programa 2026.md")
    replaced(course, old, "Programa 2026.md")
    claimed = seeds.claim_version()
    found = seeds.extract(NEW)
    versions.keep_text(claimed, found, cut(found), "es")
    (entry,) = passages.entries(claimed.id)
    before = documents.get(course, seeds.document_of(old)).title
    versions.make_ready(claimed)
    after = documents.get(course, seeds.document_of(old))

    assert entry.surroundings.startswith("Programa 2026")
    assert before == "Programa 2025"
    assert after.title.startswith("Programa 2026 (2),")
    assert after.same_name


def test_a_replacement_needs_room_only_for_what_it_has_more_than_the_old_file(course: int) -> None:
    seeds.ready(course, OLD)
    size = seeds.only(course).size
    old = tables.Version.get()
    quota = Quota(files=1, size=size)
    replacing.replace(course, seeds.document_of(old.id), seeds.upload(), quota=quota)

    with pytest.raises(UploadError) as refused:
        documents.add(course, seeds.upload("Otro.md"), quota=quota)
    assert refused.value.code == "course_files"


def test_the_same_file_does_not_replace_itself(course: int) -> None:
    old = tables.Version.get_by_id(seeds.ready(course, OLD))
    same = seeds.upload()
    tables.Version.update(sha256=same.sha256).execute()

    with pytest.raises(UploadError) as refused:
        replacing.replace(course, seeds.document_of(old.id), same)
    assert refused.value.code == "same_file"


def test_a_hidden_document_is_in_no_search_citation_or_reader(course: int) -> None:
    version = seeds.ready(course, OLD)
    document = seeds.only(course)
    visibility.show(course, document.public_id, from_=None)

    assert hits(course, version) == []
    assert passages.visible_versions(course) == set()
    assert passages.languages(course) == ()
    assert passages.readable(course, [document.version]) == set()
    assert passages.is_hidden(course, document.version)
    assert not documents.has_any(course)
    with pytest.raises(NotFoundError):
        passages.text(course, document.version)
    assert passages.text(course, document.version, unfinished=True).title == "Reglas"
    assert versions.answering() == [(course, version)]  # an index holds it for when it is shown


def test_a_document_is_seen_from_its_moment_on_without_anything_being_written(course: int) -> None:
    version = seeds.ready(course, OLD)
    document = seeds.only(course)
    soon = clock.now() + timedelta(seconds=0.6)
    visibility.show(course, document.public_id, from_=soon)
    before = seeds.only(course)
    hidden = hits(course, version)
    while clock.now() < soon + timedelta(milliseconds=50):
        pass

    assert (before.hidden, hidden) == (True, [])
    assert before.visible_from is not None
    assert hits(course, version) == [OLD]
    assert seeds.only(course).hidden is False


def test_shown_again_it_is_seen_at_once_and_another_course_changes_nothing(course: int) -> None:
    version = seeds.ready(course, OLD)
    document = seeds.only(course)
    _, other = seeds.member(course="9")
    visibility.show(other, document.public_id, from_=None)
    untouched = hits(course, version)
    visibility.show(course, document.public_id, from_=None)
    visibility.show(course, document.public_id, from_=datetime(2020, 1, 1, tzinfo=UTC))

    assert untouched == hits(course, version) == [OLD]
    assert seeds.only(course).visible_from is None


def test_a_document_that_is_taken_out_takes_all_its_versions_along(course: int) -> None:
    old = seeds.ready(course, OLD)
    replaced(course, old)
    read(NEW)
    documents.remove(course, seeds.document_of(old))

    assert {row.state for row in tables.Version.select()} == {VersionState.DELETING}
    assert documents.count(course) == 0
