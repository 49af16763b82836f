from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest

from ingest.formats import PDF
from ingest.limits import Limits
from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.adapters.parser.child import ChildOptions, ChildReader
from silabo.adapters.parser.exchange import ReadingLimits
from silabo.domain.documents import Document, Upload, VersionState
from silabo.domain.errors import RejectedDocumentError, ServiceError
from silabo.domain.pictures import PageState, ReadWord
from silabo.storage import documents, living, passages, picture_pages, replacing, tables
from silabo.wording.pictures import heading
from tasks.answers import answer_next
from tasks.disagreements import compare_next
from tasks.documents import ingest_next
from tasks.meaning import embed_next
from tasks.parts import Meaning, Parts
from tasks.pictures import read_page_next
from tasks.revisits import revisit_next
from tests import seeds
from tests.fakes.embedder import FakeEmbedder
from tests.ingest.samples import column, pdf
from tests.ingest.scans import scan
from tests.tasks.work import Work

LINE = "El segundo parcial vale 70 puntos y es en el aula 14."
ASKED = "¿Cuántos puntos vale el segundo parcial?"


class Reads:
    """A `PictureReader` that reads these words, or fails."""

    def __init__(self, found: Sequence[ReadWord] | Exception) -> None:
        self.found = found

    def read(self, picture: bytes, language: str) -> list[ReadWord]:
        assert picture.startswith(b"P5 ")
        if isinstance(self.found, Exception):
            raise self.found
        return list(self.found)


def said(line: str, *, sure: float = 96.0, of_70: float = 96.0) -> list[ReadWord]:
    return [ReadWord(word, 0, 0, of_70 if word == "70" else sure) for word in line.split()]


def over(work: Work, found: Sequence[ReadWord] | Exception) -> Parts:
    reading = ReadingLimits(limits=Limits(pictures=True))
    return work.given(reader=ChildReader(ChildOptions(reading)), pictures=Reads(found))


def brought(work: Work, data: bytes) -> Document:
    version = str(uuid4())
    stored = work.parts.files.save(version, BytesIO(data), limit=10_000_000)
    file = Upload(version, "Parciales.pdf", PDF, stored.size, stored.sha256)
    return documents.add(work.course, file)


def notices(document: Document) -> list[tuple[str, int | None]]:
    return [(each.code, each.page) for each in document.notices]


@pytest.mark.cell("PDF", "text in a picture")
def test_a_scan_is_read_page_by_page_and_then_answers_with_the_remark_where_it_was_read(
    work: Work,
) -> None:
    parts = over(work, said(LINE))
    added = brought(work, scan([LINE]))
    ingest_next(parts)
    before = work.document(added)
    done = [read_page_next(parts), read_page_next(parts)]
    after = work.document(added)
    asked = work.ask(ASKED)
    answer_next(parts)
    answer = work.question(asked).answer

    assert (before.state, before.pictures_left) == (VersionState.READY, 1)
    assert notices(before) == [("page_without_text", 1)]
    assert done == [True, False]
    assert (after.passages, after.pictures_left, after.language) == (1, 0, "es")
    assert notices(after) == [("read_from_picture", 1)]
    assert answer is not None
    assert answer.sentences[0].text == LINE
    assert answer.citations[0].path == (heading("es", 1, 96),)
    assert "leída de una imagen" in heading("es", 1, 96)
    assert answer.citations[0].page == 1


def test_the_text_that_is_there_answers_while_a_picture_waits(work: Work) -> None:
    parts = over(work, said("Otra cosa."))
    typed = pdf(column([LINE]), [])
    added = brought(work, typed)
    ingest_next(parts)
    asked = work.ask(ASKED)
    answer_next(parts)

    assert work.document(added).state == "ready"
    assert work.question(asked).answer is not None
    assert work.question(asked).answer.kind == "extractive"  # type: ignore[union-attr]


def test_a_number_that_is_not_sure_is_never_quoted_without_that_remark(work: Work) -> None:
    parts = over(work, said(LINE, of_70=61.0))
    brought(work, scan([LINE]))
    ingest_next(parts)
    read_page_next(parts)
    asked = work.ask(ASKED)
    answer_next(parts)
    answer = work.question(asked).answer

    assert answer is not None
    told = " ".join(each.text for each in answer.sentences)
    assert "70 (?) puntos" in told


