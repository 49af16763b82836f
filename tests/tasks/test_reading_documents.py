import logging

import pytest

from silabo.domain.errors import RejectedDocumentError, ServiceError
from silabo.domain.passages import Block, BlockKind, Extract, Section
from silabo.storage import documents, passages, versions
from silabo.storage.tables import Passage, Version
from tasks.documents import forget_next, ingest_next
from tests import seeds
from tests.fakes.indexes import ForgetfulIndex, WatchedIndex, failing_index
from tests.fakes.reader import FakeReader
from tests.tasks.work import Work


def numbers(course: int) -> list[int]:
    return [number for each, number in versions.answering() if each == course]


def again(work: Work, times: int, **parts: object) -> None:
    for _ in range(times):
        seeds.due(Version)
        ingest_next(work.given(**parts))


def test_a_free_slot_has_nothing_to_do_when_nothing_waits(work: Work) -> None:
    assert not ingest_next(work.parts)
    assert not forget_next(work.parts)


def test_a_document_is_read_indexed_and_shown(work: Work, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    added = work.upload()
    found = ingest_next(work.parts)
    document = work.document(added)
    hits = work.parts.search(work.course, ())("parcial", limit=5)

    assert found
    assert (document.state, document.language, document.passages) == ("ready", "es", 1)
    assert hits[0].passage.path == ("Reglas",)
    assert caplog.messages == ["document_ready"]


def test_a_file_that_cannot_be_read_is_rejected_once_with_its_reason(work: Work) -> None:
    added = work.upload()
    reader = FakeReader(RejectedDocumentError("too_many_pages", pages=900, limit=500))
    again(work, 2, reader=reader)
    document = work.document(added)

    assert (document.state, document.code) == ("rejected", "too_many_pages")
    assert document.values == {"pages": 900, "limit": 500}
    assert Version.get().attempt == 1


def test_a_file_without_text_is_rejected_by_the_real_reader(work: Work) -> None:
    added = work.upload(text="\n\n")
    ingest_next(work.parts)

    assert work.document(added).state == "rejected"


@pytest.mark.row("attack-53")
def test_what_a_reader_that_was_taken_over_gives_is_counted_before_it_is_written(
    work: Work,
) -> None:
    added = work.upload()
    names = tuple("n" * 5_000 for _ in range(2))
    rows = tuple(Block(f"t1r{n}", BlockKind.ROW, "x", ("1", "2")) for n in range(1, 50))
    header = Block("t1r0", BlockKind.HEADER, "x", names)
    section = Section(("Fechas",), "h1", (header, *rows))
    again(work, 1, reader=FakeReader(Extract((section,))))
    document = work.document(added)

    assert (document.state, document.code) == ("rejected", "too_much_text")
    assert Passage.select().count() == 0


@pytest.mark.parametrize("error", [ServiceError("the reader died"), MemoryError("too big")])
def test_a_reading_that_fails_for_a_reason_of_ours_is_tried_three_times(
    work: Work, error: Exception
) -> None:
    added = work.upload()
    states = []
    for _ in range(3):
        again(work, 1, reader=FakeReader(error))
        states.append(work.document(added).state)

    assert states == ["received", "received", "failed"]
    assert work.document(added).code == "reading_failed"
    assert not ingest_next(work.parts)


def test_a_document_is_read_when_the_index_is_back(work: Work) -> None:
    added = work.upload()
    again(work, 2, index=failing_index(ServiceError("the index is away")))
    hidden = numbers(work.course)
    again(work, 1)

    assert hidden == []
    assert work.document(added).state == "ready"


def test_a_document_that_the_index_did_not_keep_is_never_shown(work: Work) -> None:
    added = work.upload()
    again(work, 1, index=ForgetfulIndex())
    document = work.document(added)

    assert document.state == "received"
    assert numbers(work.course) == []
    assert Version.get().last_error == "the index holds 0 of 1 passages"


def test_a_file_that_is_gone_is_a_failure_of_ours(work: Work) -> None:
    added = work.upload()
    work.parts.files.delete(added.version)
    again(work, 3)

    assert work.document(added).state == "failed"


def test_what_a_document_says_is_never_logged(work: Work, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    work.upload()
    again(work, 1, reader=FakeReader(ValueError("secret paragraph")))
    logged = caplog.text + "".join(str(vars(record)) for record in caplog.records)

    assert "secret paragraph" not in logged
    assert caplog.messages == ["reading_failed", "document_given_back"]


def test_the_language_is_that_of_the_beginning(work: Work) -> None:
    english = ["The midterm exam takes place on the first of October in room four."] * 400
    spanish = ["El parcial es en octubre y se rinde en el aula cuatro de la facultad."] * 500
    added = work.upload()
    again(work, 1, reader=FakeReader(seeds.extract(*english, *spanish)))
    document = work.document(added)

    assert (document.passages, document.language) == (900, "en")


def test_a_removed_document_is_forgotten_everywhere(work: Work) -> None:
    version = work.ready("Uno.", "Dos.")
    document = seeds.only(work.course)
    documents.remove(work.course, document.public_id)
    found, then = forget_next(work.parts), forget_next(work.parts)

    assert (found, then) == (True, False)
    assert work.parts.index.count(work.course, version) == 0
    assert work.parts.files.stored() == []
    assert Passage.select().count() == 0
    assert Version.get_by_id(version).state == "deleted"


def test_a_removal_that_the_index_did_not_hear_of_is_tried_again(work: Work) -> None:
    version = work.ready("Uno.")
    documents.remove(work.course, seeds.document_of(version))

    with pytest.raises(ServiceError):
        forget_next(work.given(index=failing_index(ServiceError("the index is away"))))
    assert len(work.parts.files.stored()) == 1
    assert forget_next(work.parts)
    assert work.parts.files.stored() == []


@pytest.mark.parametrize("moment", ["add", "count"])
def test_a_document_removed_and_forgotten_while_it_is_read_leaves_nothing_in_the_index(
    work: Work, caplog: pytest.LogCaptureFixture, moment: str
) -> None:
    added = work.upload()
    forgotten: list[bool] = []

    def forget(method: str) -> None:
        if method == moment and not forgotten:
            documents.remove(work.course, added.public_id)
            forgotten.append(forget_next(work.parts))

    ingest_next(work.over(WatchedIndex(work.parts.index, forget)))
    version = Version.get()

    assert forgotten == [True]
    assert version.state == "deleted"
    assert work.parts.index.count(work.course, version.id) == 0
    assert Passage.select().count() == 0


def test_a_reader_that_lost_its_lease_leaves_the_index_to_the_next(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    added = work.upload()
    lapsed: list[int] = []

    def lapse(method: str) -> None:
        if method == "count" and not lapsed:
            seeds.overdue(Version)
            lapsed.append(versions.sweep())

    ingest_next(work.over(WatchedIndex(work.parts.index, lapse)))
    state = work.document(added).state
    ingest_next(work.parts)

    assert lapsed == [1]
    assert state == "received"
    assert caplog.messages == ["reading_thrown_away"]
    assert work.document(added).state == "ready"
    assert work.parts.index.count(work.course, Version.get().id) == 1


def test_a_reader_that_is_too_late_leaves_the_index_of_a_finished_document_alone(
    work: Work,
) -> None:
    added = work.upload()
    overtaken: list[bool] = []

    def overtake(method: str) -> None:
        if method == "count" and not overtaken:
            seeds.overdue(Version)
            versions.sweep()
            overtaken.append(ingest_next(work.parts))

    ingest_next(work.over(WatchedIndex(work.parts.index, overtake)))

    assert overtaken == [True]
    assert work.document(added).state == "ready"
    assert work.parts.index.count(work.course, Version.get().id) == 1


@pytest.mark.parametrize(
    "error", [ServiceError("the reader died"), RejectedDocumentError("no_text")]
)
def test_a_failure_after_the_lease_was_lost_changes_nothing(
    work: Work, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    added = work.upload()

    class Late(FakeReader):
        def read(self, data: bytes, media_type: str, heard: object = None) -> Extract:
            seeds.overdue(Version)
            versions.sweep()
            return super().read(data, media_type)

    ingest_next(work.given(reader=Late(error)))

    assert work.document(added).state == "received"
    assert Version.get().last_error == "lease_lapsed"
    assert caplog.messages == []


def test_a_second_reading_leaves_only_its_own_passages(work: Work) -> None:
    work.upload()
    again(work, 1, reader=FakeReader(seeds.extract("Uno.", "Dos.")), index=ForgetfulIndex())
    again(work, 1, reader=FakeReader(seeds.extract("Tres.")))
    (version,) = numbers(work.course)

    assert [entry.text for entry in passages.entries(version)] == ["Tres."]
    assert work.parts.index.count(work.course, version) == 1