@pytest.mark.parametrize(
    ("found", "state"),
    [
        (RejectedDocumentError("too_heavy"), PageState.FAILED),
        (ServiceError("too late"), PageState.WAITING),
        ([], PageState.DONE),
    ],
    ids=["too heavy", "too late", "no text"],
)
def test_a_page_that_cannot_be_read_stays_a_notice(
    work: Work, found: Sequence[ReadWord] | Exception, state: PageState
) -> None:
    parts = over(work, found)
    added = brought(work, scan([LINE]))
    ingest_next(parts)
    read_page_next(parts)

    assert notices(work.document(added)) == [("page_without_text", 1)]
    assert tables.PicturePage.get().state == state


def test_a_page_that_is_late_again_is_given_up(work: Work) -> None:
    parts = over(work, ServiceError("too late"))
    brought(work, scan([LINE]))
    ingest_next(parts)
    for _ in range(picture_pages.MAX_ATTEMPTS):
        seeds.due(tables.PicturePage)
        read_page_next(parts)

    assert tables.PicturePage.get().state == PageState.FAILED
    assert not read_page_next(parts)


def test_without_a_reader_of_pictures_a_scan_is_rejected_as_before(work: Work) -> None:
    parts = work.given(reader=ChildReader())
    added = brought(work, scan([LINE]))
    ingest_next(parts)

    assert (work.document(added).state, work.document(added).code) == ("rejected", "no_text")
    assert not read_page_next(parts)


def test_a_page_of_a_version_that_was_replaced_is_not_read(work: Work) -> None:
    parts = over(work, said(LINE))
    added = brought(work, scan([LINE]))
    ingest_next(parts)
    version = tables.PicturePage.get().version_id
    replacing.replace(work.course, added.public_id, seeds.upload())
    seeds.ready(work.course, "Nada.", name="Otro.md")

    assert not read_page_next(parts)
    assert passages.indexable(version) == 0


def test_a_worker_that_dies_over_a_page_leaves_it_to_the_next(work: Work) -> None:
    parts = over(work, said(LINE))
    brought(work, scan([LINE]))
    ingest_next(parts)
    picture_pages.claim("host:9")
    seeds.overdue(tables.PicturePage)
    waiting = picture_pages.sweep()

    assert waiting == 1
    assert read_page_next(parts)


def test_who_was_declined_is_answered_once_the_last_page_of_a_scan_was_read(work: Work) -> None:
    parts = over(work, said(LINE))
    asked = work.ask(ASKED)
    answer_next(parts)
    brought(work, scan([LINE], [LINE]))
    ingest_next(parts)
    answered_again(parts)
    at_once = work.question(asked).answer
    read_page_next(parts)
    after_one_page = living.look()
    read_page_next(parts)
    compared = set(tables.Sight.get().compared)
    answered_again(parts)
    answer = work.question(asked).answer

    assert at_once is not None
    assert at_once.kind == "declined"
    assert not after_one_page
    assert compared == set()
    assert answer is not None
    assert answer.sentences[0].text == LINE


def test_pages_without_text_let_nothing_be_answered_again(work: Work) -> None:
    parts = over(work, [])
    brought(work, scan([LINE]))
    ingest_next(parts)
    answered_again(parts)
    read_page_next(parts)

    assert not living.look()


def answered_again(parts: Parts) -> None:
    while living.look() or compare_next() or revisit_next(parts):
        pass


def test_a_page_that_was_read_leaves_the_vectors_of_the_others_and_waits_for_its_own(
    work: Work, tmp_path: Path
) -> None:
    index, embedder = EmbeddedIndex(tmp_path / "meaning.sqlite"), FakeEmbedder([("parcial",)])
    parts = replace(over(work, said(LINE)), index=index, meaning=Meaning(index, embedder))
    brought(work, scan([LINE], [LINE]))
    ingest_next(parts)
    left = []
    version = tables.Version.get().id
    for _ in range(2):
        read_page_next(parts)
        left.append(len(index.without_vector(work.course, version, space=embedder.space, limit=9)))
        embed_next(parts)

    assert left == [1, 1]
    assert index.without_vector(work.course, version, space=embedder.space, limit=9) == []
    assert not parts.fresh
